import { StreambedError } from './error.js';
import { retrying } from './retry.js';
import { createStopController } from './stop-controller.js';
import { costUsdOf } from './usage.js';

/** @import { StreamItem } from './stream-items.js' */
/** @import { Answer, Limits, Part, Usage } from './types.js' */
/** @import { Settings } from './options.js' */
/** @import { StopController } from './stop-controller.js' */

/**
 * An answer over any transport. It starts when its loop starts, retries until the first chunk has come, and keeps the
 * facts of the last item.
 *
 * @param {(stop: StopController) => AsyncIterable<StreamItem>} open One attempt.
 * @param {Settings} settings
 * @param {AbortSignal} [signal]
 * @returns {Answer}
 */
export function createAnswer(open, settings, signal) {
  const stop = createStopController(settings.stopTimeout);
  /** @type {Facts} */
  const facts = { requestId: null, usage: null, limits: null, stopReason: null, stopConfirmed: null };
  let started = false;

  function attempt() {
    facts.limits = null;
    return open(stop);
  }

  /** @returns {AsyncGenerator<Part, void, undefined>} */
  async function* parts() {
    if (started) throw new StreambedError('invalid_options', 'An answer can be iterated once: call stream() again.');
    started = true;
    if (stop.requested) return endStopped(facts, true);
    try {
      const plan = { ...settings, stopped: () => stop.requested };
      for await (const item of retrying(attempt, plan, signal)) {
        if (item.type === 'text' || item.type === 'event') yield item;
        else note(facts, item);
      }
      if (stop.requested) facts.stopConfirmed = true;
    } catch (error) {
      if (error instanceof StreambedError) facts.limits = error.limits ??= facts.limits;
      if (!stop.requested || signal?.aborted) throw error;
      endStopped(facts, false);
    }
  }

  async function* chunks() {
    for await (const part of parts()) if (part.type === 'text') yield part.text;
  }

  return {
    parts,
    [Symbol.asyncIterator]: chunks,
    async text() {
      let text = '';
      for await (const chunk of chunks()) text += chunk;
      return text;
    },
    stop: () => stop.request(),
    get requestId() {
      return facts.requestId;
    },
    get usage() {
      return facts.usage;
    },
    get costUsd() {
      return costUsdOf(facts.usage);
    },
    get limits() {
      return facts.limits;
    },
    get stopReason() {
      return facts.stopReason;
    },
    get stopConfirmed() {
      return facts.stopConfirmed;
    },
  };
}

/**
 * @typedef {object} Facts
 * @property {string | null} requestId
 * @property {Usage | null} usage
 * @property {Limits | null} limits
 * @property {string | null} stopReason
 * @property {boolean | null} stopConfirmed
 */

/** @param {Facts} facts @param {Exclude<StreamItem, Part>} item */
function note(facts, item) {
  if (item.type === 'start') {
    facts.requestId = item.requestId;
    facts.limits = item.limits ?? facts.limits;
  } else {
    facts.usage = item.usage ?? facts.usage;
    facts.stopReason = item.stopReason ?? facts.stopReason;
  }
}

/** @param {Facts} facts @param {boolean} confirmed */
function endStopped(facts, confirmed) {
  facts.stopReason = 'stopped';
  facts.stopConfirmed = confirmed;
}
