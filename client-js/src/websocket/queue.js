import { StreambedError } from '../error.js';

/** @import { Sign } from '../types.js' */

/**
 * Signs wait here from the socket, which cannot be held up, until the loop takes them. Capped: a loop that stands still must not
 * fill the memory.
 *
 * @param {number} maxBuffer Characters of text and events.
 */
export function createQueue(maxBuffer) {
  /** @type {{ sign: Sign, size: number }[]} */
  const waiting = [];
  let size = 0;
  /** @type {unknown} */
  let failure = null;
  let wake = () => {};

  return {
    /** @param {Sign} sign @param {number} length */
    push(sign, length) {
      if (failure !== null) return;
      size += length;
      waiting.push({ sign, size: length });
      if (size > maxBuffer) {
        failure = new StreambedError('buffer_full', `More than ${maxBuffer} characters wait to be read.`);
      }
      wake();
    },
    /** Takes effect after what waits. @param {unknown} error */
    fail(error) {
      failure ??= error;
      wake();
    },
    /** @returns {Promise<Sign>} */
    async next() {
      for (;;) {
        const item = waiting.shift();
        if (item !== undefined) {
          size -= item.size;
          return item.sign;
        }
        if (failure !== null) throw failure;
        await new Promise(resolve => {
          wake = () => resolve(undefined);
        });
      }
    },
  };
}
