import { aborted, StreambedError } from './error.js';

/**
 * Aborts an attempt from outside: on the caller's signal, after `idleTimeout` without data, or after `timeout`. The
 * first of them is the reason of `signal`, a `StreambedError`.
 *
 * @param {{ idleTimeout: number, timeout: number, signal?: AbortSignal | undefined }} limits Milliseconds; 0 means no
 *   limit.
 */
export function createWatchdog({ idleTimeout, timeout, signal }) {
  const controller = new AbortController();
  const abortByCaller = () => controller.abort(aborted(/** @type {AbortSignal} */ (signal)));
  /** @param {string} message */
  const timeOut = message => () => controller.abort(new StreambedError('timeout', message));
  const total = timeout > 0 ? setTimeout(timeOut(`The answer took longer than ${timeout} ms.`), timeout) : undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idle;

  if (signal?.aborted) abortByCaller();
  else signal?.addEventListener('abort', abortByCaller, { once: true });

  return {
    signal: controller.signal,
    /** Starts the idle timeout again, because data has arrived. */
    reset() {
      clearTimeout(idle);
      if (idleTimeout > 0) idle = setTimeout(timeOut(`No data arrived for ${idleTimeout} ms.`), idleTimeout);
    },
    /** @param {StreambedError} reason */
    abort(reason) {
      controller.abort(reason);
    },
    close() {
      clearTimeout(total);
      clearTimeout(idle);
      signal?.removeEventListener('abort', abortByCaller);
    },
  };
}

/**
 * Waits no longer than until the signal is aborted, and throws its reason then. What the promise does later is ignored.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
export function abortable(promise, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** @typedef {ReturnType<typeof createWatchdog>} Watchdog */
