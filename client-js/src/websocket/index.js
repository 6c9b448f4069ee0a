/**
 * The client without the code for HTTP.
 *
 * @module
 */

import { createClientOver } from '../client.js';
import { refuse, settingsOf } from '../options.js';
import { webSocketTransport } from './transport.js';

export * from '../common.js';

/**
 * A client of one gateway over its WebSocket API. It opens no connection before the first question.
 *
 * @param {import('../types.js').ClientOptions} options
 * @returns {import('../types.js').Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  if (settings.transport !== 'websocket')
    refuse('@streambed/client/websocket has no HTTP: import @streambed/client or @streambed/client/http');
  return createClientOver(settings, webSocketTransport(settings));
}
