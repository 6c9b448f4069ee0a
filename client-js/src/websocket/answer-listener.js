import { errorFrom, StreambedError } from '../error.js';
import { limitsIn } from '../limits.js';
import { textOf, usageOf } from '../usage.js';
import { createSequenceCheck } from './sequence-check.js';

/** @import { Listener } from './connection.js' */
/** @import { Watchdog } from '../watchdog.js' */

/**
 * Converts one answer's messages into items, in order.
 *
 * @param {ReturnType<typeof import('./queue.js').createQueue>} queue
 * @param {Watchdog} watchdog
 * @param {() => boolean} stopping Whether the gateway was told to stop: it may then report an answer that it has not
 *   begun as not found.
 * @returns {Listener & { ended: boolean }} `ended` is true once nothing runs on the gateway any more
 */
export function createAnswerListener(queue, watchdog, stopping) {
  const isNext = createSequenceCheck();
  let begun = false;

  /** @param {any} message @param {number} length */
  function accept(message, length) {
    switch (message.type) {
      case 'start':
        return queue.push({ type: 'start', requestId: String(message.requestId), limits: limitsIn(message.limits) }, 0);
      case 'content':
        return message.content && queue.push({ type: 'text', text: String(message.content) }, length);
      case 'event':
        return queue.push({ type: 'event', event: message.event }, length);
      case 'done':
        listener.ended = true;
        return queue.push({ type: 'end', usage: usageOf(message.usage), stopReason: textOf(message.stopReason) }, 0);
      case 'error':
        listener.ended = true;
        return queue.fail(errorFrom(message));
      default:
        return undefined;
    }
  }

  /** @param {any} message Has no `seq`: it is not part of the answer but refuses it. */
  function refuse(message) {
    if (message?.code === 'not_found' && stopping()) return;
    if (begun && message?.id === undefined) return;
    listener.ended = true;
    const isFromGateway = message?.type === 'error';
    queue.fail(
      isFromGateway
        ? errorFrom(message)
        : new StreambedError('upstream_error', 'API Gateway could not forward the question.'),
    );
  }

  const listener = {
    ended: false,
    /** @param {any} message @param {number} length */
    message(message, length) {
      watchdog.reset();
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
      listener.ended = true;
      queue.fail(error);
    },
  };
  return listener;
}
