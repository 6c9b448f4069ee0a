import { StreambedError } from '../error.js';
import { pause } from '../retry.js';
import { askToken } from '../token.js';
import { createConnection } from './connection.js';
import { dial } from './dial.js';

/** @import { Settings } from '../options.js' */
/** @import { Connection } from './connection.js' */

/**
 * The client's way to the gateway: one connection for all answers, opened when it is needed and replaced when it is lost, grows
 * old, or its token has run out. However many answers wait, one attempt to connect is under way at a time, and after failures they
 * wait together, longer each time: a gateway that comes back is not met by all at once.
 *
 * @param {Settings} settings
 */
export function createLine(settings) {
  /** @type {Connection | null} */
  let current = null;
  /** @type {Promise<Connection> | null} */
  let dialing = null;
  /** @type {Set<Connection>} */
  const all = new Set();
  let failures = 0;
  let closed = false;

  async function connect() {
    const most = Math.min(settings.maxRetryDelay, settings.retryDelay * 2 ** failures);
    if (failures > 0) await pause(Math.random() * most);
    try {
      const { socket, token } = await dial(settings);
      if (closed) socket.close();
      failures = 0;
      return remember(createConnection(socket, { ...settings, token }));
    } catch (error) {
      failures += 1;
      throw error;
    } finally {
      dialing = null;
    }
  }

  /** @param {Connection} connection */
  function remember(connection) {
    for (const other of all) if (!other.usable) all.delete(other);
    all.add(connection);
    current = connection;
    return connection;
  }

  return {
    /** @returns {Promise<Connection>} */
    async connection() {
      if (closed) throw clientClosed();
      if (current !== null && current.age > settings.maxConnectionAge) current.retire();
      if (current?.usable) return current;
      dialing ??= connect();
      const connection = await dialing;
      if (closed) throw clientClosed();
      return connection;
    },
    /**
     * After the token was refused on an open connection: whether there is a fresh one, for a new connection.
     *
     * @param {Connection} connection
     */
    async renew(connection) {
      if ((await askToken(settings.token, true)) === connection.token) return false;
      connection.retire();
      return true;
    },
    close() {
      closed = true;
      for (const connection of all) connection.drop(clientClosed());
    },
  };
}

const clientClosed = () => new StreambedError('closed', 'The client was closed.');

/** @typedef {ReturnType<typeof createLine>} Line */
