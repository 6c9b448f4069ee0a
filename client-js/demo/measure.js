/** @import { ModelPrices, Usage } from './src/types.js' */

/**
 * Times one answer.
 *
 * @param {() => number} [clock] milliseconds
 */
export function createMeter(clock = () => performance.now()) {
  const begun = clock();
  let first = 0;
  let last = 0;
  let pieces = 0;
  return {
    piece() {
      last = clock();
      if (pieces === 0) first = last;
      pieces += 1;
    },
    /** @returns {number | null} milliseconds */
    get firstPiece() {
      return pieces === 0 ? null : first - begun;
    },
    /** @returns {number | null} */
    get piecesPerSecond() {
      return pieces < 2 || last === first ? null : ((pieces - 1) * 1000) / (last - first);
    },
  };
}

/**
 * What an answer cost, in US dollars; null when that is not known exactly: a model without a price, a number that Bedrock did not
 * say, cached tokens without their own price.
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
const LESS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });

/** Below a cent two digits that count. @param {number} dollars */
export const inDollars = dollars => (dollars >= 0.01 ? CENTS : LESS).format(dollars);

/** @param {number} milliseconds */
export const inSeconds = milliseconds => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
