import { StreambedError } from '../error.js';

/**
 * Holds one answer's messages to their order: one that came already is passed over, a gap is an error.
 *
 * @returns {(seq: number) => boolean} whether the message is the next one
 */
export function createOrder() {
  let next = 0;
  return seq => {
    if (seq < next) return false;
    if (seq > next) {
      throw new StreambedError(
        'invalid_answer',
        `Message ${seq} came where ${next} was due: some of the answer is lost.`,
      );
    }
    next += 1;
    return true;
  };
}
