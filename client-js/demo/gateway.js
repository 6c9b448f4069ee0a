import { DOORS } from './settings.js';
import { createClient } from './src/index.js';

/** @import { Settings } from './settings.js' */

/**
 * The client for what is set right now; a new one when an address, the token or the way has changed.
 *
 * @param {Settings} settings
 */
export function createGateway(settings) {
  /** @type {{ key: string, client: import('./src/index.js').Client } | null} */
  let current = null;

  const wanted = () => {
    const { address, transport } = DOORS[settings.door] ?? {
      address: /** @type {const} */ ('functionUrl'),
      transport: /** @type {const} */ ('sse'),
    };
    return { endpoint: settings[address], transport, token: settings.token };
  };

  return {
    /** Whether there is an address and a token. */
    ready: () => wanted().endpoint !== '' && settings.token !== '',
    client() {
      const options = wanted();
      const key = JSON.stringify(options);
      if (current?.key !== key) {
        current?.client.close();
        current = { key, client: createClient(options) };
      }
      return current.client;
    },
  };
}
