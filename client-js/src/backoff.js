import { StreambedError } from './error.js';

/** Milliseconds. */
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 60_000;

/** Keeps from repeating at once what has just failed: the delay doubles with each failure, with jitter. */
export function createBackoff() {
  let failures = 0;
  let until = -Infinity;
  /** @type {StreambedError | null} */
  let last = null;

  /** @param {StreambedError} error */
  function failed(error) {
    const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures) * (0.5 + Math.random() / 2);
    failures += 1;
    until = performance.now() + Math.min(LONGEST_DELAY, Math.max(delay, (error.retryAfter ?? 0) * 1000));
    last = error;
  }

  /** @param {StreambedError} error Thrown by many answers, each of which notes facts of its own on it. */
  function again({ code, message, status, cause }) {
    const retryAfter = Math.max(1, Math.ceil((until - performance.now()) / 1000));
    return new StreambedError(code, message, { status, cause, retryAfter });
  }

  return {
    /**
     * @template T
     * @param {() => Promise<T>} act Rejects with a StreambedError. Where it is `unauthenticated`, there is no delay:
     *   somebody may log in at any moment.
     * @returns {Promise<T>} rejects with the last error, and with the time until the next attempt
     */
    async guard(act) {
      if (last !== null && performance.now() < until) throw again(last);
      try {
        const result = await act();
        failures = 0;
        last = null;
        return result;
      } catch (error) {
        const failure = /** @type {StreambedError} */ (error);
        if (failure.code === 'unauthenticated') throw failure;
        failed(failure);
        throw again(failure);
      }
    },
  };
}
