import { bodyOf } from './request-bodies.js';
import { createMeter } from './answer-metrics.js';
import { createRenderScheduler } from './render-scheduler.js';
import { StreambedError } from './src/error.js';
import { reasoningOf } from './src/reasoning.js';
import { showTurn } from './turn-view.js';

/** @import { Answer, Client } from './src/types.js' */
/** @import { Turn } from './request-bodies.js' */

/**
 * @typedef {object} ConversationContext
 * @property {HTMLElement} element Where the turns are shown.
 * @property {() => { client: Client, modelId: string, system: string, maxTokens: number }} choices
 * @property {(answer: Answer | null) => void} onRunning
 * @property {() => void} onGrowth
 * @property {(sentence: string) => void} announce
 * @property {(field: string) => void} openSettings
 */

/**
 * One conversation: earlier questions and answers are sent with the next question. A turn without an answer is left
 * out, because models require questions and answers to alternate.
 *
 * @param {ConversationContext} context
 */
export function createConversation(context) {
  /** @type {Turn[]} */
  const turns = [];

  /** @param {string} question */
  async function ask(question) {
    const { client, ...choices } = context.choices();
    const view = showTurn(context.element, question, choices.modelId);
    const meter = createMeter();
    let text = '';
    let reasoning = '';
    let ended = false;
    const answer = client.stream(bodyOf({ ...choices, turns, question }));
    const scheduler = createRenderScheduler(() => {
      view.show(ended ? text.trimEnd() : text, reasoning);
      view.showFacts({
        firstChunk: meter.firstChunk,
        chunksPerSecond: meter.chunksPerSecond,
        ...(ended ? finalFacts() : { ended }),
      });
      context.onGrowth();
    });
    const finalFacts = () => {
      const { usage, stopReason, stopConfirmed } = answer;
      return { usage, stopReason, stopConfirmed, ended };
    };

    context.onRunning(answer);
    try {
      for await (const part of answer.parts()) {
        if (part.type === 'text') {
          meter.chunk();
          text += part.text;
        } else reasoning += reasoningOf(part.event) ?? '';
        scheduler.request();
      }
      if (text !== '') turns.push({ question, answer: text });
      context.announce(
        answer.stopReason === 'stopped' ? 'The answer was stopped.' : `The answer is complete. ${announcementOf(text)}`,
      );
    } catch (error) {
      const failure = error instanceof StreambedError ? error : new StreambedError('internal', String(error));
      context.announce(
        view.fail(failure, { retry: () => retry(view.element, question), openSettings: context.openSettings }),
      );
    } finally {
      ended = true;
      scheduler.finish();
      context.onRunning(null);
    }
  }

  /** @param {HTMLElement} turn @param {string} question */
  function retry(turn, question) {
    turn.remove();
    void ask(question);
  }

  return { ask };
}

/** The part of an answer that a screen reader reads at once; the whole answer is on the page. @param {string} text */
const announcementOf = text => (text.length > 600 ? `${text.slice(0, 600)}… The rest is in the conversation.` : text);
