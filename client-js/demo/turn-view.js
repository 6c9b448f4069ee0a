import { createMarkdown } from './markdown.js';
import { inDollars, inSeconds } from './answer-metrics.js';
import { errorMessageFor } from './error-messages.js';

/** @import { StreambedError } from './src/error.js' */
/** @import { Usage } from './src/types.js' */

/**
 * @typedef {object} Facts What is known about an answer so far.
 * @property {number | null} firstChunk milliseconds
 * @property {number | null} chunksPerSecond
 * @property {Usage | null} [usage]
 * @property {string | null} [stopReason]
 * @property {boolean | null} [stopConfirmed]
 * @property {boolean} ended
 */

/** Stop reasons that are shown, with their labels. @type {Record<string, string>} */
const STOP_REASON_LABELS = {
  max_tokens: 'cut at the longest answer',
  length: 'cut at the longest answer',
  content_filtered: 'filtered',
  guardrail_intervened: 'a guardrail intervened',
  refusal: 'refused',
};

/**
 * One turn on the page: the question, the answer while it grows, and the facts about it.
 *
 * @param {HTMLElement} conversation
 * @param {string} question
 * @param {string} modelId
 */
export function showTurn(conversation, question, modelId) {
  const turn = conversation.appendChild(createElement('article', 'turn'));
  const asked = turn.appendChild(createElement('div', 'question'));
  asked.append(createElement('span', 'unseen', 'You asked: '), document.createTextNode(question));
  const answered = turn.appendChild(createElement('div', 'answer'));
  answered.append(createElement('span', 'unseen', `${modelId} answered: `));
  const text = answered.appendChild(createElement('div', 'text'));
  const waiting = answered.appendChild(createElement('div', 'waiting'));
  waiting.append(createElement('i'), createElement('i'), createElement('i'));
  const facts = turn.appendChild(createElement('dl', 'facts'));
  const paint = createMarkdown(text);
  const showReasoning = reasoningBefore(text);

  return {
    element: turn,
    /** @param {string} answer @param {string} reasoning */
    show(answer, reasoning) {
      if (answer !== '') waiting.remove();
      showReasoning(reasoning);
      paint(answer);
    },
    /** @param {Facts} known */
    showFacts(known) {
      turn.classList.toggle('ended', known.ended);
      if (known.ended) waiting.remove();
      facts.replaceChildren(...rows(known));
    },
    /** @param {StreambedError} error @param {{ retry: () => void, openSettings: (field: string) => void }} actions */
    fail(error, { retry, openSettings }) {
      const { title, advice, field, requestId } = errorMessageFor(error);
      const box = turn.insertBefore(createElement('div', 'problem'), facts);
      box.append(createElement('strong', '', title));
      if (advice !== '') box.append(createElement('p', '', advice));
      const row = box.appendChild(createElement('div', 'row'));
      row.append(createButton('Try again', retry));
      if (field !== null) row.append(createButton('Settings', () => openSettings(field)));
      if (requestId) row.append(createElement('small', '', `Request ${requestId}`));
      return title;
    },
  };
}

/** A collapsed element that appears once there is reasoning. @param {HTMLElement} text */
function reasoningBefore(text) {
  const folded = createElement('details', 'reasoning');
  const all = createElement('div');
  folded.append(createElement('summary', '', 'Reasoning'), all);
  /** @param {string} reasoning */
  return reasoning => {
    if (reasoning !== '' && !folded.isConnected) text.before(folded);
    all.textContent = reasoning;
  };
}

/** @param {Facts} known */
function rows({ firstChunk, chunksPerSecond, usage, stopReason, stopConfirmed }) {
  /** @type {HTMLElement[]} */
  const shown = [];
  if (firstChunk !== null) shown.push(fact('first', 'Until the first piece', `first after ${inSeconds(firstChunk)}`));
  if (chunksPerSecond !== null) shown.push(fact('speed', 'Pieces a second', `${Math.round(chunksPerSecond)} pieces/s`));
  if (usage && usage.outputTokens !== null) {
    shown.push(fact('usage', 'Tokens in and out', `${count(usage.inputTokens)} in, ${count(usage.outputTokens)} out`));
    const cached = (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
    if (cached > 0) shown.push(fact('cached', 'Tokens from and to the cache', `${count(cached)} cached`));
  }
  if (usage) shown.push(fact('cost', 'Cost', costOf(usage)));
  if (stopReason === 'stopped')
    shown.push(fact('end', 'End', stopConfirmed ? 'stopped' : 'stopped here; the gateway did not say so'));
  else if (STOP_REASON_LABELS[stopReason ?? ''])
    shown.push(fact('end', 'End', STOP_REASON_LABELS[stopReason ?? ''] ?? ''));
  return shown;
}

/** @param {Usage} usage */
function costOf({ outputTokens, costNanoUsd }) {
  if (costNanoUsd !== null) return inDollars(costNanoUsd);
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

/** @param {string} label @param {() => void} onClick */
function createButton(label, onClick) {
  const button = createElement('button', '', label);
  button.setAttribute('type', 'button');
  button.addEventListener('click', onClick);
  return button;
}

/** @param {string} tag @param {string} [className] @param {string} [text] */
function createElement(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
