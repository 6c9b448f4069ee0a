import { StreambedError } from './error.js';

/**
 * @param {import('./types.js').ApiKeyProvider} provider
 * @param {string | null} [refused] The key that the gateway has refused.
 * @returns {Promise<string>}
 */
export async function resolveApiKey(provider, refused = null) {
  try {
    return await provider({ refresh: refused !== null, refused });
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    throw new StreambedError('unauthenticated', 'The API key provider failed.', { cause });
  }
}
