import { StreambedError } from '../error.js';

/**
 * Checks the order of one answer's messages: a duplicate is skipped, a gap is an error.
 *
 * @returns {(seq: number) => boolean} whether the message is the next one
 */
export function createSequenceCheck() {
  let next = 0;
  return seq => {
    if (seq < next) return false;
    if (seq > next) {
      throw new StreambedError(
        'invalid_answer',
        `Message ${seq} came where ${next} was due: part of the answer is lost.`,
      );
    }
    next += 1;
    return true;
  };
}
