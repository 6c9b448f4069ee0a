import { StreambedError } from '../error.js';
import { newRequestId } from '../request-id.js';
import { createWatchdog } from '../watchdog.js';
import { bytesOf } from './body.js';
import { decoderFor } from './decode.js';
import { limitsOf } from '../limits.js';
import { send } from './request.js';
import { stopRequest } from './stop.js';

/** @import { Settings } from '../options.js' */
/** @import { StreamItem } from '../stream-items.js' */
/** @import { Question } from '../types.js' */
/** @import { Controls } from '../transport.js' */

/** Ends an answer that was stopped before its question was sent. */
const NOT_SENT = new StreambedError('aborted', 'The answer was stopped before its question was sent.');

/**
 * One attempt to stream an answer over HTTP. If the reader leaves before the end, for any reason, the gateway is told
 * to stop.
 *
 * @param {Settings} settings
 * @param {Question} question
 * @param {Controls} controls
 * @returns {AsyncGenerator<StreamItem, void, undefined>}
 */
export async function* httpStream(settings, question, { signal, stop }) {
  const requestId = newRequestId();
  const watchdog = createWatchdog({ ...settings, signal });
  const state = { sent: false, running: false, over: false };
  const detach = stop.attach({
    requestStop: () => {
      if (state.sent) void stopRequest(settings, requestId, state.running);
      else watchdog.abort(NOT_SENT);
    },
    abandon: () => watchdog.abort(new StreambedError('aborted', 'The gateway did not end the stopped answer.')),
  });
  try {
    yield* items(settings, { question, requestId, watchdog, state });
  } catch (error) {
    if (error instanceof StreambedError && state.sent) error.requestId ??= requestId;
    state.over ||= !state.sent || isRefusal(error);
    if (error !== NOT_SENT) throw error;
    yield { type: 'end', usage: null, stopReason: 'stopped' };
  } finally {
    detach();
    watchdog.close();
    if (!state.over) {
      watchdog.abort(new StreambedError('aborted', 'The loop over the answer was left.'));
      void stopRequest(settings, requestId, state.running);
    }
  }
}

/**
 * @typedef {object} Attempt
 * @property {Question} question
 * @property {string} requestId
 * @property {import('../watchdog.js').Watchdog} watchdog
 * @property {{ sent: boolean, running: boolean, over: boolean }} state
 */

/**
 * @param {Settings} settings
 * @param {Attempt} attempt
 * @returns {AsyncGenerator<StreamItem, void, undefined>}
 */
async function* items(settings, { question, requestId, watchdog, state }) {
  yield { type: 'start', requestId };
  watchdog.reset();
  const response = await send(settings, {
    path: settings.transport === 'array' ? '/bedrock' : '/bedrock/stream',
    method: 'POST',
    body: JSON.stringify(streamed(question)),
    requestId,
    signal: watchdog.signal,
    onSend: () => {
      state.sent = true;
    },
  });
  yield { type: 'start', requestId, limits: limitsOf(response.headers) };
  const decode = decoderFor(response.headers.get('content-type'), settings);
  for await (const bytes of bytesOf(response, watchdog)) {
    for (const item of decode(bytes)) {
      state.running = true;
      state.over = item.type === 'end';
      yield item;
      if (state.over) return;
    }
  }
  throw new StreambedError('connection_lost', 'The response ended before the answer was complete.');
}

/** @param {Question} question */
function streamed(question) {
  return {
    ...question,
    stream: true,
    stream_options: { .../** @type {any} */ (question).stream_options, include_usage: true },
  };
}

/** Whether the gateway itself refused the request, so that nothing runs there any more. @param {unknown} error */
function isRefusal(error) {
  const undecided = ['network', 'connection_lost', 'timeout', 'aborted', 'closed', 'invalid_answer', 'buffer_full'];
  return error instanceof StreambedError && (error.status !== null || !undecided.includes(error.code));
}
