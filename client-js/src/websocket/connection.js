import { StreambedError } from '../error.js';

/** @import { Settings } from '../options.js' */
/** @import { SocketLike } from '../types.js' */

/**
 * @typedef {object} Listener What one answer hears.
 * @property {(message: any, length: number) => void} message
 * @property {(error: StreambedError) => void} lost
 */

/** How long a ping waits for any message, in milliseconds. */
const PATIENCE = 15_000;

/**
 * One open WebSocket with several answers on it, told apart by their ids. Pings when it is quiet, and takes silence after a ping
 * for a dead line.
 *
 * @param {SocketLike} socket
 * @param {Pick<Settings, 'keepAlive' | 'maxBuffer'> & { token: string }} settings
 * @returns {Connection}
 */
export function createConnection(socket, { keepAlive, maxBuffer, token }) {
  /** @type {Map<string, Listener>} */
  const listeners = new Map();
  const opened = Date.now();
  let open = true;
  let retired = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {StreambedError} error */
  function drop(error) {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    socket.close();
    for (const listener of [...listeners.values()]) listener.lost(error);
    listeners.clear();
  }

  /** @param {number} milliseconds @param {() => void} act */
  function after(milliseconds, act) {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
    // Node would wait for it; a browser's timer is a number.
    /** @type {any} */ (timer).unref?.();
  }

  function heard() {
    if (keepAlive > 0 && open) after(keepAlive, ping);
  }

  function ping() {
    socket.send('{"action":"ping"}');
    after(Math.min(keepAlive, PATIENCE), () =>
      drop(new StreambedError('connection_lost', 'The gateway does not answer any more.')),
    );
  }

  socket.addEventListener('message', ({ data }) => {
    heard();
    if (typeof data !== 'string') return;
    if (data.length > maxBuffer)
      return drop(new StreambedError('buffer_full', `A message is longer than ${maxBuffer} characters.`));
    route(listeners, data);
  });
  socket.addEventListener('close', ({ code }) =>
    drop(new StreambedError('connection_lost', `The connection was closed (${code}).`)),
  );
  heard();

  return {
    token,
    get usable() {
      return open && !retired;
    },
    get age() {
      return Date.now() - opened;
    },
    /** @param {string} text */
    send(text) {
      if (open) socket.send(text);
    },
    listen(id, listener) {
      listeners.set(id, listener);
      return () => {
        if (listeners.get(id) === listener) listeners.delete(id);
        if (retired && listeners.size === 0) drop(new StreambedError('closed', 'The connection was replaced.'));
      };
    },
    retire() {
      retired = true;
      if (listeners.size === 0) drop(new StreambedError('closed', 'The connection was replaced.'));
    },
    drop,
  };
}

/**
 * A refusal that names no answer, as API Gateway's own, can only be meant for one that has not begun: the one that listens, when
 * it is the only one.
 *
 * @param {Map<string, Listener>} listeners
 * @param {string} data
 */
function route(listeners, data) {
  const message = parsed(data);
  if (message?.type === 'pong') return;
  const named = typeof message?.id === 'string' ? listeners.get(message.id) : undefined;
  const [only] = listeners.size === 1 && message?.id === undefined ? listeners.values() : [];
  (named ?? only)?.message(message, data.length);
}

/** @param {string} data */
function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

/**
 * @typedef {object} Connection
 * @property {string} token
 * @property {boolean} usable Whether new answers may go over it.
 * @property {number} age Milliseconds.
 * @property {(text: string) => void} send
 * @property {(id: string, listener: Listener) => () => void} listen Returns what ends it.
 * @property {() => void} retire Closes it after its last answer.
 * @property {(error: StreambedError) => void} drop Closes it now.
 */
