import { createArrayParser } from '../array.js';
import { errorFrom, StreambedError } from '../error.js';
import { createSseParser } from '../sse.js';
import { textOf, usageOf } from '../usage.js';

/** @import { Sign } from '../types.js' */
/** @import { ServerSentEvent } from '../sse.js' */

/**
 * Reads what an answer's format says: bytes in, signs out. The answer's own content type decides, not the caller's wish: on the
 * Function URL a chunked array is not to be had, and server-sent events come instead.
 *
 * @param {string | null} contentType
 * @param {{ maxBuffer: number }} limits
 * @returns {(bytes: Uint8Array) => Iterable<Sign>} which throws the error that the gateway sent, after what came before it
 */
export function decoderFor(contentType, limits) {
  if (contentType?.startsWith('text/event-stream')) {
    const parser = createSseParser(limits);
    return bytes => inOrder(parser.push(bytes), signsOfEvent);
  }
  const parser = createArrayParser(limits);
  return bytes => inOrder(parser.push(bytes), signsOfElement);
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Sign[]} signsOf
 */
function* inOrder(items, signsOf) {
  for (const item of items) yield* signsOf(item);
}

/** @param {ServerSentEvent} event @returns {Sign[]} */
function signsOfEvent({ type, data }) {
  if (type === 'message' && data === '[DONE]') return [{ type: 'end', usage: null, stopReason: null }];
  const json = parsed(data);
  switch (type) {
    case 'message':
      return signsOfPiece(json);
    case 'usage':
      return usageSigns(json, json);
    case 'done':
      return usageSigns(json.usage, json);
    case 'error':
      throw errorFrom(json);
    default:
      return [];
  }
}

/** @param {any} json @returns {Sign[]} */
function signsOfElement(json) {
  if (json.done !== true) return signsOfPiece(json);
  const reason = json.stopReason ?? json.usage?.stopReason;
  return [{ type: 'end', usage: usageOf(json.usage), stopReason: textOf(reason) }];
}

/** @param {any} json @returns {Sign[]} */
function signsOfPiece(json) {
  if (typeof json?.content === 'string') return json.content === '' ? [] : [{ type: 'text', text: json.content }];
  if (json?.event !== undefined) return [{ type: 'event', event: json.event }];
  if (json?.error !== undefined) throw errorFrom(json);
  return [];
}

/** @param {any} usage @param {any} holder @returns {Sign[]} */
function usageSigns(usage, holder) {
  const counted = usageOf(usage);
  return counted === null ? [] : [{ type: 'usage', usage: counted, stopReason: textOf(holder.stopReason) }];
}

/** @param {string} data */
function parsed(data) {
  try {
    return JSON.parse(data);
  } catch (cause) {
    throw new StreambedError('invalid_answer', 'An event of the answer is not JSON.', { cause });
  }
}
