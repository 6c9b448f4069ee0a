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
    /** The first chunk in milliseconds. @returns {{ firstChunk: number | null, chunksPerSecond: number | null }} */
    facts: () => ({
      firstChunk: chunks === 0 ? null : first - begun,
      chunksPerSecond: chunks < 2 || last === first ? null : ((chunks - 1) * 1000) / (last - first),
    }),
  };
}

const CENTS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const BELOW_A_CENT = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** With two significant digits below a cent. @param {number} usd */
export const inDollars = usd => (usd >= 0.01 ? CENTS : BELOW_A_CENT).format(usd);

/** @param {number} milliseconds */
export const inSeconds = milliseconds => `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
