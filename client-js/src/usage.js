/** @import { Usage } from './types.js' */

/** @param {any} json @returns {Usage | null} */
export function usageOf(json) {
  if (typeof json !== 'object' || json === null) return null;
  return {
    inputTokens: countOf(json.inputTokens),
    outputTokens: countOf(json.outputTokens),
    cacheReadTokens: countOf(json.cacheReadTokens),
    cacheWriteTokens: countOf(json.cacheWriteTokens),
    costNanoUsd: countOf(json.costNanoUsd),
  };
}

/** US dollars. @param {Usage | null} usage */
export const costUsdOf = usage => (usage === null || usage.costNanoUsd === null ? null : usage.costNanoUsd / 1e9);

/** @param {unknown} value */
export const countOf = value => (typeof value === 'number' ? value : null);

/** @param {unknown} value */
export const textOf = value => (typeof value === 'string' ? value : null);
