import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from './gateway.js';

/**
 * A team's own server that hands out keys, on a real socket.
 *
 * @param {(number: number, response: import('node:http').ServerResponse) => unknown} answer Gets how often it was asked.
 * @param {(server: { url: string, asked: () => number }) => Promise<void>} run
 */
export async function withServer(answer, run) {
  let asked = 0;
  const server = createServer((request, response) => {
    assert.equal(request.method, 'POST');
    asked += 1;
    void answer(asked, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    await run({ url: `http://127.0.0.1:${port}/api/key`, asked: () => asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** @param {number} number @param {import('node:http').ServerResponse} response */
export const issue = (number, response) => json(response, 200, { token: `key-${number}`, expiresIn: 600 });

/** Lets time pass for the code that is tested. @param {import('node:test').TestContext} context */
export function clockOf(context) {
  const now = performance.now.bind(performance);
  let passed = 0;
  context.mock.method(performance, 'now', () => now() + passed);
  return (/** @type {number} */ seconds) => {
    passed += seconds * 1000;
  };
}
