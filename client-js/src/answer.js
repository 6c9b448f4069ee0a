import { StreambedError } from './error.js';
import { retrying } from './retry.js';
import { createStopController } from './stop-controller.js';

/** @import { Answer, Part, StreamItem, Usage } from './types.js' */
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
  /** @type {{ requestId: string | null, usage: Usage | null, stopReason: string | null, stopConfirmed: boolean | null }} */
  const facts = { requestId: null, usage: null, stopReason: null, stopConfirmed: null };
  let started = false;

  /** @returns {AsyncGenerator<Part, void, undefined>} */
  async function* parts() {
    if (started) throw new StreambedError('invalid_options', 'An answer can be iterated once: call stream() again.');
    started = true;
    if (stop.requested) return endStopped(facts, true);
    try {
      const plan = { ...settings, stopped: () => stop.requested };
      for await (const item of retrying(() => open(stop), plan, signal)) {
        if (item.type === 'text' || item.type === 'event') yield item;
        else note(facts, item);
      }
      if (stop.requested) facts.stopConfirmed = true;
    } catch (error) {
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
    get stopReason() {
      return facts.stopReason;
    },
    get stopConfirmed() {
      return facts.stopConfirmed;
    },
  };
}

/**
 * @param {{ requestId: string | null, usage: Usage | null, stopReason: string | null }} facts
 * @param {Exclude<StreamItem, Part>} item
 */
function note(facts, item) {
  if (item.type === 'start') facts.requestId = item.requestId;
  else {
    facts.usage = item.usage ?? facts.usage;
    facts.stopReason = item.stopReason ?? facts.stopReason;
  }
}

/** @param {{ stopReason: string | null, stopConfirmed: boolean | null }} facts @param {boolean} confirmed */
function endStopped(facts, confirmed) {
  facts.stopReason = 'stopped';
  facts.stopConfirmed = confirmed;
}
