import { StreambedError } from '../error.js';

/** @import { Watchdog } from '../watchdog.js' */

/**
 * Yields the response's bytes as they arrive. Each read resets the watchdog; when the watchdog aborts, so does this.
 *
 * @param {Response} response
 * @param {Watchdog} watchdog
 * @returns {AsyncGenerator<Uint8Array, void, undefined>}
 */
export async function* bytesOf(response, watchdog) {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watchdog.reset();
      yield value;
    }
  } catch (cause) {
    if (watchdog.signal.aborted) throw watchdog.signal.reason;
    throw new StreambedError('connection_lost', 'The connection was lost before the answer was complete.', { cause });
  } finally {
    reader.cancel().catch(() => {});
  }
}
