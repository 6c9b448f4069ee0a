import { StreambedError } from '../error.js';
import { pause } from '../retry.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */

/** Milliseconds before each attempt: a function that is just starting may know the request only seconds later. */
const PAUSES = [0, 400, 1000, 2500];

/**
 * Stops an answer on the gateway. An unknown request is retried for a few seconds, unless its answer is known to be
 * running. Never throws: the answer may have ended, and an older gateway does not have the route.
 *
 * @param {Settings} settings
 * @param {string} requestId
 * @param {boolean} running Whether the answer has begun to arrive.
 * @returns {Promise<boolean>} whether the gateway confirmed the stop
 */
export async function stopRequest(settings, requestId, running) {
  for (const milliseconds of running ? PAUSES.slice(0, 1) : PAUSES) {
    await pause(milliseconds);
    try {
      await send(settings, { path: `/requests/${requestId}`, method: 'DELETE', keepalive: true });
      return true;
    } catch (error) {
      if (!(error instanceof StreambedError) || (error.code !== 'not_found' && error.code !== 'network')) return false;
    }
  }
  return false;
}
