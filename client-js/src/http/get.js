import { StreambedError } from '../error.js';
import { createWatchdog } from '../watchdog.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */

/**
 * One attempt to read a resource with GET.
 *
 * @template T
 * @param {Settings} settings
 * @param {object} resource
 * @param {string} resource.path
 * @param {(json: any) => json is T} resource.isValid
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function httpGet(settings, { path, isValid }, signal) {
  const watchdog = createWatchdog({ idleTimeout: 0, timeout: settings.timeout, signal });
  try {
    const response = await send(settings, { path, method: 'GET', signal: watchdog.signal });
    const json = await response.json();
    if (!isValid(json)) throw new StreambedError('invalid_answer', `The response to ${path} has an unexpected form.`);
    return json;
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    if (watchdog.signal.aborted) throw watchdog.signal.reason;
    throw new StreambedError('connection_lost', 'The response is incomplete.', { cause });
  } finally {
    watchdog.close();
  }
}
