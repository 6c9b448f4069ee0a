import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { apiKeyFrom, createClient } from '../src/index.js';
import { clockOf, issue, withServer } from './kit/key-server.js';
import { answer, startWebSocketGateway } from './kit/websocket-gateway.js';

const QUESTION = { modelId: 'm', messages: [] };

/** Like those of browsers, it does not say why it could not be opened. */
class Silent extends WebSocket {
  /** @param {any} type @param {any} listener */
  addEventListener(type, listener) {
    super.addEventListener(type, type === 'error' ? () => listener({}) : listener);
  }
}

/**
 * A client with keys of a server of its own, before a gateway that refuses some keys.
 *
 * @param {object} scene
 * @param {(number: number, response: import('node:http').ServerResponse) => unknown} [scene.server]
 * @param {(apiKey: string) => number | null} scene.refuse
 * @param {unknown} [scene.WebSocket]
 * @param {(client: import('../src/index.js').Client, facts: { asked: () => number, attempts: () => number, disconnect: () => void }) =>
 *   Promise<void>} run
 */
const against = ({ server = issue, refuse, WebSocket = Silent }, run) =>
  withServer(server, async ({ url, asked }) => {
    const gateway = await startWebSocketGateway(({ id }, peer) => answer(peer, id, [peer.apiKey]), { refuse });
    const options = { endpoint: gateway.url, apiKey: apiKeyFrom(url), retryDelay: 1, maxRetryDelay: 5 };
    const client = createClient({ ...options, WebSocket: /** @type {any} */ (WebSocket) });
    const disconnect = () => gateway.peers.forEach(({ socket }) => socket.terminate());
    try {
      await run(client, { asked, attempts: gateway.attempts, disconnect });
    } finally {
      client.close();
      gateway.close();
    }
  });

/** @param {import('../src/index.js').Client} client */
const ask = client => client.stream(QUESTION).text();

test('while WebSockets cannot be opened, one key a minute is fetched, however often somebody asks', context =>
  against({ refuse: () => 503 }, async (client, { asked, attempts }) => {
    const passes = clockOf(context);
    for (const keys of [1, 2, 3]) {
      for (let at = 0; at < 3; at += 1) await assert.rejects(ask(client), { code: 'network' });
      assert.equal(asked(), keys);
      passes(61);
    }
    assert.ok(attempts() >= 27, `${attempts()}`);
  }));

test('without a network the error says so, and the key is used when there is one again', context => {
  let isAway = false;
  return against(
    {
      server: (number, response) => (isAway ? response.destroy() : issue(number, response)),
      refuse: () => (isAway ? 503 : null),
    },
    async (client, { disconnect }) => {
      const passes = clockOf(context);
      assert.equal(await ask(client), 'key-1');
      isAway = true;
      disconnect();
      passes(61);
      for (let at = 0; at < 3; at += 1) await assert.rejects(ask(client), { code: 'network', retryAfter: null });
      isAway = false;
      assert.equal(await ask(client), 'key-1');
    },
  );
});

test('why a WebSocket could not be opened comes before why there was no other key', async () => {
  const gateway = await startWebSocketGateway(() => {}, { refuse: () => 503 });
  /** @type {unknown[]} */
  const requests = [];
  const client = createClient({
    endpoint: gateway.url,
    retries: 0,
    WebSocket: /** @type {any} */ (Silent),
    apiKey: request => {
      requests.push(request);
      if (request.refresh) throw new TypeError('offline');
      return 'mine';
    },
  });
  await assert.rejects(ask(client), { code: 'network' });
  assert.deepEqual(requests, [
    { refresh: false, refused: null, status: null },
    { refresh: true, refused: 'mine', status: null },
  ]);
  gateway.close();
});

test('a key that may have been refused is replaced when it is older than a minute', context => {
  let refused = '';
  return against({ refuse: apiKey => (apiKey === refused ? 401 : null) }, async (client, { asked, disconnect }) => {
    const passes = clockOf(context);
    assert.equal(await ask(client), 'key-1');
    passes(61);
    refused = 'key-1';
    disconnect();
    assert.equal(await ask(client), 'key-2');
    assert.equal(asked(), 2);
  });
});

test('how old a key is counts while the device sleeps', context => {
  let refused = '';
  return against({ refuse: apiKey => (apiKey === refused ? 401 : null) }, async (client, { disconnect }) => {
    assert.equal(await ask(client), 'key-1');
    const awake = Date.now();
    context.mock.method(Date, 'now', () => awake + 61_000);
    refused = 'key-1';
    disconnect();
    assert.equal(await ask(client), 'key-2');
  });
});

test('a key that was refused for certain is not used again', () => {
  let isRefused = false;
  return against(
    {
      server: (number, response) => (isRefused ? response.destroy() : issue(number, response)),
      refuse: () => (isRefused ? 401 : null),
      WebSocket,
    },
    async (client, { attempts, disconnect }) => {
      assert.equal(await ask(client), 'key-1');
      isRefused = true;
      disconnect();
      for (let at = 0; at < 2; at += 1) await assert.rejects(ask(client), { code: 'api_key_unavailable' });
      assert.equal(attempts(), 2);
    },
  );
});

for (const [status, code] of /** @type {const} */ ([
  [403, 'forbidden'],
  [429, 'unavailable'],
])) {
  test(`a ${status} is not the fault of the key`, context =>
    against({ refuse: () => status, WebSocket }, async (client, { asked }) => {
      const passes = clockOf(context);
      await assert.rejects(ask(client), { code, status });
      passes(61);
      await assert.rejects(ask(client), { code, status });
      assert.equal(asked(), 1);
    }));
}

test('somebody who has logged out learns it, though a WebSocket does not say so', context => {
  let isOut = false;
  return against(
    {
      server: (number, response) => (isOut ? response.writeHead(401).end() : issue(number, response)),
      refuse: () => (isOut ? 401 : null),
    },
    async (client, { disconnect }) => {
      const passes = clockOf(context);
      assert.equal(await ask(client), 'key-1');
      isOut = true;
      disconnect();
      passes(61);
      await assert.rejects(ask(client), { code: 'unauthenticated', status: 401 });
    },
  );
});
