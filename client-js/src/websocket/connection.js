import { StreambedError } from '../error.js';

/** @import { Settings } from '../options.js' */
/** @import { SocketLike } from '../types.js' */

/**
 * @typedef {object} Listener Receives the messages of one answer.
 * @property {(message: any, length: number) => void} message
 * @property {(error: StreambedError) => void} lost
 */

/** How long to wait for any message after a ping, in milliseconds. */
const PONG_TIMEOUT = 15_000;

/**
 * One open WebSocket that carries several answers, distinguished by their ids. Pings when it is idle, and takes silence
 * after a ping as a lost connection.
 *
 * @param {SocketLike} socket
 * @param {Pick<Settings, 'keepAlive' | 'maxBuffer'> & { apiKey: string }} settings
 * @returns {Connection}
 */
export function createConnection(socket, { keepAlive, maxBuffer, apiKey }) {
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
    // Otherwise Node would wait for it; in a browser a timer is a number.
    /** @type {any} */ (timer).unref?.();
  }

  function restartKeepAlive() {
    if (keepAlive > 0 && open) after(keepAlive, ping);
  }

  function ping() {
    socket.send('{"action":"ping"}');
    after(Math.min(keepAlive, PONG_TIMEOUT), () =>
      drop(new StreambedError('connection_lost', 'The gateway does not respond any more.')),
    );
  }

  socket.addEventListener('message', ({ data }) => {
    restartKeepAlive();
    if (typeof data !== 'string') return;
    if (data.length > maxBuffer)
      return drop(new StreambedError('buffer_full', `A message is longer than ${maxBuffer} characters.`));
    route(listeners, data);
  });
  socket.addEventListener('close', ({ code }) =>
    drop(new StreambedError('connection_lost', `The connection was closed (${code}).`)),
  );
  restartKeepAlive();

  return {
    apiKey,
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
 * Routes a message to its answer. An error without an id, such as API Gateway's own, belongs to an answer that has not
 * begun; it goes to the only listener, if there is exactly one.
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
 * @property {string} apiKey
 * @property {boolean} usable Whether new answers may use it.
 * @property {number} age Milliseconds.
 * @property {(text: string) => void} send
 * @property {(id: string, listener: Listener) => () => void} listen Returns a function that removes the listener.
 * @property {() => void} retire Closes it after its last answer.
 * @property {(error: StreambedError) => void} drop Closes it now.
 */
