import { StreambedError } from '../error.js';
import { newRequestId } from '../request-id.js';
import { abortable, createWatchdog } from '../watchdog.js';
import { framesOf } from './frames.js';
import { createAnswerListener } from './answer-listener.js';
import { createQueue } from './queue.js';
import { stopAnswer } from './stop.js';

/** @import { Settings } from '../options.js' */
/** @import { StreamItem } from '../stream-items.js' */
/** @import { Question } from '../types.js' */
/** @import { Controls } from '../transport.js' */
/** @import { Connection } from './connection.js' */
/** @import { SharedConnection } from './shared-connection.js' */

/** The end of an answer that was stopped before its question was sent. @type {StreamItem} */
const STOPPED = { type: 'end', usage: null, stopReason: 'stopped' };

/**
 * One attempt to stream an answer over the shared connection. If the connection's API key has expired, it is repeated
 * once with a new one.
 *
 * @param {Settings} settings
 * @param {SharedConnection} shared
 * @param {Question} question
 * @param {Controls} controls
 * @returns {AsyncGenerator<StreamItem, void, undefined>}
 */
export async function* webSocketStream(settings, shared, question, controls) {
  const connection = await openConnection(shared, controls);
  if (connection === null) return yield STOPPED;
  let begun = false;
  try {
    for await (const item of streamOver(settings, connection, question, controls)) {
      begun = true;
      yield item;
    }
  } catch (error) {
    const refused = !begun && error instanceof StreambedError && error.code === 'unauthenticated';
    if (!refused || !(await shared.renew(connection))) throw error;
    const renewed = await openConnection(shared, controls);
    if (renewed === null) yield STOPPED;
    else yield* streamOver(settings, renewed, question, controls);
  }
}

/**
 * @param {SharedConnection} shared
 * @param {Controls} controls
 * @returns {Promise<Connection | null>} null if the answer was stopped before there was a connection to ask over
 */
async function openConnection(shared, { signal, stop }) {
  const watchdog = createWatchdog({ idleTimeout: 0, timeout: 0, signal });
  let detach = () => {};
  /** @type {Promise<null>} */
  const stopped = new Promise(resolve => {
    detach = stop.attach({ requestStop: () => resolve(null), abandon: () => {} });
  });
  try {
    return await abortable(Promise.race([stopped, shared.connection()]), watchdog.signal);
  } finally {
    detach();
    watchdog.close();
  }
}

/**
 * @param {Settings} settings
 * @param {Connection} connection
 * @param {Question} question
 * @param {Controls} controls
 * @returns {AsyncGenerator<StreamItem, void, undefined>}
 */
async function* streamOver(settings, connection, question, { signal, stop }) {
  const id = newRequestId();
  const frames = framesOf(id, question);
  const watchdog = createWatchdog({ ...settings, signal });
  const queue = createQueue(settings.maxBuffer);
  const listener = createAnswerListener(queue, watchdog, () => stop.requested);
  watchdog.signal.addEventListener('abort', () => queue.fail(watchdog.signal.reason), { once: true });
  if (watchdog.signal.aborted) queue.fail(watchdog.signal.reason);
  const forget = connection.listen(id, listener);
  const detach = stop.attach({
    requestStop: () => void stopAnswer(connection, id, () => listener.ended),
    abandon: () => queue.fail(new StreambedError('aborted', 'The gateway did not end the stopped answer.')),
  });
  try {
    watchdog.reset();
    if (!watchdog.signal.aborted) for (const frame of frames) connection.send(frame);
    else listener.ended = true;
    for (;;) {
      const item = await queue.next();
      yield item;
      if (item.type === 'end') return;
    }
  } finally {
    detach();
    watchdog.close();
    forget();
    if (!listener.ended) stopAbandoned(connection, id);
  }
}

/**
 * Stops an answer that is no longer read, and ignores its messages until it has ended.
 *
 * @param {Connection} connection
 * @param {string} id
 */
function stopAbandoned(connection, id) {
  let ended = false;
  const forget = connection.listen(id, {
    message: ({ type, seq }) => {
      ended ||= seq !== undefined && (type === 'done' || type === 'error');
      if (ended) forget();
    },
    lost: () => {
      ended = true;
    },
  });
  void stopAnswer(connection, id, () => ended).then(forget);
}
