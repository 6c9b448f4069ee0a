import { createConversation } from './conversation.js';
import { keptTurn } from './turn.js';

/** @import { Conversation, ConversationContext } from './conversation.js' */
/** @import { ConversationStore } from './conversation-store.js' */

const CURRENT = 'streambed-conversation';
const LONGEST_TITLE = 60;

/**
 * The conversations: one is shown, answers of others go on in the background, and all are in the list.
 *
 * @param {object} parts
 * @param {ConversationStore} parts.store
 * @param {Omit<ConversationContext, 'onChange'>} parts.context
 * @param {(conversation: Conversation) => void} parts.onShow
 * @param {() => void} parts.onList The list has changed.
 */
export function createConversations({ store, context, onShow, onList }) {
  /** Those that are in use on this page. @type {Map<string, Conversation>} */
  const open = new Map();
  /** @type {Set<string>} */
  const removed = new Set();
  let current = create(newId(), []);

  /** @param {string} id @param {import('./turn.js').Turn[]} turns */
  function create(id, turns) {
    const conversation = createConversation({ ...context, onChange: keep }, { id, turns });
    open.set(id, conversation);
    return conversation;
  }

  /** @param {Conversation} conversation */
  function keep({ id, turns }) {
    const [first] = turns;
    if (first === undefined || removed.has(id)) return;
    const title = first.question.replace(/\s+/g, ' ').slice(0, LONGEST_TITLE);
    void store.save({ id, title, updatedAt: Date.now() }, [...turns]);
    onList();
  }

  /** One that was removed is kept again. @param {Conversation} conversation */
  function show(conversation) {
    open.set(conversation.id, conversation);
    if (removed.delete(conversation.id)) keep(conversation);
    current = conversation;
    rememberCurrent(conversation.id);
    onShow(conversation);
    onList();
  }

  /** @param {string} id */
  async function openKept(id) {
    const conversation = open.get(id);
    if (conversation !== undefined) return show(conversation);
    const turns = await store.load(id);
    if (turns !== null) show(create(id, turns.map(keptTurn)));
  }

  const begin = () => show(create(newId(), []));

  return {
    get current() {
      return current;
    },
    begin() {
      const before = current;
      begin();
      if (before.turns.length > 0) context.offerUndo('A new conversation.', () => show(before));
    },
    open: openKept,
    /** Shows what this tab has shown before, or a new conversation. */
    async resume() {
      const id = lastShown();
      show(current);
      if (id !== null) await openKept(id);
    },
    /** @param {string} id */
    async remove(id) {
      const turns = open.get(id)?.turns ?? (await store.load(id)) ?? [];
      const wasCurrent = id === current.id;
      const conversation = open.get(id) ?? create(id, turns.map(keptTurn));
      removed.add(id);
      conversation.stop();
      await store.remove(id);
      if (wasCurrent) begin();
      onList();
      context.offerUndo('The conversation was deleted.', () => {
        removed.delete(id);
        keep(conversation);
        if (wasCurrent) show(conversation);
      });
    },
    async clear() {
      for (const conversation of open.values()) {
        removed.add(conversation.id);
        conversation.stop();
      }
      open.clear();
      await store.clear();
      begin();
    },
  };
}

const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} id */
function rememberCurrent(id) {
  try {
    sessionStorage.setItem(CURRENT, id);
  } catch {
    // The page works without storage, too.
  }
}

/** The conversation that this tab showed before it was loaded again. */
function lastShown() {
  try {
    return sessionStorage.getItem(CURRENT);
  } catch {
    return null;
  }
}
