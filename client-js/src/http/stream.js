import { StreambedError } from '../error.js';
import { newIdentifier } from '../identifier.js';
import { createWatch } from '../watch.js';
import { bytesOf } from './body.js';
import { decoderFor } from './decode.js';
import { send } from './request.js';
import { stopRequest } from './stop.js';

/** @import { Settings } from '../options.js' */
/** @import { Sign, Question } from '../types.js' */
/** @import { StopSwitch } from '../stop-switch.js' */

/**
 * One attempt to stream an answer over HTTP. However its reader leaves it before its end, the gateway is told to stop.
 *
 * @param {Settings} settings
 * @param {Question} question
 * @param {{ signal?: AbortSignal | undefined, stop: StopSwitch }} controls
 * @returns {AsyncGenerator<Sign, void, undefined>}
 */
export async function* httpStream(settings, question, { signal, stop }) {
  const requestId = newIdentifier();
  const watch = createWatch({ ...settings, signal });
  const state = { running: false, over: false };
  const forget = stop.bind({
    ask: () => void stopRequest(settings, requestId, state.running),
    leave: () => watch.end(new StreambedError('aborted', 'The gateway did not end the stopped answer.')),
  });
  try {
    yield* signs(settings, { question, requestId, watch, state });
  } catch (error) {
    if (error instanceof StreambedError) error.requestId ??= requestId;
    state.over ||= isRefusal(error);
    throw error;
  } finally {
    forget();
    watch.close();
    if (!state.over) {
      watch.end(new StreambedError('aborted', 'The loop over the answer was left.'));
      void stopRequest(settings, requestId, state.running);
    }
  }
}

/**
 * @param {Settings} settings
 * @param {{ question: Question, requestId: string, watch: import('../watch.js').Watch, state: { running: boolean, over: boolean } }} attempt
 * @returns {AsyncGenerator<Sign, void, undefined>}
 */
async function* signs(settings, { question, requestId, watch, state }) {
  yield { type: 'start', requestId };
  watch.touch();
  const response = await send(settings, {
    path: settings.transport === 'array' ? '/bedrock' : '/bedrock/stream',
    method: 'POST',
    body: JSON.stringify(streamed(question)),
    requestId,
    signal: watch.signal,
  });
  const decode = decoderFor(response.headers.get('content-type'), settings);
  for await (const bytes of bytesOf(response, watch)) {
    for (const sign of decode(bytes)) {
      state.running = true;
      state.over = sign.type === 'end';
      yield sign;
      if (state.over) return;
    }
  }
  throw new StreambedError('connection_lost', 'The answer ended before it was complete.');
}

/** @param {Question} question */
function streamed(question) {
  return {
    ...question,
    stream: true,
    stream_options: { .../** @type {any} */ (question).stream_options, include_usage: true },
  };
}

/** The gateway's own word: nothing runs there any more. @param {unknown} error */
function isRefusal(error) {
  const unknowing = ['network', 'connection_lost', 'timeout', 'aborted', 'closed', 'invalid_answer', 'buffer_full'];
  return error instanceof StreambedError && (error.status !== null || !unknowing.includes(error.code));
}
