import { inDollars } from './answer-metrics.js';

/** @import { Limits, LimitStatus } from './src/types.js' */

/** Limits that are told of when this part is left, or less. */
const LITTLE = 0.2;

/** @param {number} number */
const count = number => number.toLocaleString('en');

/** How each limit is told of, with the unit of its numbers. @type {Record<string, (left: LimitStatus) => string>} */
const SENTENCES = {
  requestsPerMinute: ({ remaining, limit }) => `${count(remaining)} of ${count(limit)} requests left this minute`,
  requestsPerDay: ({ remaining, limit }) => `${count(remaining)} of ${count(limit)} requests left today`,
  tokensPerMinute: ({ remaining, limit }) => `${count(remaining)} of ${count(limit)} tokens left this minute`,
  usdPerMonth: ({ remaining, limit }) => `${inDollars(remaining)} of ${inDollars(limit)} left this month`,
};

/**
 * The limits of which little was left when an answer began.
 *
 * @param {Limits | null} limits
 * @returns {string[]}
 */
export const scarceLimits = limits =>
  Object.entries(SENTENCES).flatMap(([name, sentence]) => {
    const left = limits?.[name];
    return left !== undefined && left.remaining <= left.limit * LITTLE ? [sentence(left)] : [];
  });
