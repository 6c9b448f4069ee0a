import { StreambedError } from '../error.js';
import { pause } from '../retry.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */

/** When the gateway is asked, in milliseconds: a function that starts may know the request only seconds later. */
const PAUSES = [0, 400, 1000, 2500];

/**
 * Stops an answer on the gateway. An unknown request is asked for again for some seconds unless its answer is known to run.
 * Never throws: an answer that has ended is not to be stopped, and a gateway of before has no such route.
 *
 * @param {Settings} settings
 * @param {string} requestId
 * @param {boolean} running Whether the answer has begun to come.
 * @returns {Promise<boolean>} whether the gateway said that it stops
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
