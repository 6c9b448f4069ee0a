import { createAnswer } from './answer.js';
import { StreambedError } from './error.js';
import { MODELS_RESOURCE } from './resources/models.js';
import { usageResource } from './resources/usage.js';
import { retrying } from './retry.js';

/** @import { Settings } from './options.js' */
/** @import { Resource, Transport } from './transport.js' */
/** @import { Client, Completion } from './types.js' */

/**
 * A client of one gateway over one transport.
 *
 * @param {Settings} settings
 * @param {Transport} transport
 * @returns {Client}
 */
export function createClientOver(settings, transport) {
  /** @type {Client['stream']} */
  function stream(question, { signal } = {}) {
    return createAnswer(stop => transport.stream(question, { signal, stop }), settings, signal);
  }

  /**
   * @template T
   * @param {Resource<T>} resource
   * @param {AbortSignal} [signal]
   */
  async function read(resource, signal) {
    const attempt = transport.read;
    if (attempt === null)
      throw new StreambedError('invalid_options', 'this needs the Function URL or the REST API as the endpoint');
    return retried(() => attempt(resource, signal), signal);
  }

  /**
   * @template T
   * @param {() => Promise<T>} attempt
   * @param {AbortSignal} [signal]
   */
  async function retried(attempt, signal) {
    const open = async function* () {
      yield { type: 'end', result: await attempt() };
    };
    for await (const { result } of retrying(open, settings, signal)) return result;
    throw new Error('an attempt neither completed nor failed');
  }

  return {
    stream,

    async complete(question, { signal } = {}) {
      const attempt = transport.complete;
      return attempt === null
        ? completionOf(stream(question, signal === undefined ? {} : { signal }))
        : retried(() => attempt(question, signal), signal);
    },

    usage: (period = {}, { signal } = {}) => read(usageResource(period), signal),

    models: async ({ signal } = {}) => (await read(MODELS_RESOURCE, signal)).models,

    close: () => transport.close(),
  };
}

/** @param {import('./types.js').Answer} answer @returns {Promise<Completion>} */
async function completionOf(answer) {
  const text = await answer.text();
  const { usage, costUsd, stopReason, requestId, limits } = answer;
  return { text, body: null, usage, costUsd, stopReason, requestId, limits };
}
