/**
 * Calls `render` at most once per frame, however many chunks arrive; `finish` calls it immediately and for the last
 * time. A hidden tab has no frames; it renders when the answer ends or the tab becomes visible again.
 *
 * @param {() => void} render
 */
export function createRenderScheduler(render) {
  let frame = 0;
  return {
    request() {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        render();
      });
    },
    finish() {
      cancelAnimationFrame(frame);
      frame = -1;
      render();
    },
  };
}
