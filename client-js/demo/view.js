import { createMarkdown } from './markdown.js';
import { inDollars, inSeconds } from './measure.js';
import { wordsFor } from './words.js';

/** @import { StreambedError } from './src/error.js' */
/** @import { Usage } from './src/types.js' */

/**
 * @typedef {object} Facts What is known of an answer, more of it as it comes.
 * @property {number | null} firstPiece milliseconds
 * @property {number | null} piecesPerSecond
 * @property {Usage | null} [usage]
 * @property {number | null} [cost] US dollars
 * @property {string | null} [stopReason]
 * @property {boolean | null} [stopConfirmed]
 * @property {boolean} ended
 */

/** How an answer ended, where it did not end by itself. @type {Record<string, string>} */
const ENDINGS = {
  max_tokens: 'cut at the longest answer',
  length: 'cut at the longest answer',
  content_filtered: 'filtered',
  guardrail_intervened: 'a guardrail intervened',
  refusal: 'refused',
};

/**
 * One turn on the page: the question, the answer that grows, what is known of it.
 *
 * @param {HTMLElement} talk
 * @param {string} question
 * @param {string} by
 */
export function showTurn(talk, question, by) {
  const turn = talk.appendChild(make('article', 'turn'));
  const asked = turn.appendChild(make('div', 'question'));
  asked.append(make('span', 'unseen', 'You asked: '), document.createTextNode(question));
  const answered = turn.appendChild(make('div', 'answer'));
  answered.append(make('span', 'unseen', `${by} answered: `));
  const text = answered.appendChild(make('div', 'text'));
  const waiting = answered.appendChild(make('div', 'waiting'));
  waiting.append(make('i'), make('i'), make('i'));
  const facts = turn.appendChild(make('dl', 'facts'));
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
    tell(known) {
      turn.classList.toggle('ended', known.ended);
      if (known.ended) waiting.remove();
      facts.replaceChildren(...rows(known));
    },
    /** @param {StreambedError} error @param {() => void} again */
    fail(error, again) {
      const { title, detail } = wordsFor(error);
      const box = turn.insertBefore(make('div', 'problem'), facts);
      box.append(make('strong', '', title));
      if (detail !== '' && detail !== title) box.append(make('p', '', detail));
      const retry = make('button', '', 'Try again');
      retry.addEventListener('click', again);
      const row = box.appendChild(make('div', 'row'));
      row.append(retry);
      if (error.requestId) row.append(make('small', '', `Request ${error.requestId}`));
      return title;
    },
  };
}

/** Folded, and there only once there is some. @param {HTMLElement} text */
function reasoningBefore(text) {
  const folded = make('details', 'reasoning');
  const all = make('div');
  folded.append(make('summary', '', 'Reasoning'), all);
  /** @param {string} reasoning */
  return reasoning => {
    if (reasoning !== '' && !folded.isConnected) text.before(folded);
    all.textContent = reasoning;
  };
}

/** @param {Facts} known */
function rows({ firstPiece, piecesPerSecond, usage, cost, stopReason, stopConfirmed, ended }) {
  /** @type {HTMLElement[]} */
  const shown = [];
  if (firstPiece !== null) shown.push(fact('first', 'Until the first piece', `first after ${inSeconds(firstPiece)}`));
  if (piecesPerSecond !== null) shown.push(fact('speed', 'Pieces a second', `${Math.round(piecesPerSecond)} pieces/s`));
  if (usage) {
    shown.push(fact('usage', 'Tokens in and out', `${count(usage.inputTokens)} in, ${count(usage.outputTokens)} out`));
    const cached = (usage.cacheReadTokens ?? 0) + (usage.cacheWriteTokens ?? 0);
    if (cached > 0) shown.push(fact('cached', 'Tokens from and to the cache', `${count(cached)} cached`));
  }
  if (ended && cost !== undefined) shown.push(fact('cost', 'Cost', cost === null ? 'no price' : inDollars(cost)));
  if (stopReason === 'stopped')
    shown.push(fact('end', 'End', stopConfirmed ? 'stopped' : 'stopped here; the gateway did not say so'));
  else if (ENDINGS[stopReason ?? '']) shown.push(fact('end', 'End', ENDINGS[stopReason ?? ''] ?? ''));
  return shown;
}

/** @param {string} name @param {string} term @param {string} value */
function fact(name, term, value) {
  const row = make('div', `fact ${name}`);
  row.title = term;
  row.append(make('dt', 'unseen', term), make('dd', '', value));
  return row;
}

/** @param {number | null} number */
const count = number => (number === null ? '?' : number.toLocaleString('en'));

/** @param {string} tag @param {string} [className] @param {string} [text] */
function make(tag, className = '', text = '') {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
