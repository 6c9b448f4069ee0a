import { createBackoff } from './backoff.js';
import { fetchBrowserKey } from './browser-key.js';

/** @import { StreambedError } from './error.js' */
/** @import { ApiKeyProvider, BrowserKeySource } from './types.js' */

/** How old a key is, in milliseconds, that is replaced because a WebSocket could not be opened and nobody knows why. */
const DOUBTFUL_AGE = 60_000;

/**
 * Gets browser keys from your own server, for the option `apiKey`. A key stays in memory until shortly before it
 * expires, or until the gateway refuses it; requests that wait for one share it. After a failure your server is left
 * alone for a second, then for longer, up to a minute; until then requests fail with the same error. Where a browser
 * does not say why a WebSocket could not be opened, a key that is older than a minute is replaced, if your server can.
 *
 * @param {string | URL | BrowserKeySource} source The address of a route of yours that answers `POST` with what
 *   `issueBrowserKey` resolves to; or a function that calls it, if it needs headers of its own.
 * @param {{ fetch?: typeof globalThis.fetch }} [options]
 * @returns {ApiKeyProvider} Throws `unauthenticated` if your server answers 401 or 403 or with a redirect, and
 *   `api_key_unavailable` after any other failure.
 */
export function apiKeyFrom(source, { fetch = (input, init) => globalThis.fetch(input, init) } = {}) {
  const backoff = createBackoff();
  /** @type {import('./browser-key.js').CachedKey | null} */
  let current = null;
  /** @type {Promise<string> | null} */
  let fetching = null;

  async function renew() {
    try {
      current = await backoff.guard(() => fetchBrowserKey(source, fetch));
      return current.key;
    } catch (error) {
      if (/** @type {StreambedError} */ (error).code === 'unauthenticated') current = null;
      // Keys are replaced early, and on suspicion, so that the current one may still be good.
      if (current?.lastsFor(0)) return current.key;
      throw error;
    } finally {
      fetching = null;
    }
  }

  return ({ refresh, refused, status }) => {
    // Another answer may have brought a new one since.
    const isMeant = refresh && (refused ?? current?.key) === current?.key;
    if (isMeant && status !== null) current = null;
    const isDoubtful = isMeant && (current?.age() ?? 0) > DOUBTFUL_AGE;
    return current?.lastsFor(current.early) && !isDoubtful ? current.key : (fetching ??= renew());
  };
}
