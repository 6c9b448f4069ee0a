import { createAnswer } from './answer.js';
import { httpComplete } from './http/complete.js';
import { httpStream } from './http/stream.js';
import { settingsOf } from './options.js';
import { retrying } from './retry.js';

/** @import { Client, ClientOptions } from './types.js' */

/**
 * A client of one gateway. It opens nothing before the first question.
 *
 * @param {ClientOptions} options
 * @returns {Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  return {
    stream: (question, { signal } = {}) =>
      createAnswer(stop => httpStream(settings, question, { signal, stop }), settings, signal),

    async complete(question, { signal } = {}) {
      const attempt = async function* () {
        yield { type: 'end', completion: await httpComplete(settings, question, signal) };
      };
      for await (const { completion } of retrying(attempt, settings, signal)) return completion;
      throw new Error('unreachable');
    },

    close() {},
  };
}
