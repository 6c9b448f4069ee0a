import { createAutoScroll } from './auto-scroll.js';
import { bindComposer } from './composer.js';
import { showConversationList } from './conversation-list.js';
import { createConversationStore } from './conversation-store.js';
import { createConversations } from './conversations.js';
import { byId } from './dom.js';
import { createGatewayClient } from './gateway-client.js';
import { createModelCatalog } from './model-catalog.js';
import { createNotice } from './notice.js';
import { bindSettingsForm } from './settings-form.js';
import { loadSettings, preferred, saveSettings } from './settings.js';
import { bindSidebar } from './sidebar.js';

/** @import { Attachment } from './attachments.js' */
/** @import { Conversation } from './conversation.js' */

const { settings, defaults, models } = await loadSettings();
const catalog = createModelCatalog(models);
const gateway = createGatewayClient(settings);
const store = await createConversationStore(
  () => settings.history === 'yes',
  id => void conversations.changedElsewhere(id),
);
const autoScroll = createAutoScroll(byId('scroller'), byId('latest'));
const notice = createNotice();
const sidebar = bindSidebar();
let appliedHistory = settings.history;
const fields = bindSettingsForm(settings, catalog, () => {
  saveSettings(settings, defaults);
  showChoices();
  void applyHistory();
  void refresh();
});
const composer = bindComposer({
  onSend: ask,
  onStop: () => conversations.current.stop(),
  modelId: () => settings.model,
  onProblem(sentence) {
    notice.show(sentence);
    announce(sentence);
  },
});
const conversations = createConversations({
  store,
  context: {
    client: gateway.client,
    choices: () => ({
      modelId: settings.model,
      system: settings.system,
      maxTokens: Number(settings.maxTokens) || 2048,
    }),
    nameOf: catalog.nameOf,
    onRunning: conversation => isShown(conversation) && composer.setRunning(conversation.running !== null),
    onGrowth: conversation => isShown(conversation) && autoScroll.follow(),
    announce: (conversation, sentence) => isShown(conversation) && announce(sentence),
    offerUndo(sentence, undo) {
      notice.show(sentence, undo);
      announce(`${sentence} It can be undone.`);
    },
    openSettings: fields.open,
  },
  onShow(conversation) {
    byId('talk').replaceChildren(conversation.element);
    byId('welcome').hidden = conversation.turns.length > 0;
    composer.setRunning(conversation.running !== null);
    autoScroll.toEnd();
  },
  onList: showList,
});

/** @param {Conversation} conversation */
function isShown(conversation) {
  return conversation.element.isConnected;
}

function showList() {
  showConversationList(byId('titles'), store.titles(), conversations.current.id, {
    open: id => {
      sidebar.close();
      notice.hide();
      void conversations.open(id);
    },
    rename: (id, title) => (title === null ? showList() : void conversations.rename(id, title)),
    remove: id => {
      notice.hide();
      void conversations.remove(id);
    },
  });
  byId('no-titles').hidden = store.titles().length > 0;
  byId('clear').hidden = store.titles().length === 0;
}

function showChoices() {
  byId('no-titles').textContent =
    settings.history === 'yes'
      ? 'Your conversations are kept here, on this device only.'
      : 'Your conversations stay here until you leave the page.';
  byId('instructions').hidden = settings.system === '';
  byId('instructions-text').textContent = settings.system;
  composer.showTypes();
}

/** Only a change of this choice is applied: other tabs, too, keep conversations in the store. */
async function applyHistory() {
  if (settings.history === appliedHistory) return;
  appliedHistory = settings.history;
  await store.applyChoice();
  showList();
}

async function refresh() {
  if (!(await catalog.refresh(settings))) return;
  // Only a default model is replaced, never one that the user chose.
  if (settings.model === defaults.model && !catalog.ids().includes(settings.model)) {
    defaults.model = settings.model = preferred(catalog.ids());
  }
  fields.show();
  showChoices();
}

/** @param {string} sentence */
function announce(sentence) {
  byId('status').textContent = sentence;
}

/** @param {string} question @param {Attachment[]} attachments @returns {boolean} whether it was asked */
function ask(question, attachments) {
  const missing = gateway.missing();
  if (missing !== null) fields.open(missing);
  if (missing !== null || conversations.current.running !== null) return false;
  byId('welcome').hidden = true;
  notice.hide();
  announce('The answer is on its way.');
  conversations.current.ask(question, attachments);
  autoScroll.toEnd();
  return true;
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) conversations.current.stop();
});
byId('suggestions').addEventListener('click', (/** @type {MouseEvent} */ event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest('button');
  if (button !== null) ask(button.textContent ?? '', []);
});
byId('anew').addEventListener('click', () => {
  sidebar.close();
  conversations.begin();
  composer.focus();
});
byId('instructions').addEventListener('click', () => fields.open('system'));
byId('clear').addEventListener('click', () => {
  if (!confirm('Delete all conversations on this device?')) return;
  notice.hide();
  void conversations.clear();
});
showChoices();
await conversations.resume();
composer.focus();
void refresh();
