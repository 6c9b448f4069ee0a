import { aborted, StreambedError } from './error.js';

/** Errors that a retry may solve. Not `timeout` and `model_error`: those have already been charged for. */
const RETRYABLE = new Set([
  'api_key_unavailable',
  'network',
  'connection_lost',
  'internal',
  'model_throttled',
  'rate_limited',
  'unavailable',
  'upstream_error',
]);

/**
 * @typedef {object} RetryPlan
 * @property {number} retries
 * @property {number} retryDelay
 * @property {number} maxRetryDelay
 * @property {() => number} [random] From 0 up to 1.
 * @property {() => boolean} [stopped] Whether the caller has stopped the answer.
 */

/**
 * The delay before the next attempt: exponential backoff with full jitter, capped, and never less than `retry-after`.
 *
 * @param {unknown} error
 * @param {number} attempt Number of attempts that have failed before this one.
 * @param {RetryPlan} plan
 * @returns {number | null} milliseconds, or null for no retry
 */
export function delayBefore(error, attempt, { retries, retryDelay, maxRetryDelay, random = Math.random }) {
  if (!(error instanceof StreambedError) || !RETRYABLE.has(error.code) || attempt >= retries) return null;
  const asked = (error.retryAfter ?? 0) * 1000;
  if (asked > maxRetryDelay) return null;
  return Math.max(asked, random() * Math.min(maxRetryDelay, retryDelay * 2 ** attempt));
}

/**
 * @param {string | null} header Seconds, or a date.
 * @param {number} [now]
 * @returns {number | null} seconds from now
 */
export function secondsOf(header, now = Date.now()) {
  if (header === null || header.trim() === '') return null;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** @param {number} milliseconds @param {AbortSignal} [signal] @returns {Promise<void>} */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const wake = () => {
      clearTimeout(timer);
      reject(aborted(/** @type {AbortSignal} */ (signal)));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', wake);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

/**
 * Retries an attempt that fails, as long as none of its answer has been handed out.
 *
 * @template {{ type: string }} T
 * @param {() => AsyncIterable<T>} open
 * @param {RetryPlan} plan
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<T, void, undefined>}
 */
export async function* retrying(open, plan, signal) {
  for (let attempt = 0; ; attempt += 1) {
    let begun = false;
    try {
      for await (const item of open()) {
        begun ||= item.type !== 'start';
        yield item;
      }
      return;
    } catch (error) {
      const delay = begun || plan.stopped?.() ? null : delayBefore(error, attempt, plan);
      if (delay === null) throw error;
      await pause(delay, signal);
      if (plan.stopped?.()) throw error;
    }
  }
}
