/** @import { ModelPrices, Usage } from './src/types.js' */

/**
 * Measures the timing of one answer.
 *
 * @param {() => number} [clock] milliseconds
 */
export function createMeter(clock = () => performance.now()) {
  const begun = clock();
  let first = 0;
  let last = 0;
  let chunks = 0;
  return {
    chunk() {
      last = clock();
      if (chunks === 0) first = last;
      chunks += 1;
    },
    /** @returns {number | null} milliseconds */
    get firstChunk() {
      return chunks === 0 ? null : first - begun;
    },
    /** @returns {number | null} */
    get chunksPerSecond() {
      return chunks < 2 || last === first ? null : ((chunks - 1) * 1000) / (last - first);
    },
  };
}

/**
 * The cost of an answer in US dollars; null if it is not known exactly: the model has no price, Bedrock did not report
 * a number, or cached tokens have no price of their own.
 *
 * @param {ModelPrices | undefined} price
 * @param {Usage | null} usage
 */
export function costOf(price, usage) {
  if (price === undefined || usage === null || usage.inputTokens === null || usage.outputTokens === null) return null;
  const counted = [
    [usage.inputTokens, price.input],
    [usage.outputTokens, price.output],
    [usage.cacheReadTokens ?? 0, price.cacheRead],
    [usage.cacheWriteTokens ?? 0, price.cacheWrite],
  ];
  let cost = 0;
  for (const [tokens = 0, perMillion] of counted) {
    if (tokens > 0 && perMillion === undefined) return null;
    cost += (tokens * (perMillion ?? 0)) / 1e6;
  }
  return cost;
}

const CENTS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const BELOW_A_CENT = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** Two significant digits below a cent. @param {number} dollars */
export const inDollars = dollars => (dollars >= 0.01 ? CENTS : BELOW_A_CENT).format(dollars);

/** @param {number} milliseconds */
export const inSeconds = milliseconds => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
