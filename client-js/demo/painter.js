/**
 * Calls `paint` at most once a frame, however many pieces come; `finish` calls it now, and never again. A hidden tab has no
 * frames: there it is called when the answer ends or the tab is seen again.
 *
 * @param {() => void} paint
 */
export function createPainter(paint) {
  let frame = 0;
  return {
    request() {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        paint();
      });
    },
    finish() {
      cancelAnimationFrame(frame);
      frame = -1;
      paint();
    },
  };
}
