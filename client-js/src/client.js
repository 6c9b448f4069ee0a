import { createAnswer } from './answer.js';
import { StreambedError } from './error.js';
import { httpComplete } from './http/complete.js';
import { MODELS } from './http/models.js';
import { httpRead } from './http/read.js';
import { httpStream } from './http/stream.js';
import { usageDocument } from './http/usage.js';
import { settingsOf } from './options.js';
import { retrying } from './retry.js';
import { createLine } from './websocket/line.js';
import { socketStream } from './websocket/stream.js';

/** @import { Client, ClientOptions, Completion } from './types.js' */

/**
 * A client of one gateway. It opens nothing before the first question.
 *
 * @param {ClientOptions} options
 * @returns {Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  const line = createLine(settings);
  const open = settings.transport === 'websocket' ? overSocket : overHttp;

  /** @type {(question: import('./types.js').Question, controls: import('./websocket/stream.js').Controls) => AsyncIterable<import('./types.js').Sign>} */
  function overHttp(question, controls) {
    return httpStream(settings, question, controls);
  }

  /** @type {typeof overHttp} */
  function overSocket(question, controls) {
    return socketStream(settings, line, question, controls);
  }

  /** @type {Client['stream']} */
  function stream(question, { signal } = {}) {
    return createAnswer(stop => open(question, { signal, stop }), settings, signal);
  }

  /**
   * @template T
   * @param {{ path: string, isValid: (json: any) => json is T }} document
   * @param {AbortSignal} [signal]
   */
  async function read(document, signal) {
    if (settings.transport === 'websocket')
      throw new StreambedError('invalid_options', 'this needs the Function URL or the REST API for an endpoint');
    const attempt = async function* () {
      yield { type: 'end', json: await httpRead(settings, document, signal) };
    };
    for await (const { json } of retrying(attempt, settings, signal)) return json;
    throw new Error('an attempt has neither ended nor failed');
  }

  return {
    stream,

    async complete(question, { signal } = {}) {
      if (settings.transport === 'websocket') return gathered(stream(question, signal === undefined ? {} : { signal }));
      const attempt = async function* () {
        yield { type: 'end', completion: await httpComplete(settings, question, signal) };
      };
      for await (const { completion } of retrying(attempt, settings, signal)) return completion;
      throw new Error('an attempt has neither ended nor failed');
    },

    usage: (period = {}, { signal } = {}) => read(usageDocument(period), signal),

    models: async ({ signal } = {}) => (await read(MODELS, signal)).models,

    close: () => line.close(),
  };
}

/** @param {import('./types.js').Answer} answer @returns {Promise<Completion>} */
async function gathered(answer) {
  const text = await answer.text();
  return { text, body: null, usage: answer.usage, stopReason: answer.stopReason, requestId: answer.requestId };
}
