/** @import { Limits, Question, StreambedError } from '@streambed/client' */

/** @typedef {{ role: 'user' | 'assistant', text: string }} Message */

/**
 * The request for the next answer, in the model's own format: here Amazon Nova's.
 *
 * @param {string} modelId
 * @param {Message[]} messages
 * @returns {Question}
 */
export const requestOf = (modelId, messages) => ({
  modelId,
  messages: messages.map(({ role, text }) => ({ role, content: [{ text }] })),
  inferenceConfig: { maxTokens: 2000 },
});

/**
 * The conversation with the next question. A question without an answer is left out: models want them to alternate.
 *
 * @param {Message[]} messages ending in the question that was asked last
 * @param {string} answer what came of it
 * @param {string} question
 * @returns {Message[]}
 */
export function nextMessages(messages, answer, question) {
  const before =
    answer === '' ? messages.slice(0, -1) : [...messages, { role: /** @type {const} */ ('assistant'), text: answer }];
  return [...before, { role: 'user', text: question }];
}

/** What an error says besides its sentence. @param {StreambedError} error */
export function adviceOn({ limit, retryAfter }) {
  const parts = [];
  if (limit !== null) parts.push(`Limit reached: ${limit}.`);
  if (retryAfter !== null)
    parts.push(`Possible again in ${retryAfter < 120 ? `${retryAfter} s` : `${Math.ceil(retryAfter / 60)} min`}.`);
  return parts.join(' ');
}

/** What the last answer cost and what is left. @param {{ costUsd: number | null, limits: Limits | null }} answer */
export function footnoteOf({ costUsd, limits }) {
  const parts = costUsd === null ? [] : [`$${costUsd.toFixed(6)}`];
  for (const [name, status] of Object.entries(limits ?? {})) {
    if (status) parts.push(`${name}: ${status.remaining} of ${status.limit} left`);
  }
  return parts.join(' · ');
}
