import { isImage } from './attachments.js';
import { createButton, createElement } from './dom.js';

/** @import { Attachment } from './attachments.js' */

/**
 * Shows files as small images or by their names.
 *
 * @param {HTMLElement} parent
 * @param {Attachment[]} attachments
 * @param {(attachment: Attachment) => void} [onRemove]
 */
export function showAttachments(parent, attachments, onRemove) {
  if (attachments.length === 0) return;
  const list = parent.appendChild(createElement('ul', 'attachments'));
  list.setAttribute('aria-label', 'Attached files');
  for (const attachment of attachments) {
    const item = list.appendChild(createElement('li'));
    if (isImage(attachment)) item.append(thumbnail(attachment));
    else item.append(createElement('span', '', attachment.name));
    if (onRemove === undefined) continue;
    const remove = createButton('×', () => onRemove(attachment));
    remove.setAttribute('aria-label', `Remove ${attachment.name}`);
    item.append(remove);
  }
}

/** @param {Attachment} attachment */
function thumbnail({ name, type, data }) {
  const image = createElement('img');
  image.src = `data:${type};base64,${data}`;
  image.alt = name;
  return image;
}
