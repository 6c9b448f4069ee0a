import { createButton, createElement } from './dom.js';

/**
 * Lets the user edit a question in its place. Enter sends it, Escape leaves it as it was.
 *
 * @param {HTMLElement} asked What the editor replaces meanwhile.
 * @param {string} question
 * @param {(question: string) => void} onSend
 */
export function editQuestion(asked, question, onSend) {
  const form = createElement('form', 'editor');
  const field = form.appendChild(createElement('textarea'));
  field.setAttribute('aria-label', 'Your question');
  field.value = question;
  field.rows = Math.min(12, question.split('\n').length + 1);
  const cancel = () => {
    form.replaceWith(asked);
    asked.querySelector('button')?.focus();
  };
  const send = () => {
    if (field.value.trim() !== '') onSend(field.value.trim());
  };
  const row = form.appendChild(createElement('div', 'row'));
  const submit = createElement('button', 'primary idle', 'Send');
  row.append(createButton('Cancel', cancel), submit);
  form.addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && !event.shiftKey) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  asked.replaceWith(form);
  field.focus();
  field.setSelectionRange(question.length, question.length);
}
