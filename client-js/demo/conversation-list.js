import { createButton, createElement } from './dom.js';

/** @import { Title } from './conversation-store.js' */

/**
 * Shows the titles of the conversations.
 *
 * @param {HTMLElement} list
 * @param {Title[]} titles
 * @param {string} current The id of the one that is shown.
 * @param {{ open: (id: string) => void, remove: (id: string) => void }} actions
 */
export function showConversationList(list, titles, current, { open, remove }) {
  const focused = document.activeElement?.closest('li')?.dataset.id;
  list.replaceChildren(
    ...titles.map(({ id, title, updatedAt }) => {
      const item = createElement('li');
      item.dataset.id = id;
      const opener = createButton(title, () => open(id), 'title');
      opener.title = new Date(updatedAt).toLocaleString();
      opener.dir = 'auto';
      if (id === current) opener.setAttribute('aria-current', 'true');
      const remover = createButton('×', () => remove(id), 'remove');
      remover.setAttribute('aria-label', `Delete: ${title}`);
      item.append(opener, remover);
      return item;
    }),
  );
  if (!focused) return;
  const again = list.querySelector(/** @type {'button'} */ (`li[data-id="${focused}"] button`));
  (again ?? list.querySelector('button'))?.focus();
}
