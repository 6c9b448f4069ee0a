import { createButton, createElement } from './dom.js';
import { editTitle } from './title-editor.js';

/** @import { Title } from './conversation-store.js' */

/**
 * @typedef {object} ListActions
 * @property {(id: string) => void} open
 * @property {(id: string, title: string | null) => void} rename Null leaves the title; the list is to be shown again.
 * @property {(id: string) => void} remove
 */

/**
 * Shows the titles of the conversations, unless one is just being changed.
 *
 * @param {HTMLElement} list
 * @param {Title[]} titles
 * @param {string} current The id of the one that is shown.
 * @param {ListActions} actions
 */
export function showConversationList(list, titles, current, { open, rename, remove }) {
  if (list.querySelector('input') !== null) return;
  const focused = document.activeElement?.closest('li')?.dataset.id;
  list.replaceChildren(
    ...titles.map(({ id, title, updatedAt }) => {
      const item = createElement('li');
      item.dataset.id = id;
      const opener = createButton(title, () => open(id), 'title');
      opener.title = new Date(updatedAt).toLocaleString();
      opener.dir = 'auto';
      if (id === current) opener.setAttribute('aria-current', 'true');
      const renamer = createButton('✎', () => editTitle(opener, title, changed => rename(id, changed)), 'tool');
      renamer.setAttribute('aria-label', `Rename: ${title}`);
      const remover = createButton('×', () => remove(id), 'tool');
      remover.setAttribute('aria-label', `Delete: ${title}`);
      item.append(opener, renamer, remover);
      return item;
    }),
  );
  if (!focused) return;
  const again = list.querySelector(/** @type {'button'} */ (`li[data-id="${focused}"] button`));
  (again ?? list.querySelector('button'))?.focus();
}
