import { onScopeDispose, reactive, readonly } from 'vue';

/** @import { Client, Limits, Question, StreambedError } from '@streambed/client' */

/**
 * @typedef {object} AnswerState
 * @property {'idle' | 'running' | 'ended' | 'failed'} status
 * @property {string} text What came so far.
 * @property {StreambedError | null} error
 * @property {number | null} costUsd
 * @property {Limits | null} limits
 */

/** @returns {AnswerState} */
const idle = () => ({ status: 'idle', text: '', error: null, costUsd: null, limits: null });

/**
 * One answer at a time, as state. It is stopped when the component goes, or when the next question is asked.
 *
 * @param {Client} client
 */
export function useAnswer(client) {
  const state = reactive(idle());
  let running = { stop: () => {}, abort: () => {} };

  /** @param {Question} question */
  async function ask(question) {
    running.abort();
    const controller = new AbortController();
    const answer = client.stream(question, { signal: controller.signal });
    running = { stop: () => answer.stop(), abort: () => controller.abort() };
    let text = '';
    /** @param {Partial<AnswerState>} now */
    const show = now => {
      if (!controller.signal.aborted) Object.assign(state, idle(), { text, limits: answer.limits }, now);
    };
    show({ status: 'running' });
    try {
      for await (const chunk of answer) {
        text += chunk;
        show({ status: 'running' });
      }
      show({ status: 'ended', costUsd: answer.costUsd });
    } catch (error) {
      show({ status: 'failed', error });
    }
  }

  onScopeDispose(() => running.abort());
  return { answer: readonly(state), ask, stop: () => running.stop() };
}
