import { StreambedError } from '../error.js';
import { newRequestId } from '../request-id.js';
import { createWatchdog } from '../watchdog.js';
import { bytesOf } from './body.js';
import { decoderFor } from './decode.js';
import { send } from './request.js';
import { stopRequest } from './stop.js';

/** @import { Settings } from '../options.js' */
/** @import { StreamItem, Question } from '../types.js' */
/** @import { StopController } from '../stop-controller.js' */

/**
 * One attempt to stream an answer over HTTP. If the reader leaves before the end, for any reason, the gateway is told
 * to stop.
 *
 * @param {Settings} settings
 * @param {Question} question
 * @param {{ signal?: AbortSignal | undefined, stop: StopController }} controls
 * @returns {AsyncGenerator<StreamItem, void, undefined>}
 */
export async function* httpStream(settings, question, { signal, stop }) {
  const requestId = newRequestId();
  const watchdog = createWatchdog({ ...settings, signal });
  const state = { running: false, over: false };
  const detach = stop.attach({
    requestStop: () => void stopRequest(settings, requestId, state.running),
    abandon: () => watchdog.abort(new StreambedError('aborted', 'The gateway did not end the stopped answer.')),
  });
  try {
    yield* items(settings, { question, requestId, watchdog, state });
  } catch (error) {
    if (error instanceof StreambedError) error.requestId ??= requestId;
    state.over ||= isRefusal(error);
    throw error;
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
 * @param {Settings} settings
 * @param
 *   {{ question: Question, requestId: string, watchdog: import('../watchdog.js').Watchdog, state: { running: boolean, over: boolean } }}
 *   attempt
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
  });
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
