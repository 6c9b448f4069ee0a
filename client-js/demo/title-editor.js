import { createElement } from './dom.js';

/**
 * Lets the user change a title in its place. Enter and leaving the field keep it, Escape leaves it as it was.
 *
 * @param {HTMLElement} opener What the field replaces meanwhile.
 * @param {string} title
 * @param {(title: string | null) => void} onEnd Gets null if the title stays.
 */
export function editTitle(opener, title, onEnd) {
  const field = createElement('input', 'title');
  field.setAttribute('aria-label', 'Title of the conversation');
  field.value = title;
  field.maxLength = 200;
  let isOver = false;
  /** @param {string} wanted @param {boolean} isByKey */
  const end = (wanted, isByKey) => {
    if (isOver) return;
    isOver = true;
    field.replaceWith(opener);
    if (isByKey) opener.focus();
    onEnd(wanted === '' || wanted === title ? null : wanted);
  };
  field.addEventListener('blur', () => end(field.value.trim(), false));
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Escape') end(title, true);
    else if (event.key === 'Enter') end(field.value.trim(), true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  opener.replaceWith(field);
  field.focus();
  field.select();
}
