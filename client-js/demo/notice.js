import { byId, createButton, createElement } from './dom.js';

/** One sentence about what just happened, which can be undone until the next one or the next question. */
export function createNotice() {
  /** @type {HTMLElement} */
  const element = byId('notice');
  const hide = () => {
    element.hidden = true;
    element.replaceChildren();
  };
  return {
    hide,
    /** @param {string} sentence @param {() => void} [undo] */
    show(sentence, undo) {
      element.replaceChildren(createElement('span', '', sentence));
      if (undo !== undefined) {
        const undoAndHide = () => {
          hide();
          undo();
          byId('question').focus();
        };
        element.append(createButton('Undo', undoAndHide));
      }
      const close = createButton('×', hide);
      close.setAttribute('aria-label', 'Close this notice');
      element.append(close);
      element.hidden = false;
    },
  };
}
