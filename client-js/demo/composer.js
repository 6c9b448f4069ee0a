import { showAttachments } from './attachment-view.js';
import { attachmentOf, typesFor } from './attachments.js';
import { byId, createElement } from './dom.js';

/** @import { Attachment } from './attachments.js' */

/**
 * Where the user writes a question and attaches files to it.
 *
 * @param {object} parts
 * @param {(question: string, attachments: Attachment[]) => boolean} parts.onSend Whether it was asked.
 * @param {() => void} parts.onStop
 * @param {() => string} parts.modelId
 * @param {(sentence: string) => void} parts.onProblem
 */
export function bindComposer({ onSend, onStop, modelId, onProblem }) {
  /** @type {HTMLTextAreaElement} */
  const input = byId('question');
  /** @type {HTMLInputElement} */
  const chooser = byId('files');
  /** @type {Attachment[]} */
  let attachments = [];
  let isRunning = false;

  function fit() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
  }

  function showFiles() {
    const box = createElement('div');
    showAttachments(box, attachments, removed => {
      attachments = attachments.filter(attachment => attachment !== removed);
      showFiles();
      input.focus();
    });
    byId('attached').replaceChildren(...box.children);
  }

  function send() {
    const question = input.value.trim();
    if (isRunning || question === '' || !onSend(question, attachments)) return;
    input.value = '';
    attachments = [];
    showFiles();
    fit();
  }

  /** @param {Iterable<File>} files */
  async function attach(files) {
    for (const file of files) {
      try {
        attachments = [...attachments, await attachmentOf(file, modelId())];
      } catch (error) {
        onProblem(error instanceof Error ? error.message : String(error));
      }
    }
    showFiles();
    input.focus();
  }

  byId('composer').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    if (isRunning) onStop();
    else send();
  });
  input.addEventListener('input', fit);
  input.addEventListener('keydown', event => {
    // While an input method composes a word, Enter accepts the composition.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  input.addEventListener('paste', event => {
    const files = event.clipboardData?.files ?? [];
    if (files.length === 0) return;
    event.preventDefault();
    void attach(files);
  });
  byId('attach').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    void attach([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  document.addEventListener('dragover', event => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  document.addEventListener('drop', event => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void attach(event.dataTransfer.files);
  });

  return {
    focus: () => input.focus(),
    /** @param {boolean} running */
    setRunning(running) {
      isRunning = running;
      document.body.classList.toggle('streaming', running);
      byId('send').setAttribute('aria-label', running ? 'Stop' : 'Send');
      byId('send').title = running ? 'Stop' : 'Send';
    },
    /** After another model was chosen. */
    showTypes() {
      const types = typesFor(modelId());
      chooser.accept = types.join(',');
      byId('attach').hidden = types.length === 0;
    },
  };
}
