/** @import { UsagePeriod, UsageStatement } from '../types.js' */

/**
 * The customer's usage: its path and the check of its form.
 *
 * @param {UsagePeriod} period
 */
export const usageResource = period => ({ path: `/usage${queryOf(period)}`, isValid: isStatement });

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
