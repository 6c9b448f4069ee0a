import { errorFrom, StreambedError } from '../error.js';
import { textOf, usageOf } from '../usage.js';
import { createOrder } from './order.js';

/** @import { Listener } from './connection.js' */
/** @import { Watch } from '../watch.js' */

/**
 * Turns one answer's messages into signs, in their order.
 *
 * @param {ReturnType<typeof import('./queue.js').createQueue>} queue
 * @param {Watch} watch
 * @param {() => boolean} stopping Whether the gateway was told to stop: it may then not find what it has not begun.
 * @returns {Listener & { ended: boolean }} `ended` when nothing runs on the gateway any more
 */
export function createHearing(queue, watch, stopping) {
  const isNext = createOrder();
  let begun = false;

  /** @param {any} message @param {number} length */
  function accept(message, length) {
    switch (message.type) {
      case 'start':
        return queue.push({ type: 'start', requestId: String(message.requestId) }, 0);
      case 'content':
        return message.content && queue.push({ type: 'text', text: String(message.content) }, length);
      case 'event':
        return queue.push({ type: 'event', event: message.event }, length);
      case 'done':
        hearing.ended = true;
        return queue.push({ type: 'end', usage: usageOf(message.usage), stopReason: textOf(message.stopReason) }, 0);
      case 'error':
        hearing.ended = true;
        return queue.fail(errorFrom(message));
      default:
        return undefined;
    }
  }

  /** @param {any} message Without a number: it does not belong to the answer, but refuses it. */
  function refuse(message) {
    if (message?.code === 'not_found' && stopping()) return;
    if (begun && message?.id === undefined) return;
    hearing.ended = true;
    const own = message?.type === 'error';
    queue.fail(
      own ? errorFrom(message) : new StreambedError('upstream_error', 'API Gateway could not pass the question on.'),
    );
  }

  const hearing = {
    ended: false,
    /** @param {any} message @param {number} length */
    message(message, length) {
      watch.touch();
      try {
        if (typeof message?.seq !== 'number') refuse(message);
        else if (isNext(message.seq)) {
          begun = true;
          accept(message, length);
        }
      } catch (error) {
        queue.fail(error);
      }
    },
    /** @param {StreambedError} error */
    lost(error) {
      hearing.ended = true;
      queue.fail(error);
    },
  };
  return hearing;
}
