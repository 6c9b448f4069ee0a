import { StreambedError } from '../error.js';
import { pause } from '../retry.js';
import { resolveApiKey } from '../api-key.js';
import { createConnection } from './connection.js';
import { dial } from './dial.js';

/** @import { Settings } from '../options.js' */
/** @import { Connection } from './connection.js' */

/**
 * The connection that all answers of a client share. It is opened when it is needed, and replaced when it is lost, too
 * old, or its API key has expired. Only one attempt to connect runs at a time, for however many answers wait; after
 * failures they wait together with exponential backoff, so that a gateway that recovers is not overrun.
 *
 * @param {Settings} settings
 */
export function createSharedConnection(settings) {
  /** @type {Connection | null} */
  let current = null;
  /** @type {Promise<Connection> | null} */
  let dialing = null;
  /** @type {Set<Connection>} */
  const all = new Set();
  let failures = 0;
  let closed = false;

  async function connect() {
    const maxDelay = Math.min(settings.maxRetryDelay, settings.retryDelay * 2 ** failures);
    if (failures > 0) await pause(Math.random() * maxDelay);
    try {
      const { socket, apiKey } = await dial(settings);
      if (closed) socket.close();
      failures = 0;
      return use(createConnection(socket, { ...settings, apiKey }));
    } catch (error) {
      failures += 1;
      throw error;
    } finally {
      dialing = null;
    }
  }

  /** @param {Connection} connection */
  function use(connection) {
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
     * Called after the API key was refused on an open connection. Resolves to whether there is a new key, for a new
     * connection.
     *
     * @param {Connection} connection
     */
    async renew(connection) {
      if ((await resolveApiKey(settings.apiKey, connection.apiKey, 401)) === connection.apiKey) return false;
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

/** @typedef {ReturnType<typeof createSharedConnection>} SharedConnection */
