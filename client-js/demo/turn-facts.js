import { inDollars, inSeconds } from './answer-metrics.js';
import { createElement } from './dom.js';
import { scarceLimits } from './scarce-limits.js';

/** @import { Limits, Usage } from './src/types.js' */

/**
 * @typedef {object} Facts What is known about an answer so far.
 * @property {number | null} firstChunk milliseconds
 * @property {number | null} chunksPerSecond
 * @property {Usage | null} [usage]
 * @property {Limits | null} [limits]
 * @property {string | null} [stopReason]
 * @property {boolean | null} [stopConfirmed]
 */

/** Stop reasons that are shown, with their labels. @type {Record<string, string>} */
const STOP_REASON_LABELS = {
  max_tokens: 'cut at the longest answer',
  length: 'cut at the longest answer',
  content_filtered: 'filtered',
  guardrail_intervened: 'a guardrail intervened',
  refusal: 'refused',
};

/** @param {Facts} facts @param {string} modelName */
export function rowsOf({ firstChunk, chunksPerSecond, usage, limits, stopReason, stopConfirmed }, modelName) {
  const shown = [fact('model', 'Model', modelName)];
  if (firstChunk !== null) shown.push(fact('first', 'Until the first piece', `first after ${inSeconds(firstChunk)}`));
  if (chunksPerSecond !== null) shown.push(fact('speed', 'Pieces a second', `${Math.round(chunksPerSecond)} pieces/s`));
  if (usage && usage.outputTokens !== null) {
    shown.push(fact('usage', 'Tokens in and out', `${count(usage.inputTokens)} in, ${count(usage.outputTokens)} out`));
    const cached = (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
    if (cached > 0) shown.push(fact('cached', 'Tokens from and to the cache', `${count(cached)} cached`));
  }
  if (usage) shown.push(fact('cost', 'Cost', costOf(usage)));
  for (const sentence of scarceLimits(limits ?? null)) shown.push(fact('limit', 'What was left', sentence));
  if (stopReason === 'stopped')
    shown.push(fact('end', 'End', stopConfirmed ? 'stopped' : 'stopped here; the gateway did not say so'));
  else if (STOP_REASON_LABELS[stopReason ?? ''])
    shown.push(fact('end', 'End', STOP_REASON_LABELS[stopReason ?? ''] ?? ''));
  return shown;
}

/** @param {Usage} usage */
function costOf({ outputTokens, costNanoUsd }) {
  if (costNanoUsd !== null) return inDollars(costNanoUsd / 1e9);
  return outputTokens === null ? 'not counted yet; the usage of this month will have it' : 'no price known';
}

/** @param {string} name @param {string} term @param {string} value */
function fact(name, term, value) {
  const row = createElement('div', `fact ${name}`);
  row.title = term;
  row.append(createElement('dt', 'unseen', term), createElement('dd', '', value));
  return row;
}

/** @param {number | null} number */
const count = number => (number === null ? '?' : number.toLocaleString('en'));
