import { createModelCatalog } from './model-catalog.js';
import { createConversation } from './conversation.js';
import { bindSettingsForm } from './settings-form.js';
import { createGatewayClient } from './gateway-client.js';
import { createAutoScroll } from './auto-scroll.js';
import { loadSettings, preferred, saveSettings } from './settings.js';

/** @param {string} id @returns {any} */
const byId = id => document.getElementById(id);

const { settings, defaults, models } = await loadSettings();
const catalog = createModelCatalog(models);
const gateway = createGatewayClient(settings);
const fields = bindSettingsForm(settings, catalog, () => {
  saveSettings(settings, defaults);
  void refresh();
});
const refresh = async () => {
  if (!(await catalog.refresh(settings))) return;
  // Only a default model is replaced, never one that the user chose.
  if (settings.model === defaults.model && !catalog.ids().includes(settings.model)) {
    defaults.model = settings.model = preferred(catalog.ids());
  }
  fields.show();
};
const autoScroll = createAutoScroll(byId('scroller'), byId('latest'));
/** @type {HTMLTextAreaElement} */
const input = byId('question');
/** @type {import('./src/types.js').Answer | null} */
let running = null;
let conversation = begin();

function begin() {
  const element = document.createElement('div');
  byId('talk').replaceChildren(element);
  byId('welcome').hidden = false;
  return createConversation({
    element,
    choices: () => ({
      client: gateway.client(),
      modelId: settings.model,
      system: settings.system,
      maxTokens: Number(settings.maxTokens) || 2048,
    }),
    onRunning: answer => {
      if (element.isConnected) setRunning(answer);
    },
    openSettings: field => fields.open(field),
    onGrowth: () => autoScroll.follow(),
    announce: sentence => {
      if (element.isConnected) announce(sentence);
    },
  });
}

/** @param {string} sentence */
function announce(sentence) {
  byId('status').textContent = sentence;
}

/** @param {typeof running} answer */
function setRunning(answer) {
  running = answer;
  document.body.classList.toggle('streaming', answer !== null);
  const name = answer === null ? 'Send' : 'Stop';
  byId('send').setAttribute('aria-label', name);
  byId('send').title = name;
}

/** @param {string} question */
function ask(question) {
  const missing = gateway.missing();
  if (missing !== null) return fields.open(missing);
  input.value = '';
  fit();
  byId('welcome').hidden = true;
  announce('The answer is on its way.');
  void conversation.ask(question);
  autoScroll.toEnd();
}

function fit() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
}

byId('composer').addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  const question = input.value.trim();
  if (running !== null) running.stop();
  else if (question !== '') ask(question);
});
input.addEventListener('input', fit);
input.addEventListener('keydown', event => {
  // While an input method composes a word, Enter accepts the composition.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const question = input.value.trim();
  if (running === null && question !== '') ask(question);
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && running !== null && !byId('settings').open) running.stop();
});
byId('suggestions').addEventListener('click', (/** @type {MouseEvent} */ event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  if (button !== null) ask(button.textContent ?? '');
});
byId('anew').addEventListener('click', () => {
  running?.stop();
  setRunning(null);
  conversation = begin();
  announce('A new conversation.');
  input.focus();
});
input.focus();
void refresh();
