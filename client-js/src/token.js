import { StreambedError } from './error.js';

/**
 * @param {import('./types.js').TokenProvider} provider
 * @param {boolean} refresh Whether the last one was refused.
 * @returns {Promise<string>}
 */
export async function askToken(provider, refresh) {
  try {
    return await provider({ refresh });
  } catch (cause) {
    throw new StreambedError('unauthenticated', 'No token could be had.', { cause });
  }
}
