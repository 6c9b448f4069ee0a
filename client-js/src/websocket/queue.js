import { StreambedError } from '../error.js';

/** @import { StreamItem } from '../stream-items.js' */

/**
 * Buffers items between the WebSocket, which has no back pressure, and the loop that reads them. Bounded, so that a
 * loop that does not read cannot fill the memory.
 *
 * @param {number} maxBuffer Maximum characters of text and events.
 */
export function createQueue(maxBuffer) {
  /** @type {{ item: StreamItem, size: number }[]} */
  const waiting = [];
  let size = 0;
  /** @type {unknown} */
  let failure = null;
  let wake = () => {};

  return {
    /** @param {StreamItem} item @param {number} length */
    push(item, length) {
      if (failure !== null) return;
      size += length;
      waiting.push({ item, size: length });
      if (size > maxBuffer) {
        failure = new StreambedError('buffer_full', `More than ${maxBuffer} characters wait to be read.`);
      }
      wake();
    },
    /** Takes effect after the items that wait. @param {unknown} error */
    fail(error) {
      failure ??= error;
      wake();
    },
    /** @returns {Promise<StreamItem>} */
    async next() {
      for (;;) {
        const entry = waiting.shift();
        if (entry !== undefined) {
          size -= entry.size;
          return entry.item;
        }
        if (failure !== null) throw failure;
        await new Promise(resolve => {
          wake = () => resolve(undefined);
        });
      }
    },
  };
}
