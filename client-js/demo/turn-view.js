import { showAttachments } from './attachment-view.js';
import { copyButton } from './clipboard.js';
import { createButton, createElement } from './dom.js';
import { editQuestion } from './question-editor.js';
import { createMarkdown } from './markdown.js';
import { rowsOf } from './turn-facts.js';

/** @import { Turn } from './turn.js' */
/** @import { Facts } from './turn-facts.js' */

/**
 * @typedef {object} TurnActions
 * @property {() => void} regenerate
 * @property {(question: string) => void} resend Asks an edited question in the place of this one.
 * @property {(field: string) => void} openSettings
 */

/**
 * One turn on the page: the question, the answer while it grows, the facts about it and what can be done with it.
 *
 * @param {Turn} turn
 * @param {TurnActions} actions
 */
export function createTurnView(turn, actions) {
  const element = createElement('article', 'turn');
  const asked = element.appendChild(createElement('div', 'asked'));
  const question = asked.appendChild(createElement('div', 'question'));
  question.append(createElement('span', 'unseen', 'You asked: '), document.createTextNode(turn.question));
  question.dir = 'auto';
  showAttachments(asked, turn.attachments);
  const edit = createButton('Edit', () => editQuestion(asked, turn.question, actions.resend), 'quiet idle');
  edit.setAttribute('aria-label', 'Edit this question and ask again');
  asked.append(edit);
  const answered = element.appendChild(createElement('div', 'answer'));
  answered.append(createElement('span', 'unseen', `${turn.modelName} answered: `));
  const text = answered.appendChild(createElement('div', 'text'));
  const waiting = answered.appendChild(createElement('div', 'waiting'));
  waiting.append(createElement('i'), createElement('i'), createElement('i'));
  const foot = element.appendChild(createElement('div', 'foot'));
  const facts = foot.appendChild(createElement('dl', 'facts'));
  const copy = copyButton('Copy the answer', () => turn.answer);
  const regenerate = createButton('Regenerate', actions.regenerate, 'quiet idle regenerate');
  regenerate.setAttribute('aria-label', 'Regenerate the answer');
  const paint = createMarkdown(text);
  const showReasoning = reasoningBefore(text);

  return {
    element,
    /** Shows the turn's answer. @param {boolean} ended */
    show(ended) {
      if (ended || turn.answer !== '') waiting.remove();
      showReasoning(turn.reasoning);
      paint(turn.answer, ended);
    },
    /** @param {Facts} known @param {boolean} ended */
    showFacts(known, ended) {
      element.classList.toggle('ended', ended);
      facts.replaceChildren(...rowsOf(known, turn.modelName));
      if (ended && turn.answer !== '') foot.append(copy);
      if (ended && turn.problem === null) foot.append(regenerate);
    },
    showProblem() {
      if (turn.problem !== null) answered.after(problemBox(turn.problem, actions));
    },
  };
}

/** @param {NonNullable<Turn['problem']>} problem @param {TurnActions} actions */
function problemBox({ title, advice, field, requestId }, actions) {
  const box = createElement('div', 'problem');
  box.append(createElement('strong', '', title));
  if (advice !== '') box.append(createElement('p', '', advice));
  const row = box.appendChild(createElement('div', 'row'));
  row.append(createButton('Try again', actions.regenerate, 'idle'));
  if (field !== null) row.append(createButton('Settings', () => actions.openSettings(field)));
  if (requestId !== null) row.append(createElement('small', '', `Request ${requestId}`));
  return box;
}

/** A collapsed element that appears once there is reasoning. @param {HTMLElement} text */
function reasoningBefore(text) {
  const folded = createElement('details', 'reasoning');
  const all = createElement('div');
  all.dir = 'auto';
  folded.append(createElement('summary', '', 'Reasoning'), all);
  const shown = all.appendChild(document.createTextNode(''));
  /** @param {string} reasoning What came so far. */
  return reasoning => {
    if (reasoning !== '' && !folded.isConnected) text.before(folded);
    shown.appendData(reasoning.slice(shown.length));
  };
}
