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
    const conversation = createConversation({ ...context, onChange: changed => keep(changed) }, { id, turns });
    open.set(id, conversation);
    return conversation;
  }

  /** @param {Conversation} conversation @param {string | null} [name] What the user has named it. */
  function keep({ id, turns }, name = store.nameOf(id)) {
    const [first] = turns;
    if (first === undefined || removed.has(id)) return;
    const title = name ?? first.question.replace(/\s+/g, ' ').slice(0, LONGEST_TITLE);
    void store.save({ id, title, updatedAt: Date.now(), isNamed: name !== null }, [...turns]);
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

  /** Takes over what another tab has made of a conversation, unless it is in use here. @param {{ id: string }} changed */
  async function takeOver({ id }) {
    const turns = await store.load(id);
    const here = open.get(id);
    if (here === undefined || isInUse(here) || (turns !== null && saysTheSame(turns, here.turns))) return;
    if (turns === null) {
      // What is shown stays, and is kept again when it goes on.
      if (here !== current) open.delete(id);
    } else if (turns.every(({ ended }) => ended)) {
      removed.delete(id);
      const conversation = create(id, turns);
      if (here === current) show(conversation);
    }
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
      const name = store.nameOf(id);
      const conversation = open.get(id) ?? create(id, turns.map(keptTurn));
      removed.add(id);
      conversation.stop();
      await store.remove(id);
      if (wasCurrent) begin();
      onList();
      context.offerUndo('The conversation was deleted.', () => {
        removed.delete(id);
        keep(conversation, name);
        if (wasCurrent) show(conversation);
      });
    },
    /** @param {string} id @param {string} title */
    async rename(id, title) {
      const renamed = store.rename(id, title);
      onList();
      await renamed;
    },
    /** Another tab has changed one, or all. @param {string | null} id */
    async changedElsewhere(id) {
      onList();
      for (const conversation of [...open.values()]) {
        if (id === null || conversation.id === id) await takeOver(conversation);
      }
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

/** @param {import('./turn.js').Turn[]} some @param {import('./turn.js').Turn[]} others */
const saysTheSame = (some, others) =>
  some.length === others.length &&
  some.every(({ question, answer }, at) => question === others[at]?.question && answer === others[at]?.answer);

/** Whether an answer is being written or a question edited. @param {Conversation} conversation */
const isInUse = ({ running, element }) => running !== null || element.querySelector('.editor') !== null;

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
