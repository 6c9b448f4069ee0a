import { StreambedError } from './error.js';

/**
 * @param {import('./types.js').ApiKeyProvider} provider
 * @param {string | null} [refused] The key that the gateway has refused, or may have.
 * @param {number | null} [status] What the gateway has said; null where nobody knows.
 * @returns {Promise<string>}
 */
export async function resolveApiKey(provider, refused = null, status = null) {
  try {
    return await provider({ refresh: refused !== null, refused, status });
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    throw new StreambedError('unauthenticated', 'The API key provider failed.', { cause });
  }
}
