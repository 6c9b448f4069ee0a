/**
 * The client without the code for WebSocket.
 *
 * @module
 */

import { createClientOver } from '../client.js';
import { refuse, settingsOf } from '../options.js';
import { httpTransport } from './transport.js';

export * from '../common.js';

/**
 * A client of one gateway over its Function URL or REST API. It opens no connection before the first question.
 *
 * @param {import('../types.js').ClientOptions} options
 * @returns {import('../types.js').Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  if (settings.transport === 'websocket')
    refuse('@streambed/client/http has no WebSocket: import @streambed/client or @streambed/client/websocket');
  return createClientOver(settings, httpTransport(settings));
}
