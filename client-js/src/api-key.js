import { StreambedError } from './error.js';

/**
 * @param {import('./types.js').ApiKeyProvider} provider
 * @param {boolean} refresh Whether the previous key was refused.
 * @returns {Promise<string>}
 */
export async function resolveApiKey(provider, refresh) {
  try {
    return await provider({ refresh });
  } catch (cause) {
    throw new StreambedError('unauthenticated', 'The API key provider failed.', { cause });
  }
}
