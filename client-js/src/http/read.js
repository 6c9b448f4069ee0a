import { StreambedError } from '../error.js';
import { createWatch } from '../watch.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */

/**
 * One attempt to read a document about the caller.
 *
 * @template T
 * @param {Settings} settings
 * @param {object} document
 * @param {string} document.path
 * @param {(json: any) => json is T} document.isValid
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function httpRead(settings, { path, isValid }, signal) {
  const watch = createWatch({ idleTimeout: 0, timeout: settings.timeout, signal });
  try {
    const response = await send(settings, { path, method: 'GET', signal: watch.signal });
    const json = await response.json();
    if (!isValid(json)) throw new StreambedError('invalid_answer', `The answer to ${path} has another form.`);
    return json;
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    if (watch.signal.aborted) throw watch.signal.reason;
    throw new StreambedError('connection_lost', 'The answer is not complete.', { cause });
  } finally {
    watch.close();
  }
}
