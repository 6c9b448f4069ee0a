import { createSharedConnection } from './shared-connection.js';
import { webSocketStream } from './stream.js';

/** @param {import('../options.js').Settings} settings @returns {import('../transport.js').Transport} */
export function webSocketTransport(settings) {
  const connection = createSharedConnection(settings);
  return {
    stream: (question, controls) => webSocketStream(settings, connection, question, controls),
    complete: null,
    read: null,
    close: () => connection.close(),
  };
}
