import { readDocument } from '../document.js';
import { StreambedError } from '../error.js';
import { newIdentifier } from '../identifier.js';
import { createWatch } from '../watch.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */
/** @import { Completion, Question } from '../types.js' */

/**
 * One attempt to have an answer in one piece. It goes to the streaming route, which says `"stream": false` to nobody but the
 * gateway: on the REST API that route has 15 minutes, the other one 29 seconds.
 *
 * @param {Settings} settings
 * @param {Question} question
 * @param {AbortSignal} [signal]
 * @returns {Promise<Completion>}
 */
export async function httpComplete(settings, question, signal) {
  const requestId = newIdentifier();
  const watch = createWatch({ idleTimeout: 0, timeout: settings.timeout, signal });
  const body = JSON.stringify({ ...question, stream: false });
  try {
    const call = { path: '/bedrock/stream', method: 'POST', body, requestId, signal: watch.signal };
    const response = await send(settings, call);
    const document = await response.json();
    return { ...readDocument(document), body: document, requestId: response.headers.get('x-request-id') ?? requestId };
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    if (watch.signal.aborted) throw watch.signal.reason;
    throw new StreambedError('connection_lost', 'The answer is not complete.', { cause, requestId });
  } finally {
    watch.close();
  }
}
