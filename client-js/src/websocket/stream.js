import { StreambedError } from '../error.js';
import { newIdentifier } from '../identifier.js';
import { createWatch } from '../watch.js';
import { framesOf } from './frames.js';
import { createHearing } from './hearing.js';
import { createQueue } from './queue.js';
import { stopAnswer } from './stop.js';

/** @import { Settings } from '../options.js' */
/** @import { Sign, Question } from '../types.js' */
/** @import { StopSwitch } from '../stop-switch.js' */
/** @import { Connection } from './connection.js' */
/** @import { Line } from './line.js' */

/** @typedef {{ signal?: AbortSignal | undefined, stop: StopSwitch }} Controls */

/**
 * One attempt to stream an answer over the line; with a fresh token once more when the connection's has run out.
 *
 * @param {Settings} settings
 * @param {Line} line
 * @param {Question} question
 * @param {Controls} controls
 * @returns {AsyncGenerator<Sign, void, undefined>}
 */
export async function* socketStream(settings, line, question, controls) {
  const connection = await connected(line, controls.signal);
  let begun = false;
  try {
    for await (const sign of over(settings, connection, question, controls)) {
      begun = true;
      yield sign;
    }
  } catch (error) {
    const refused = !begun && error instanceof StreambedError && error.code === 'unauthenticated';
    if (!refused || !(await line.renew(connection))) throw error;
    yield* over(settings, await connected(line, controls.signal), question, controls);
  }
}

/** @param {Line} line @param {AbortSignal | undefined} signal @returns {Promise<Connection>} */
async function connected(line, signal) {
  const watch = createWatch({ idleTimeout: 0, timeout: 0, signal });
  try {
    return await Promise.race([line.connection(), rejection(watch.signal)]);
  } finally {
    watch.close();
  }
}

/** @param {AbortSignal} signal @returns {Promise<never>} */
const rejection = signal =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/**
 * @param {Settings} settings
 * @param {Connection} connection
 * @param {Question} question
 * @param {Controls} controls
 * @returns {AsyncGenerator<Sign, void, undefined>}
 */
async function* over(settings, connection, question, { signal, stop }) {
  const id = newIdentifier();
  const frames = framesOf(id, question);
  const watch = createWatch({ ...settings, signal });
  const queue = createQueue(settings.maxBuffer);
  const hearing = createHearing(queue, watch, () => stop.pulled);
  watch.signal.addEventListener('abort', () => queue.fail(watch.signal.reason), { once: true });
  if (watch.signal.aborted) queue.fail(watch.signal.reason);
  const forget = connection.listen(id, hearing);
  const unbind = stop.bind({
    ask: () => void stopAnswer(connection, id, () => hearing.ended),
    leave: () => queue.fail(new StreambedError('aborted', 'The gateway did not end the stopped answer.')),
  });
  try {
    watch.touch();
    if (!watch.signal.aborted) for (const frame of frames) connection.send(frame);
    else hearing.ended = true;
    for (;;) {
      const sign = await queue.next();
      yield sign;
      if (sign.type === 'end') return;
    }
  } finally {
    unbind();
    watch.close();
    forget();
    if (!hearing.ended) leave(connection, id);
  }
}

/** Goes on listening until the answer that nobody wants has ended. @param {Connection} connection @param {string} id */
function leave(connection, id) {
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
