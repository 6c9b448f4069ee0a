/**
 * Keeps the newest text in sight as long as the person has not scrolled up to read.
 *
 * @param {HTMLElement} element
 * @param {HTMLButtonElement} latest Brings the person back down.
 */
export function createScroller(element, latest) {
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
