import { useCallback, useEffect, useRef, useState } from 'react';

/** @import { Client, Limits, Question, StreambedError } from '@streambed/client' */

/**
 * @typedef {object} AnswerState
 * @property {'idle' | 'running' | 'ended' | 'failed'} status
 * @property {string} text What came so far.
 * @property {StreambedError | null} error
 * @property {number | null} costUsd
 * @property {Limits | null} limits
 */

/** @type {AnswerState} */
const IDLE = { status: 'idle', text: '', error: null, costUsd: null, limits: null };

/**
 * One answer at a time, as state. It is stopped when the component goes, or when the next question is asked.
 *
 * @param {Client} client
 */
export function useAnswer(client) {
  const [state, setState] = useState(IDLE);
  const running = useRef({ stop: () => {}, abort: () => {} });

  // StrictMode runs this twice at first, when there is nothing to abort.
  useEffect(() => () => running.current.abort(), []);

  const ask = useCallback(
    async (/** @type {Question} */ question) => {
      running.current.abort();
      const controller = new AbortController();
      const answer = client.stream(question, { signal: controller.signal });
      running.current = { stop: () => answer.stop(), abort: () => controller.abort() };
      let text = '';
      /** @param {Partial<AnswerState>} now */
      const show = now => {
        if (!controller.signal.aborted) setState({ ...IDLE, text, limits: answer.limits, ...now });
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
    },
    [client],
  );

  const stop = useCallback(() => running.current.stop(), []);
  return { ...state, ask, stop };
}
