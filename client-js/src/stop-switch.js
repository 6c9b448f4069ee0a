/**
 * Carries `stop()` from the answer's holder to the attempt that runs: asks the gateway, and after `stopTimeout` without its last
 * word leaves.
 *
 * @param {number} stopTimeout Milliseconds.
 */
export function createStopSwitch(stopTimeout) {
  /** @type {Attempt | null} */
  let attempt = null;
  let pulled = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  return {
    get pulled() {
      return pulled;
    },
    pull() {
      if (pulled) return;
      pulled = true;
      attempt?.ask();
      timer = setTimeout(() => attempt?.leave(), stopTimeout);
    },
    /** @param {Attempt} next @returns {() => void} to be called at the attempt's end */
    bind(next) {
      attempt = next;
      return () => {
        attempt = null;
        clearTimeout(timer);
      };
    },
  };
}

/** @typedef {{ ask: () => void, leave: () => void }} Attempt */
/** @typedef {ReturnType<typeof createStopSwitch>} StopSwitch */
