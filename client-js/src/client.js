import { createAnswer } from './answer.js';
import { StreambedError } from './error.js';
import { httpComplete } from './http/complete.js';
import { MODELS_RESOURCE } from './http/models.js';
import { httpGet } from './http/get.js';
import { httpStream } from './http/stream.js';
import { usageResource } from './http/usage.js';
import { settingsOf } from './options.js';
import { retrying } from './retry.js';
import { createSharedConnection } from './websocket/shared-connection.js';
import { webSocketStream } from './websocket/stream.js';

/** @import { Client, ClientOptions, Completion, Question, StreamItem } from './types.js' */
/** @import { Controls } from './websocket/stream.js' */

/**
 * A client of one gateway. It opens no connection before the first question.
 *
 * @param {ClientOptions} options
 * @returns {Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  const connection = createSharedConnection(settings);
  const open = settings.transport === 'websocket' ? overWebSocket : overHttp;

  /** @type {(question: Question, controls: Controls) => AsyncIterable<StreamItem>} */
  function overHttp(question, controls) {
    return httpStream(settings, question, controls);
  }

  /** @type {typeof overHttp} */
  function overWebSocket(question, controls) {
    return webSocketStream(settings, connection, question, controls);
  }

  /** @type {Client['stream']} */
  function stream(question, { signal } = {}) {
    return createAnswer(stop => open(question, { signal, stop }), settings, signal);
  }

  /**
   * @template T
   * @param {{ path: string, isValid: (json: any) => json is T }} resource
   * @param {AbortSignal} [signal]
   */
  async function read(resource, signal) {
    if (settings.transport === 'websocket')
      throw new StreambedError('invalid_options', 'this needs the Function URL or the REST API as the endpoint');
    const attempt = async function* () {
      yield { type: 'end', json: await httpGet(settings, resource, signal) };
    };
    for await (const { json } of retrying(attempt, settings, signal)) return json;
    throw new Error('an attempt neither completed nor failed');
  }

  return {
    stream,

    async complete(question, { signal } = {}) {
      if (settings.transport === 'websocket')
        return completionOf(stream(question, signal === undefined ? {} : { signal }));
      const attempt = async function* () {
        yield { type: 'end', completion: await httpComplete(settings, question, signal) };
      };
      for await (const { completion } of retrying(attempt, settings, signal)) return completion;
      throw new Error('an attempt neither completed nor failed');
    },

    usage: (period = {}, { signal } = {}) => read(usageResource(period), signal),

    models: async ({ signal } = {}) => (await read(MODELS_RESOURCE, signal)).models,

    close: () => connection.close(),
  };
}

/** @param {import('./types.js').Answer} answer @returns {Promise<Completion>} */
async function completionOf(answer) {
  const text = await answer.text();
  return { text, body: null, usage: answer.usage, stopReason: answer.stopReason, requestId: answer.requestId };
}
