import { StreambedError } from './error.js';
import { retrying } from './retry.js';
import { createStopSwitch } from './stop-switch.js';

/** @import { Answer, Part, Sign, Usage } from './types.js' */
/** @import { Settings } from './options.js' */
/** @import { StopSwitch } from './stop-switch.js' */

/**
 * An answer from the signs of whichever transport: starts with its loop, tries again before its first piece, remembers what the
 * last sign said.
 *
 * @param {(stop: StopSwitch) => AsyncIterable<Sign>} open One attempt.
 * @param {Settings} settings
 * @param {AbortSignal} [signal]
 * @returns {Answer}
 */
export function createAnswer(open, settings, signal) {
  const stop = createStopSwitch(settings.stopTimeout);
  /** @type {{ requestId: string | null, usage: Usage | null, stopReason: string | null, stopConfirmed: boolean | null }} */
  const facts = { requestId: null, usage: null, stopReason: null, stopConfirmed: null };
  let begun = false;

  /** @returns {AsyncGenerator<Part, void, undefined>} */
  async function* parts() {
    if (begun)
      throw new StreambedError('invalid_options', 'An answer can be looped over once: ask again with stream().');
    begun = true;
    if (stop.pulled) return endStopped(facts, true);
    try {
      const plan = { ...settings, stopped: () => stop.pulled };
      for await (const sign of retrying(() => open(stop), plan, signal)) {
        if (sign.type === 'text' || sign.type === 'event') yield sign;
        else note(facts, sign);
      }
      if (stop.pulled) facts.stopConfirmed = true;
    } catch (error) {
      if (!stop.pulled || signal?.aborted) throw error;
      endStopped(facts, false);
    }
  }

  async function* pieces() {
    for await (const part of parts()) if (part.type === 'text') yield part.text;
  }

  return {
    parts,
    [Symbol.asyncIterator]: pieces,
    async text() {
      let text = '';
      for await (const piece of pieces()) text += piece;
      return text;
    },
    stop: () => stop.pull(),
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
 * @param {Exclude<Sign, Part>} sign
 */
function note(facts, sign) {
  if (sign.type === 'start') facts.requestId = sign.requestId;
  else {
    facts.usage = sign.usage ?? facts.usage;
    facts.stopReason = sign.stopReason ?? facts.stopReason;
  }
}

/** @param {{ stopReason: string | null, stopConfirmed: boolean | null }} facts @param {boolean} confirmed */
function endStopped(facts, confirmed) {
  facts.stopReason = 'stopped';
  facts.stopConfirmed = confirmed;
}
