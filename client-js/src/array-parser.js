import { StreambedError } from './error.js';

const MALFORMED = 'The answer is not an array of objects.';

/**
 * Parses the objects of one JSON array while it arrives. Pure: bytes in, objects out; the bytes may be split anywhere.
 *
 * @param {{ maxBuffer?: number }} [options] Maximum number of characters of one object.
 * @returns {{ push(bytes: Uint8Array): any[], readonly ended: boolean }} `ended` is true once the closing bracket has
 *   arrived
 */
export function createArrayParser({ maxBuffer = 8 * 1024 * 1024 } = {}) {
  const decoder = new TextDecoder();
  let object = '';
  let depth = 0;
  let quoted = false;
  let escaped = false;
  /** @type {'first' | 'object' | 'comma'} What is expected next between two objects. */
  let expected = 'first';
  let ended = false;

  /** @param {string} char @returns {boolean} whether it completes an object of the array */
  function inside(char) {
    if (quoted) {
      if (escaped) escaped = false;
      else if (char === '\\') escaped = true;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    return depth === 1;
  }

  /** @param {string} char */
  function between(char) {
    if (ended) throw new StreambedError('invalid_answer', MALFORMED);
    if (char === '[' && depth === 0) depth = 1;
    else if (char === '{' && depth === 1 && expected !== 'comma') depth = 2;
    else if (char === ',' && depth === 1 && expected === 'comma') expected = 'object';
    else if (char === ']' && depth === 1 && expected !== 'object') ended = true;
    else throw new StreambedError('invalid_answer', MALFORMED);
  }

  return {
    get ended() {
      return ended;
    },
    push(bytes) {
      /** @type {any[]} */
      const objects = [];
      const text = decoder.decode(bytes, { stream: true });
      let from = depth > 1 ? 0 : -1;
      for (let at = 0; at < text.length; at += 1) {
        const char = /** @type {string} */ (text[at]);
        if (depth > 1) {
          if (!inside(char)) continue;
          objects.push(parsed(object + text.slice(from, at + 1)));
          object = '';
          from = -1;
          expected = 'comma';
        } else if (!/[ \t\r\n]/.test(char)) {
          between(char);
          if (depth > 1) from = at;
        }
      }
      if (from >= 0) object += text.slice(from);
      if (object.length > maxBuffer)
        throw new StreambedError('buffer_full', `An element is longer than ${maxBuffer} characters.`);
      return objects;
    },
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StreambedError('invalid_answer', MALFORMED, { cause });
  }
}
