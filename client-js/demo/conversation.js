import { bodyOf } from './bodies.js';
import { costOf, createMeter } from './measure.js';
import { createPainter } from './painter.js';
import { StreambedError } from './src/error.js';
import { reasoningOf } from './src/reasoning.js';
import { showTurn } from './view.js';

/** @import { Answer, Client } from './src/types.js' */
/** @import { Turn } from './bodies.js' */
/** @import { Catalog } from './catalog.js' */

/**
 * @typedef {object} Surroundings
 * @property {HTMLElement} element Where turns are shown.
 * @property {Catalog} catalog
 * @property {() => { client: Client, modelId: string, system: string, maxTokens: number }} choices
 * @property {(answer: Answer | null) => void} running
 * @property {() => void} grown
 * @property {(sentence: string) => void} announce
 */

/**
 * One conversation: what was asked and answered goes along with the next question. A turn without an answer does not: models want
 * both in turns.
 *
 * @param {Surroundings} around
 */
export function createConversation(around) {
  /** @type {Turn[]} */
  const turns = [];

  /** @param {string} question */
  async function ask(question) {
    const { client, ...choices } = around.choices();
    const view = showTurn(around.element, question, choices.modelId);
    const meter = createMeter();
    let text = '';
    let reasoning = '';
    let ended = false;
    const answer = client.stream(bodyOf({ ...choices, turns, question }));
    const painter = createPainter(() => {
      view.show(ended ? text.trimEnd() : text, reasoning);
      view.tell({
        firstPiece: meter.firstPiece,
        piecesPerSecond: meter.piecesPerSecond,
        ...(ended ? closing() : { ended }),
      });
      around.grown();
    });
    const closing = () => {
      const cost =
        answer.usage === null ? {} : { cost: costOf(around.catalog.pricesOf(choices.modelId), answer.usage) };
      const { usage, stopReason, stopConfirmed } = answer;
      return { usage, stopReason, stopConfirmed, ended, ...cost };
    };

    around.running(answer);
    try {
      for await (const part of answer.parts()) {
        if (part.type === 'text') {
          meter.piece();
          text += part.text;
        } else reasoning += reasoningOf(part.event) ?? '';
        painter.request();
      }
      if (text !== '') turns.push({ question, answer: text });
      around.announce(
        answer.stopReason === 'stopped' ? 'The answer was stopped.' : `The answer is complete. ${spoken(text)}`,
      );
    } catch (error) {
      const failure = error instanceof StreambedError ? error : new StreambedError('internal', String(error));
      around.announce(view.fail(failure, () => again(view.element, question)));
    } finally {
      ended = true;
      painter.finish();
      around.running(null);
    }
  }

  /** @param {HTMLElement} turn @param {string} question */
  function again(turn, question) {
    turn.remove();
    void ask(question);
  }

  return { ask };
}

/** What a screen reader says of an answer at once; the whole is on the page. @param {string} text */
const spoken = text => (text.length > 600 ? `${text.slice(0, 600)}… The rest is in the conversation.` : text);
