import { StreambedError } from '../error.js';

/** @import { Watch } from '../watch.js' */

/**
 * The bytes of an answer as they come; whatever ends the watch ends them too.
 *
 * @param {Response} response
 * @param {Watch} watch
 * @returns {AsyncGenerator<Uint8Array, void, undefined>}
 */
export async function* bytesOf(response, watch) {
  if (response.body === null) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watch.touch();
      yield value;
    }
  } catch (cause) {
    if (watch.signal.aborted) throw watch.signal.reason;
    throw new StreambedError('connection_lost', 'The connection broke off before the answer was complete.', { cause });
  } finally {
    reader.cancel().catch(() => {});
  }
}
