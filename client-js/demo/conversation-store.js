/** @import { Turn } from './turn.js' */

/**
 * @typedef {{ id: string, title: string, updatedAt: number, isNamed?: boolean }} Title Milliseconds since 1970; and
 *   whether the user has named it
 * @typedef {Awaited<ReturnType<typeof createConversationStore>>} ConversationStore
 */

const DATABASE = 'streambed';
const STORES = /** @type {const} */ (['titles', 'turns']);

/**
 * Keeps conversations on this device, in IndexedDB, which has room for attached files. Where the user does not want
 * that or the browser has no storage, they last as long as the page.
 *
 * @param {() => boolean} isWanted
 * @param {(id: string | null) => void} onOtherTab Another tab has changed a conversation, or all.
 */
export async function createConversationStore(isWanted, onOtherTab) {
  const database = await open().catch(() => null);
  /** @type {Map<string, Title>} */
  const titles = new Map();
  /** @type {Map<string, Turn[]>} */
  const turns = new Map();
  let changes = 0;
  const otherTabs = createChannel(id => void changedElsewhere(id));
  if (isWanted()) for (const title of await kept()) titles.set(title.id, title);
  else await erase();

  /** @returns {Promise<Title[]>} */
  async function kept() {
    return (await request('readonly', ([all]) => all?.getAll())) ?? [];
  }

  /** @param {string | null} id */
  async function changedElsewhere(id) {
    if (!isWanted()) return;
    let before;
    let listed;
    do {
      before = changes;
      listed = await request('readonly', ([all]) => all?.getAll());
    } while (before !== changes);
    if (listed === null) return;
    titles.clear();
    for (const title of listed) titles.set(title.id, title);
    if (id === null) turns.clear();
    else turns.delete(id);
    onOtherTab(id);
  }

  /** @param {string} id */
  async function write(id) {
    const title = titles.get(id);
    const text = turns.get(id);
    if (!isWanted() || title === undefined || text === undefined) return;
    await request('readwrite', ([all, texts]) => {
      all?.put(title);
      return texts?.put(text, id);
    });
    otherTabs.tell(id);
  }

  async function erase() {
    await request('readwrite', ([all, texts]) => {
      all?.clear();
      return texts?.clear();
    });
    otherTabs.tell(null);
  }

  /**
   * @param {IDBTransactionMode} mode
   * @param {(stores: IDBObjectStore[]) => IDBRequest | undefined} act
   * @returns {Promise<any>} null if it failed: the conversation then lasts as long as the page
   */
  async function request(mode, act) {
    try {
      const transaction = database?.transaction(STORES, mode);
      return transaction ? await resultOf(act(STORES.map(name => transaction.objectStore(name)))) : null;
    } catch {
      return null;
    }
  }

  return {
    /** The newest first. */
    titles: () => [...titles.values()].sort((one, other) => other.updatedAt - one.updatedAt),
    /** @param {string} id @returns {Promise<Turn[] | null>} */
    async load(id) {
      const text = turns.get(id) ?? (await request('readonly', ([, texts]) => texts?.get(id))) ?? null;
      if (text !== null) turns.set(id, text);
      return text;
    },
    /** @param {Title} title @param {Turn[]} text */
    async save(title, text) {
      changes += 1;
      titles.set(title.id, title);
      turns.set(title.id, text);
      await write(title.id);
    },
    /** The title that the user gave it, if any. @param {string} id */
    nameOf: id => (titles.get(id)?.isNamed ? (titles.get(id)?.title ?? null) : null),
    /** @param {string} id @param {string} name */
    async rename(id, name) {
      const known = titles.get(id);
      if (known === undefined) return;
      const title = { ...known, title: name, isNamed: true };
      changes += 1;
      titles.set(id, title);
      if (!isWanted()) return;
      await request('readwrite', ([all]) => all?.put(title));
      otherTabs.tell(id);
    },
    /** @param {string} id */
    async remove(id) {
      changes += 1;
      titles.delete(id);
      turns.delete(id);
      await request('readwrite', ([all, texts]) => {
        all?.delete(id);
        return texts?.delete(id);
      });
      otherTabs.tell(id);
    },
    async clear() {
      changes += 1;
      titles.clear();
      turns.clear();
      await erase();
    },
    /** After the user has changed whether they want it. Otherwise what this page has not loaded is gone. */
    async applyChoice() {
      if (isWanted()) {
        for (const id of turns.keys()) await write(id);
        return;
      }
      await erase();
      for (const id of titles.keys()) if (!turns.has(id)) titles.delete(id);
    },
  };
}

/** @param {(id: string | null) => void} onChange */
function createChannel(onChange) {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {} };
  const channel = new BroadcastChannel('streambed-conversations');
  channel.addEventListener('message', ({ data }) => onChange(data));
  return { tell: (/** @type {string | null} */ id) => channel.postMessage(id) };
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore('titles', { keyPath: 'id' });
    opening.result.createObjectStore('turns');
  });
  return resultOf(opening);
}

/** @param {IDBRequest | undefined} request @returns {Promise<any>} */
const resultOf = request =>
  new Promise((resolve, reject) => {
    if (request === undefined) return resolve(null);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
    request.addEventListener('blocked', () => reject(new Error('blocked')));
  });
