import { StreambedError } from '../error.js';
import { createWatch } from '../watch.js';
import { send } from './request.js';

/** @import { Settings } from '../options.js' */
/** @import { UsagePeriod, UsageStatement } from '../types.js' */

/**
 * One attempt to learn what was used.
 *
 * @param {Settings} settings
 * @param {UsagePeriod} period
 * @param {AbortSignal} [signal]
 * @returns {Promise<UsageStatement>}
 */
export async function httpUsage(settings, period, signal) {
  const watch = createWatch({ idleTimeout: 0, timeout: settings.timeout, signal });
  try {
    const response = await send(settings, { path: `/usage${queryOf(period)}`, method: 'GET', signal: watch.signal });
    const statement = await response.json();
    if (!isStatement(statement)) throw new StreambedError('invalid_answer', 'The answer is no statement of usage.');
    return statement;
  } catch (cause) {
    if (cause instanceof StreambedError) throw cause;
    if (watch.signal.aborted) throw watch.signal.reason;
    throw new StreambedError('connection_lost', 'The statement is not complete.', { cause });
  } finally {
    watch.close();
  }
}

/** @param {any} json @returns {json is UsageStatement} */
const isStatement = json => typeof json?.total?.requests === 'number' && Array.isArray(json.byDayAndModel);

/** @param {UsagePeriod} period */
function queryOf({ from, to }) {
  const query = new URLSearchParams();
  if (from !== undefined) query.set('from', textOf(from));
  if (to !== undefined) query.set('to', textOf(to));
  return query.size === 0 ? '' : `?${query}`;
}

/** @param {string | Date} time */
const textOf = time => (time instanceof Date ? time.toISOString() : time);
