import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * @typedef {object} Peer One connection, from the side of the gateway.
 * @property {(message: unknown) => void} send
 * @property {any[]} received
 * @property {import('ws').WebSocket} socket
 * @property {string} apiKey
 */

/**
 * A WebSocket gateway on a real socket, with API Gateway's limits, whose reactions a test determines.
 *
 * @param {(message: any, peer: Peer) => void} react
 * @param {{ refuse?: (apiKey: string) => number | null }} [handshake] Returns a status for API keys that may not
 *   connect.
 */
export async function startWebSocketGateway(react, { refuse = () => null } = {}) {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'streambed.v1' });
  /** @type {Peer[]} */
  const peers = [];
  let attempts = 0;
  server.on('upgrade', (request, wire, head) => {
    attempts += 1;
    const protocols = String(request.headers['sec-websocket-protocol']).split(/,\s*/);
    const apiKey = protocols.find(name => name.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
    const status = protocols.includes('streambed.v1') ? refuse(apiKey) : 400;
    if (status !== null)
      return void wire.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, wire, head, socket => peers.push(accept(socket, apiKey, react)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `ws://127.0.0.1:${port}/prod`,
    peers,
    attempts: () => attempts,
    receivedOf: (/** @type {string} */ action) =>
      peers.flatMap(peer => peer.received).filter(message => message.action === action),
    close() {
      for (const { socket } of peers) socket.terminate();
      server.close();
    },
  };
}

/** @param {import('ws').WebSocket} socket @param {string} apiKey @param {(message: any, peer: Peer) => void} react @returns {Peer} */
function accept(socket, apiKey, react) {
  /** @type {Peer} */
  const peer = { send: message => socket.send(JSON.stringify(message)), received: [], socket, apiKey };
  socket.on('message', data => {
    if (Buffer.byteLength(/** @type {Buffer} */ (data)) > 32 * 1024) return socket.close(1009);
    const message = JSON.parse(String(data));
    peer.received.push(message);
    react(message, peer);
  });
  return peer;
}

/** Sends an answer as the gateway does. @param {Peer} peer @param {string} id @param {string[]} chunks @param {object} [last] */
export function answer(
  peer,
  id,
  chunks,
  last = {
    type: 'done',
    stopReason: 'end_turn',
    usage: { inputTokens: 1, outputTokens: chunks.length, costNanoUsd: 315 },
  },
) {
  peer.send({ id, seq: 0, type: 'start', requestId: `r-${id}`, modelId: 'm' });
  chunks.forEach((content, at) => {
    peer.send({ id, seq: at + 1, type: 'content', content });
  });
  peer.send({ id, seq: chunks.length + 1, ...last });
}
