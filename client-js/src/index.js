/**
 * Streams answers of Amazon Bedrock from a Streambed gateway: a question goes in, chunks of text come out.
 *
 * @module
 */

import { createClientOver } from './client.js';
import { httpTransport } from './http/transport.js';
import { settingsOf } from './options.js';
import { webSocketTransport } from './websocket/transport.js';

export * from './common.js';

/**
 * A client of one gateway, over whatever its endpoint speaks. It opens no connection before the first question.
 *
 * @param {import('./types.js').ClientOptions} options
 * @returns {import('./types.js').Client}
 */
export function createClient(options) {
  const settings = settingsOf(options);
  const transport = settings.transport === 'websocket' ? webSocketTransport : httpTransport;
  return createClientOver(settings, transport(settings));
}
