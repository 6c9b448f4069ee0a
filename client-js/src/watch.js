import { aborted, StreambedError } from './error.js';

/**
 * What ends an attempt from outside: the caller's signal, too long a silence, too long an attempt. Whatever came first is
 * the reason of `signal`, a `StreambedError`.
 *
 * @param {{ idleTimeout: number, timeout: number, signal?: AbortSignal | undefined }} limits Milliseconds; 0 is no limit.
 */
export function createWatch({ idleTimeout, timeout, signal }) {
  const controller = new AbortController();
  const leave = () => controller.abort(aborted(/** @type {AbortSignal} */ (signal)));
  /** @param {string} message */
  const tooLate = message => () => controller.abort(new StreambedError('timeout', message));
  const whole = timeout > 0 ? setTimeout(tooLate(`The answer took longer than ${timeout} ms.`), timeout) : undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;

  if (signal?.aborted) leave();
  else signal?.addEventListener('abort', leave, { once: true });

  return {
    signal: controller.signal,
    /** A sign of life. */
    touch() {
      clearTimeout(silence);
      if (idleTimeout > 0) silence = setTimeout(tooLate(`Nothing came for ${idleTimeout} ms.`), idleTimeout);
    },
    /** @param {StreambedError} reason */
    end(reason) {
      controller.abort(reason);
    },
    close() {
      clearTimeout(whole);
      clearTimeout(silence);
      signal?.removeEventListener('abort', leave);
    },
  };
}

/** @typedef {ReturnType<typeof createWatch>} Watch */
