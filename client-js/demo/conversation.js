import { createMeter } from './answer-metrics.js';
import { createElement } from './dom.js';
import { errorMessageFor } from './error-messages.js';
import { createRenderScheduler } from './render-scheduler.js';
import { bodyOf } from './request-bodies.js';
import { StreambedError } from './src/error.js';
import { reasoningOf } from './src/reasoning.js';
import { newTurn } from './turn.js';
import { createTurnView } from './turn-view.js';

/** @import { Attachment } from './attachments.js' */
/** @import { Answer, Client } from './src/types.js' */
/** @import { Turn } from './turn.js' */

/** @typedef {ReturnType<typeof createConversation>} Conversation */
/** @typedef {ReturnType<typeof createMeter>} Meter */

/**
 * @typedef {object} ConversationContext
 * @property {() => Client} client Throws if the settings do not make one.
 * @property {() => { modelId: string, system: string, maxTokens: number }} choices
 * @property {(modelId: string) => string} nameOf
 * @property {(conversation: Conversation) => void} onRunning An answer has begun or ended.
 * @property {(conversation: Conversation) => void} onChange There is something to keep.
 * @property {(conversation: Conversation) => void} onGrowth
 * @property {(conversation: Conversation, sentence: string) => void} announce
 * @property {(sentence: string, undo: () => void) => void} offerUndo
 * @property {(field: string) => void} openSettings
 */

/** Milliseconds after which a growing answer is kept again. */
const KEEP_EVERY = 3000;

/**
 * One conversation: earlier questions and answers are sent with the next question. A turn without an answer, or whose
 * answer failed, is left out, because models require questions and answers to alternate.
 *
 * @param {ConversationContext} context
 * @param {{ id: string, turns: Turn[] }} kept
 */
export function createConversation(context, { id, turns: kept }) {
  const element = createElement('div');
  /** @type {Turn[]} */
  let turns = [];
  /** @type {Answer | null} */
  let running = null;

  const conversation = {
    id,
    element,
    get turns() {
      return turns;
    },
    get running() {
      return running;
    },
    ask,
    stop: () => running?.stop(),
  };

  /** @param {string} question @param {Attachment[]} attachments */
  function ask(question, attachments) {
    if (running !== null) return;
    const { modelId } = context.choices();
    const turn = newTurn({ question, attachments, modelId, modelName: context.nameOf(modelId) });
    turns.push(turn);
    void run(turn, append(turn));
  }

  /** Asks again in the place of a turn; it and those behind it can be brought back. @param {Turn} turn @param {string} question */
  function replace(turn, question) {
    if (running !== null) return;
    const before = turns;
    const at = before.indexOf(turn);
    show(before.slice(0, at));
    ask(question, turn.attachments);
    // The button that was pressed is gone.
    element.closest('main')?.focus({ preventScroll: true });
    if (turn.answer !== '') context.offerUndo('Asked again.', () => restore(before));
  }

  /** @param {Turn[]} before */
  function restore(before) {
    running?.stop();
    show(before);
    context.onChange(conversation);
  }

  /** @param {Turn[]} shown Turns that have ended. */
  function show(shown) {
    turns = [...shown];
    element.replaceChildren();
    for (const turn of turns) {
      const view = append(turn);
      view.show(true);
      view.showFacts(turn.facts, true);
      view.showProblem();
    }
  }

  /** @param {Turn} turn */
  function append(turn) {
    const view = createTurnView(turn, {
      regenerate: () => replace(turn, turn.question),
      resend: question => replace(turn, question),
      openSettings: context.openSettings,
    });
    element.append(view.element);
    return view;
  }

  /** @param {Turn} turn @param {ReturnType<typeof createTurnView>} view */
  async function run(turn, view) {
    const meter = createMeter();
    const scheduler = createRenderScheduler(() => {
      view.show(turn.ended);
      view.showFacts(turn.facts, turn.ended);
      context.onGrowth(conversation);
    });
    try {
      const answer = begin(turn);
      await read(answer, turn, meter, scheduler.request);
      context.announce(conversation, endOf(answer, turn));
    } catch (error) {
      const failure = error instanceof StreambedError ? error : new StreambedError('internal', String(error));
      turn.problem = errorMessageFor(failure);
      context.announce(conversation, turn.problem.title);
    } finally {
      end(turn, meter);
      view.showProblem();
      scheduler.finish();
    }
  }

  /** @param {Turn} turn */
  function begin(turn) {
    const earlier = turns.slice(0, -1).filter(({ answer, problem }) => answer !== '' && problem === null);
    const answer = context.client().stream(bodyOf({ ...context.choices(), ...turn, turns: earlier }));
    running = answer;
    context.onRunning(conversation);
    context.onChange(conversation);
    return answer;
  }

  /** @param {Answer} answer @param {Turn} turn @param {Meter} meter @param {() => void} onGrowth */
  async function read(answer, turn, meter, onGrowth) {
    let keptAt = performance.now();
    for await (const part of answer.parts()) {
      if (part.type === 'text') {
        meter.chunk();
        // Carriage returns would only be in the way of the renderer.
        turn.answer += part.text.replaceAll('\r', '');
      } else turn.reasoning += reasoningOf(part.event) ?? '';
      turn.facts = meter.facts();
      onGrowth();
      if (performance.now() - keptAt > KEEP_EVERY) {
        keptAt = performance.now();
        context.onChange(conversation);
      }
    }
  }

  /** @param {Turn} turn @param {Meter} meter */
  function end(turn, meter) {
    const { usage = null, limits = null, stopReason = null, stopConfirmed = null } = running ?? {};
    turn.facts = { ...meter.facts(), usage, limits, stopReason, stopConfirmed };
    turn.answer = turn.answer.trimEnd();
    turn.ended = true;
    running = null;
    context.onRunning(conversation);
    context.onChange(conversation);
  }

  show(kept);
  return conversation;
}

/** What a screen reader says at the end. @param {Answer} answer @param {Turn} turn */
const endOf = ({ stopReason }, turn) =>
  stopReason === 'stopped' ? 'The answer was stopped.' : `The answer is complete. ${announcementOf(turn.answer)}`;

/** The part of an answer that a screen reader reads at once; the whole answer is on the page. @param {string} text */
const announcementOf = text => (text.length > 600 ? `${text.slice(0, 600)}… The rest is in the conversation.` : text);
