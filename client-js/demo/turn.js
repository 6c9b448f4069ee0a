/** @import { Attachment } from './attachments.js' */
/** @import { Facts } from './turn-facts.js' */

/**
 * @typedef {object} Turn A question and its answer, as they are kept on the device.
 * @property {string} question
 * @property {Attachment[]} attachments
 * @property {string} modelId
 * @property {string} modelName For people.
 * @property {string} answer Markdown; what came so far while it is running.
 * @property {string} reasoning
 * @property {Facts} facts
 * @property {{ title: string, advice: string, field: 'address' | 'apiKey' | null, requestId: string | null } | null} problem
 * @property {boolean} ended
 */

/** @param {Pick<Turn, 'question' | 'attachments' | 'modelId' | 'modelName'>} asked @returns {Turn} */
export const newTurn = asked => ({
  ...asked,
  answer: '',
  reasoning: '',
  facts: { firstChunk: null, chunksPerSecond: null },
  problem: null,
  ended: false,
});

/** A turn that was kept. The page was left while an answer that had not ended was running. @param {Turn} kept @returns {Turn} */
export const keptTurn = kept =>
  kept.ended
    ? kept
    : {
        ...kept,
        ended: true,
        problem: {
          title: 'The page was left before the answer was complete.',
          advice: '',
          field: null,
          requestId: null,
        },
      };
