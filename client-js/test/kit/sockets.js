import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * @typedef {object} Peer One connection, as the gateway sees it.
 * @property {(message: unknown) => void} say
 * @property {any[]} heard
 * @property {import('ws').WebSocket} socket
 * @property {string} token
 */

/**
 * A gateway's WebSocket on a real socket, with API Gateway's limits, that does what a test says.
 *
 * @param {(message: any, peer: Peer) => void} react
 * @param {{ refuse?: (token: string) => number | null }} [door] A status for tokens that may not connect.
 */
export async function startSockets(react, { refuse = () => null } = {}) {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'streambed.v1' });
  /** @type {Peer[]} */
  const peers = [];
  let attempts = 0;
  server.on('upgrade', (request, wire, head) => {
    attempts += 1;
    const protocols = String(request.headers['sec-websocket-protocol']).split(/,\s*/);
    const token = protocols.find(name => name.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
    const status = protocols.includes('streambed.v1') ? refuse(token) : 400;
    if (status !== null)
      return void wire.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, wire, head, socket => peers.push(greet(socket, token, react)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `ws://127.0.0.1:${port}/prod`,
    peers,
    attempts: () => attempts,
    heard: (/** @type {string} */ action) =>
      peers.flatMap(peer => peer.heard).filter(message => message.action === action),
    close() {
      for (const { socket } of peers) socket.terminate();
      server.close();
    },
  };
}

/** @param {import('ws').WebSocket} socket @param {string} token @param {(message: any, peer: Peer) => void} react @returns {Peer} */
function greet(socket, token, react) {
  /** @type {Peer} */
  const peer = { say: message => socket.send(JSON.stringify(message)), heard: [], socket, token };
  socket.on('message', data => {
    if (Buffer.byteLength(/** @type {Buffer} */ (data)) > 32 * 1024) return socket.close(1009);
    const message = JSON.parse(String(data));
    peer.heard.push(message);
    react(message, peer);
  });
  return peer;
}

/** Says an answer as the gateway does. @param {Peer} peer @param {string} id @param {string[]} pieces @param {object} [last] */
export function answer(
  peer,
  id,
  pieces,
  last = { type: 'done', stopReason: 'end_turn', usage: { inputTokens: 1, outputTokens: pieces.length } },
) {
  peer.say({ id, seq: 0, type: 'start', requestId: `r-${id}`, modelId: 'm' });
  pieces.forEach((content, at) => {
    peer.say({ id, seq: at + 1, type: 'content', content });
  });
  peer.say({ id, seq: pieces.length + 1, ...last });
}
