/**
 * Passes `stop()` from the answer to the attempt that is running: asks the gateway to stop, and abandons the attempt if
 * the gateway has not ended it within `stopTimeout`.
 *
 * @param {number} stopTimeout Milliseconds.
 */
export function createStopController(stopTimeout) {
  /** @type {StoppableAttempt | null} */
  let attempt = null;
  let requested = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  return {
    get requested() {
      return requested;
    },
    request() {
      if (requested) return;
      requested = true;
      attempt?.requestStop();
      timer = setTimeout(() => attempt?.abandon(), stopTimeout);
    },
    /**
     * A stop that was requested before reaches the attempt at once.
     *
     * @param {StoppableAttempt} next
     * @returns {() => void} detaches the attempt; call it when the attempt ends
     */
    attach(next) {
      attempt = next;
      if (requested) next.requestStop();
      return () => {
        attempt = null;
        clearTimeout(timer);
      };
    },
  };
}

/** @typedef {{ requestStop: () => void, abandon: () => void }} StoppableAttempt */
/** @typedef {ReturnType<typeof createStopController>} StopController */
