import { createButton, createElement } from './dom.js';

/**
 * A button that copies a text and says so.
 *
 * @param {string} label For screen readers.
 * @param {() => string} textOf
 */
export function copyButton(label, textOf) {
  const button = createButton('Copy', () => void press(), 'quiet');
  button.setAttribute('aria-label', label);
  async function press() {
    const copied = await copy(textOf());
    button.textContent = copied ? 'Copied' : 'Not copied';
    button.setAttribute('aria-label', `${label}: ${copied ? 'copied' : 'the browser refused it'}`);
    setTimeout(() => {
      button.textContent = 'Copy';
      button.setAttribute('aria-label', label);
    }, 2000);
  }
  return button;
}

/** @param {string} text @returns {Promise<boolean>} whether it was copied */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOfSelection(text);
  }
}

/** For pages over plain HTTP, which have no `navigator.clipboard`. @param {string} text */
function copyOfSelection(text) {
  const field = createElement('textarea', 'unseen');
  field.value = text;
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
