import { FRONT_DOORS } from './settings.js';
import { createClient } from './src/index.js';

/** @import { Settings } from './settings.js' */

/**
 * The client for the current settings; a new one if the address, the API key or the transport has changed.
 *
 * @param {Settings} settings
 */
export function createGatewayClient(settings) {
  /** @type {{ key: string, client: import('./src/index.js').Client } | null} */
  let current = null;

  const wanted = () => {
    const { address, transport } = FRONT_DOORS[settings.door] ?? {
      address: /** @type {const} */ ('functionUrl'),
      transport: /** @type {const} */ ('sse'),
    };
    return { endpoint: settings[address], transport, apiKey: settings.apiKey };
  };

  return {
    /** What the settings do not have yet. @returns {'address' | 'apiKey' | null} */
    missing: () => (wanted().endpoint === '' ? 'address' : settings.apiKey === '' ? 'apiKey' : null),
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
