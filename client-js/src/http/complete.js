import { readModelResponse } from '../model-response.js';
import { StreambedError } from '../error.js';
import { newRequestId } from '../request-id.js';
import { costUsdOf } from '../usage.js';
import { createWatchdog } from '../watchdog.js';
import { limitsOf } from '../limits.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */
/** @import { Completion, Question } from '../types.js' */

/**
 * One attempt to get a whole answer at once. It uses the streaming route with `"stream": false`, because on the REST
 * API that route has a timeout of 15 minutes and the other one of 29 seconds. Only the gateway reads that field;
 * Bedrock does not get it.
 *
 * @param {Settings} settings
 * @param {Question} question
 * @param {AbortSignal} [signal]
 * @returns {Promise<Completion>}
 */
export async function httpComplete(settings, question, signal) {
  const requestId = newRequestId();
  const watchdog = createWatchdog({ idleTimeout: 0, timeout: settings.timeout, signal });
  const body = JSON.stringify({ ...question, stream: false });
  try {
    const call = { path: '/bedrock/stream', method: 'POST', body, requestId, signal: watchdog.signal };
    const response = await send(settings, call);
    const json = await response.json();
    const read = readModelResponse(json);
    return {
      ...read,
      body: json,
      costUsd: costUsdOf(read.usage),
      requestId: response.headers.get('x-request-id') ?? requestId,
      limits: limitsOf(response.headers),
    };
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    if (watchdog.signal.aborted) throw watchdog.signal.reason;
    throw new StreambedError('connection_lost', 'The response is incomplete.', { cause, requestId });
  } finally {
    watchdog.close();
  }
}
