/**
 * The same bytes, split in two at every position, and into single bytes.
 *
 * @param {Uint8Array} bytes
 * @returns {Generator<Uint8Array[]>}
 */
export function* everySplit(bytes) {
  for (let at = 0; at <= bytes.length; at += 1) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/** @param {string} text */
export const bytesOf = text => new TextEncoder().encode(text);
