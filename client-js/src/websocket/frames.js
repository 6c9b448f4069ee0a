import { StreambedError } from '../error.js';

/** API Gateway refuses a frame over 32 KB, and browsers send a message as one frame. */
const MAX_FRAME_BYTES = 32_000;
const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_PARTS = 64;

/**
 * The messages that ask a question: one, or its JSON in parts when it is too long for a frame.
 *
 * @param {string} id
 * @param {object} question
 * @returns {string[]}
 */
export function framesOf(id, question) {
  const text = JSON.stringify({ ...question, action: 'invoke', id });
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_MESSAGE_BYTES) throw tooLarge(`${bytes} bytes; over WebSocket ${MAX_MESSAGE_BYTES} is the most`);
  if (bytes <= MAX_FRAME_BYTES) return [text];
  const slices = slicesOf(text, MAX_FRAME_BYTES - frame(id, MAX_PARTS, false, '').length);
  if (slices.length > MAX_PARTS) throw tooLarge(`${slices.length} parts; ${MAX_PARTS} is the most`);
  return slices.map((data, index) => frame(id, index, index === slices.length - 1, data));
}

/** @param {string} id @param {number} index @param {boolean} last @param {string} data */
const frame = (id, index, last, data) => JSON.stringify({ action: 'part', id, index, last, data });

/** @param {string} what */
const tooLarge = what => new StreambedError('request_too_large', `The question has ${what}.`);

/**
 * Cuts JSON text so that each slice, quoted within JSON again, stays within so many bytes; never inside a character.
 *
 * @param {string} text
 * @param {number} limit
 */
function slicesOf(text, limit) {
  const slices = [];
  let from = 0;
  let at = 0;
  let size = 0;
  for (const character of text) {
    const cost = costOf(character);
    if (size + cost > limit) {
      slices.push(text.slice(from, at));
      from = at;
      size = 0;
    }
    size += cost;
    at += character.length;
  }
  slices.push(text.slice(from));
  return slices;
}

/** Bytes of a character of JSON text when it is quoted again. @param {string} character */
function costOf(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  if (character === '"' || character === '\\') return 2;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
