/**
 * For your own server: issues the browser keys that `apiKeyFrom` fetches. It runs in Node and in other servers with
 * `fetch`, and needs your API key, which must not reach a browser.
 *
 * @module
 */

import { secondsLeft } from './browser-key.js';
import { StreambedError } from './error.js';
import { failure } from './http/request.js';
import { endpointOf, refuse } from './options.js';
import { createWatchdog } from './watchdog.js';

/** @import { BrowserKey, BrowserKeyOptions } from './types.js' */

export { StreambedError } from './error.js';
export * from './types.js';

/** Milliseconds, less than `apiKeyFrom` waits. */
const TIMEOUT = 10_000;

/**
 * Asks the gateway for a browser key. Call it in a route that only people reach who are logged in: whoever gets a key
 * uses your models at your cost.
 *
 * @param {BrowserKeyOptions} options
 * @returns {Promise<BrowserKey>} what the route answers, as JSON. Rejects with a `StreambedError`: its `status` is what
 *   your route may answer, 503 where a later attempt may succeed, else 502, never the gateway's own, which would tell a
 *   page that its user is not logged in; its `cause` is the gateway's error
 */
export async function issueBrowserKey({ endpoint, apiKey, fetch = globalThis.fetch, ...request }) {
  if ('document' in globalThis) refuse('issueBrowserKey is for servers: a page must not have the API key');
  if (typeof apiKey !== 'string' || apiKey === '') refuse('apiKey is missing: is its environment variable set?');
  const url = `${endpointOf(endpoint)}/keys`;
  if (!url.startsWith('http')) refuse('the WebSocket API issues no keys: use the Function URL or the REST API');
  const { origin, expiresIn, models, limits } = request;
  const watchdog = createWatchdog({ idleTimeout: 0, timeout: TIMEOUT });
  const { signal } = watchdog;
  try {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ origin, expiresIn, models, limits });
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    if (!response.ok) throw await failure(response);
    const issued = await response.json();
    return { ...issued, expiresIn: Math.floor(secondsLeft(issued, response.headers.get('date'))) };
  } catch (cause) {
    if (signal.aborted) throw refusal(signal.reason);
    throw refusal(cause instanceof StreambedError ? cause : unreachable(cause));
  } finally {
    watchdog.close();
  }
}

/** @param {unknown} cause */
const unreachable = cause => new StreambedError('network', 'The gateway cannot be reached.', { cause });

/** @param {StreambedError} cause The gateway's error. */
function refusal(cause) {
  const { code, message, status, retryAfter, limit, requestId } = cause;
  const isPassing = status === null || status === 429 || status >= 500;
  const facts = { status: isPassing ? 503 : 502, retryAfter, limit, requestId, cause };
  const why = status === 401 ? 'it does not accept the API key of this server.' : message;
  return new StreambedError(code, `The gateway issued no browser key: ${why}`, facts);
}
