/**
 * Keeps the newest text visible unless the user has scrolled up to read.
 *
 * @param {HTMLElement} element
 * @param {HTMLButtonElement} latest The button that scrolls back to the end.
 */
export function createAutoScroll(element, latest) {
  let following = true;

  const distance = () => element.scrollHeight - element.scrollTop - element.clientHeight;
  const toEnd = () => {
    following = true;
    latest.hidden = true;
    element.scrollTop = element.scrollHeight;
  };

  element.addEventListener(
    'scroll',
    () => {
      following = distance() < 60;
      latest.hidden = following;
    },
    { passive: true },
  );
  latest.addEventListener('click', toEnd);

  return {
    toEnd,
    follow() {
      if (following) toEnd();
    },
  };
}
