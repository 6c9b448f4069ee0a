import { StreambedError } from './error.js';
import { secondsOf } from './retry.js';
import { abortable, createWatchdog } from './watchdog.js';

/** @import { BrowserKey, BrowserKeySource } from './types.js' */

const TIMEOUT = 15_000;

/** How many milliseconds before its end a key is replaced; in the last tenth of its life if that is shorter. */
const EARLY = 30_000;

/**
 * @typedef {object} CachedKey
 * @property {string} key
 * @property {number} early How many milliseconds before its end it should be replaced.
 * @property {(milliseconds: number) => boolean} lastsFor Whether it does not expire within that time.
 * @property {() => number} age Milliseconds.
 */

/**
 * Fetches a browser key from one's own server, once.
 *
 * @param {string | URL | BrowserKeySource} source
 * @param {typeof globalThis.fetch} fetch
 * @returns {Promise<CachedKey>} rejects with a `StreambedError` that says what to do
 */
export async function fetchBrowserKey(source, fetch) {
  const name = typeof source === 'function' ? 'the function that fetches it' : `POST ${source}`;
  const watchdog = createWatchdog({ idleTimeout: 0, timeout: TIMEOUT });
  const { signal } = watchdog;
  const age = stopwatch();
  try {
    const call = typeof source === 'function' ? source({ signal }) : fetch(source, { ...POST, signal });
    const answer = await abortable(Promise.resolve(call), signal);
    if (!isResponse(answer)) return cachedKey(answer, null, age, name);
    const issued = await abortable(jsonIn(answer, name), signal);
    return cachedKey(issued, answer.headers.get('date'), age, name);
  } catch (cause) {
    if (signal.aborted) throw unavailable(`${name} did not answer within ${TIMEOUT / 1000} seconds.`, { cause });
    if (cause instanceof StreambedError) throw cause;
    throw unavailable(`${name} failed. Is the server running, and may this page read what it answers (CORS)?`, {
      cause,
    });
  } finally {
    watchdog.close();
  }
}

/** @param {any} answer @returns {answer is Response} */
const isResponse = answer => typeof answer?.text === 'function' && typeof answer.status === 'number';

/** A redirect is not followed: a login on another origin would then be a failure of CORS, which could be anything. */
const POST = /** @type {const} */ ({
  method: 'POST',
  headers: { accept: 'application/json' },
  cache: 'no-store',
  redirect: 'manual',
});

/** Milliseconds from now on. While a device sleeps the monotonic clock stands still in most browsers. */
function stopwatch() {
  const [begun, begunAt] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - begun, Date.now() - begunAt);
}

/** @param {Response} response @param {string} name */
async function jsonIn(response, name) {
  const { ok, status, redirected, headers, type } = response;
  const retryAfter = secondsOf(headers.get('retry-after'));
  // A browser hides the status of a redirect, Node does not.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) throw loggedOut(`${name} was redirected.`, null);
  if (status === 401 || status === 403) throw loggedOut(`${name} answered ${status}.`, status);
  if (status === 404 || status === 405)
    throw unavailable(`${name} answered ${status}. Does the server have this route, and for POST?`, { status });
  if (!ok) throw unavailable(`${name} answered ${status}.`, { status, retryAfter });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (redirected) throw loggedOut(`${name} was redirected to a page.`, null);
    const mediaType = headers.get('content-type') ?? 'something';
    throw unavailable(`${name} answered with ${mediaType} that is not JSON. Does the server have this route?`, {
      cause,
    });
  }
}

/** @param {BrowserKey} issued @param {string | null} date @param {() => number} age @param {string} name @returns {CachedKey} */
function cachedKey(issued, date, age, name) {
  const token = issued?.token;
  if (typeof token !== 'string' || token === '')
    throw unavailable(`${name} answered without "token": it has to answer with what issueBrowserKey resolves to.`);
  const left = secondsLeft(issued, date) * 1000;
  // A time that makes no sense is none: the key then lasts until the gateway refuses it.
  const lifetime = left > 0 ? left : Infinity;
  return {
    key: token,
    early: Math.min(EARLY, lifetime / 10),
    lastsFor: milliseconds => age() + milliseconds < lifetime,
    age,
  };
}

/**
 * By the clock of the server that says when the key expires, if it tells its time: the clock here may be wrong.
 *
 * @param {BrowserKey} issued
 * @param {string | null} date The header of the response.
 */
export const secondsLeft = ({ expiresAt = '', expiresIn }, date) =>
  expiresIn ?? (Date.parse(expiresAt) - (date === null ? Date.now() : Date.parse(date))) / 1000;

/** @param {string} why @param {number | null} status */
const loggedOut = (why, status) =>
  new StreambedError('unauthenticated', `There is no API key for you: ${why} Please log in.`, { status });

/** @param {string} why @param {import('./error.js').ErrorFacts} [facts] */
const unavailable = (why, facts) => new StreambedError('api_key_unavailable', `There is no API key: ${why}`, facts);
