/** @import { AnswerLimitName, LimitStatus, Limits } from './types.js' */

/** What the names of a limit's headers end with. @type {[name: AnswerLimitName, suffix: string][]} */
const SUFFIXES = [
  ['requestsPerMinute', 'requests'],
  ['requestsPerDay', 'requests-day'],
  ['tokensPerMinute', 'tokens'],
  ['usdPerMonth', 'usd-month'],
  ['concurrentAnswers', 'concurrent'],
];

/**
 * What is left of the customer's limits, by the headers of a response.
 *
 * @param {Headers} headers
 * @returns {Limits | null} null if no limit is reported
 */
export const limitsOf = headers => limitsBy((_, suffix) => statusOf(headers, suffix));

/**
 * What is left of the customer's limits, by a message's member.
 *
 * @param {any} json
 * @returns {Limits | null} null if no limit is reported
 */
export const limitsIn = json => limitsBy(name => valid(json?.[name] ?? {}));

/** @param {(name: AnswerLimitName, suffix: string) => LimitStatus | null} read @returns {Limits | null} */
function limitsBy(read) {
  /** @type {Limits} */
  const limits = {};
  for (const [name, suffix] of SUFFIXES) {
    const status = read(name, suffix);
    if (status !== null) limits[name] = status;
  }
  return Object.keys(limits).length === 0 ? null : limits;
}

/** @param {Headers} headers @param {string} suffix */
function statusOf(headers, suffix) {
  const [limit, remaining, resetAfter] = ['limit', 'remaining', 'reset'].map(what => {
    const value = headers.get(`x-ratelimit-${what}-${suffix}`);
    return value === null || value.trim() === '' ? NaN : Number(value);
  });
  return valid({ limit, remaining, resetAfter });
}

/** @param {any} status @returns {LimitStatus | null} */
function valid({ limit, remaining, resetAfter }) {
  return [limit, remaining, resetAfter].every(Number.isFinite) ? { limit, remaining, resetAfter } : null;
}
