/** @import { AnswerLimitName, LimitStatus, Limits } from '../types.js' */

/** What the names of a limit's headers end with. @type {[name: AnswerLimitName, suffix: string][]} */
const SUFFIXES = [
  ['requestsPerMinute', 'requests'],
  ['requestsPerDay', 'requests-day'],
  ['tokensPerMinute', 'tokens'],
  ['usdPerMonth', 'usd-month'],
  ['concurrentAnswers', 'concurrent'],
];

/**
 * Reads what is left of the customer's limits.
 *
 * @param {Headers} headers
 * @returns {Limits | null} null if no limit is reported
 */
export function limitsOf(headers) {
  /** @type {Limits} */
  const limits = {};
  for (const [name, suffix] of SUFFIXES) {
    const status = statusOf(headers, suffix);
    if (status !== null) limits[name] = status;
  }
  return Object.keys(limits).length === 0 ? null : limits;
}

/** @param {Headers} headers @param {string} suffix @returns {LimitStatus | null} */
function statusOf(headers, suffix) {
  const [limit, remaining, resetAfter] = ['limit', 'remaining', 'reset'].map(what => {
    const value = headers.get(`x-ratelimit-${what}-${suffix}`);
    return value === null || value.trim() === '' ? NaN : Number(value);
  });
  const status = /** @type {LimitStatus} */ ({ limit, remaining, resetAfter });
  return Object.values(status).every(Number.isFinite) ? status : null;
}
