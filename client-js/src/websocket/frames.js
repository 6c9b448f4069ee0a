import { StreambedError } from '../error.js';

/** API Gateway refuses a frame over 32 KB, and browsers send a message as one frame. */
const MAX_FRAME_BYTES = 32_000;
const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_PARTS = 64;

/**
 * The messages that send a question: one message, or its JSON in parts if it is too long for one frame.
 *
 * @param {string} id
 * @param {object} question
 * @returns {string[]}
 */
export function framesOf(id, question) {
  const text = JSON.stringify({ ...question, action: 'invoke', id });
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_MESSAGE_BYTES) throw tooLarge(`${bytes} bytes; the maximum over WebSocket is ${MAX_MESSAGE_BYTES}`);
  if (bytes <= MAX_FRAME_BYTES) return [text];
  const slices = slicesOf(text, MAX_FRAME_BYTES - frame(id, MAX_PARTS, false, '').length);
  if (slices.length > MAX_PARTS) throw tooLarge(`${slices.length} parts; the maximum is ${MAX_PARTS}`);
  return slices.map((data, index) => frame(id, index, index === slices.length - 1, data));
}

/** @param {string} id @param {number} index @param {boolean} last @param {string} data */
const frame = (id, index, last, data) => JSON.stringify({ action: 'part', id, index, last, data });

/** @param {string} what */
const tooLarge = what => new StreambedError('request_too_large', `The question has ${what}.`);

/**
 * Splits JSON text so that each slice, quoted again within JSON, has at most `limit` bytes. Never splits a character.
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
    const bytes = quotedBytesOf(character);
    if (size + bytes > limit) {
      slices.push(text.slice(from, at));
      from = at;
      size = 0;
    }
    size += bytes;
    at += character.length;
  }
  slices.push(text.slice(from));
  return slices;
}

/** The bytes of a character of JSON text after it is quoted again. @param {string} character */
function quotedBytesOf(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  if (character === '"' || character === '\\') return 2;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
