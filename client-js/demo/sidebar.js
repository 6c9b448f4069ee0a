import { byId } from './dom.js';

const WIDE = matchMedia('(min-width: 62rem)');

/** The conversations: beside the page where it is wide, else in a dialog over it. */
export function bindSidebar() {
  /** @type {HTMLElement} */
  const content = byId('conversations');
  /** @type {HTMLElement} */
  const beside = byId('sidebar');
  /** @type {HTMLDialogElement} */
  const over = byId('drawer');
  const button = byId('open-conversations');

  function place() {
    if (WIDE.matches) {
      over.close();
      beside.append(content);
    } else over.append(content);
    button.setAttribute('aria-expanded', `${WIDE.matches ? !beside.hidden : over.open}`);
  }

  button.addEventListener('click', () => {
    if (WIDE.matches) beside.hidden = !beside.hidden;
    else over.showModal();
    place();
  });
  over.addEventListener('click', event => {
    if (event.target === over) over.close();
  });
  over.addEventListener('close', place);
  WIDE.addEventListener('change', place);
  place();
  return { close: () => over.close() };
}
