import { createArrayParser } from '../array-parser.js';
import { errorFrom, StreambedError } from '../error.js';
import { createSseParser } from '../sse-parser.js';
import { textOf, usageOf } from '../usage.js';

/** @import { StreamItem } from '../stream-items.js' */
/** @import { ServerSentEvent } from '../sse-parser.js' */

/**
 * Decodes a streamed response: bytes in, items out. The content type of the response decides on the format, not the
 * requested transport: the Function URL cannot stream an array and sends server-sent events instead.
 *
 * @param {string | null} contentType
 * @param {{ maxBuffer: number }} limits
 * @returns {(bytes: Uint8Array) => Iterable<StreamItem>} throws the error that the gateway sent, after the items before
 *   it
 */
export function decoderFor(contentType, limits) {
  if (contentType?.startsWith('text/event-stream')) {
    const parser = createSseParser(limits);
    return bytes => inOrder(parser.push(bytes), itemsOfEvent);
  }
  const parser = createArrayParser(limits);
  return bytes => inOrder(parser.push(bytes), itemsOfElement);
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => StreamItem[]} itemsOf
 */
function* inOrder(items, itemsOf) {
  for (const item of items) yield* itemsOf(item);
}

/** @param {ServerSentEvent} event @returns {StreamItem[]} */
function itemsOfEvent({ type, data }) {
  if (type === 'message' && data === '[DONE]') return [{ type: 'end', usage: null, stopReason: null }];
  const json = parsed(data);
  switch (type) {
    case 'message':
      return itemsOfChunk(json);
    case 'usage':
      return usageItems(json, json);
    case 'done':
      return usageItems(json.usage, json);
    case 'error':
      throw errorFrom(json);
    default:
      return [];
  }
}

/** @param {any} json @returns {StreamItem[]} */
function itemsOfElement(json) {
  if (json.done !== true) return itemsOfChunk(json);
  const reason = json.stopReason ?? json.usage?.stopReason;
  return [{ type: 'end', usage: usageOf(json.usage), stopReason: textOf(reason) }];
}

/** @param {any} json @returns {StreamItem[]} */
function itemsOfChunk(json) {
  if (typeof json?.content === 'string') return json.content === '' ? [] : [{ type: 'text', text: json.content }];
  if (json?.event !== undefined) return [{ type: 'event', event: json.event }];
  if (json?.error !== undefined) throw errorFrom(json);
  return [];
}

/** @param {any} usage @param {any} holder @returns {StreamItem[]} */
function usageItems(usage, holder) {
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
