/**
 * Calls `render` at most once per frame, however many chunks arrive, and less often where rendering takes long: it gets
 * a third of the time. `finish` calls it immediately and for the last time. A hidden tab has no frames; it renders when
 * the answer ends or the tab becomes visible again.
 *
 * @param {() => void} render
 */
export function createRenderScheduler(render) {
  let frame = 0;
  let notBefore = 0;

  const draw = () => {
    const begun = performance.now();
    if (begun < notBefore) {
      frame = requestAnimationFrame(draw);
      return;
    }
    frame = 0;
    render();
    const ended = performance.now();
    notBefore = ended + 2 * (ended - begun);
  };

  return {
    request() {
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
    finish() {
      cancelAnimationFrame(frame);
      frame = -1;
      render();
    },
  };
}
