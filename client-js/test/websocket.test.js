import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { createClient } from '../src/index.js';
import { eventually } from './kit/gateway.js';
import { answer, startWebSocketGateway } from './kit/websocket-gateway.js';

const QUESTION = { modelId: 'm', messages: ['Grüße 🌊'] };
const quick = { apiKey: 't1', retryDelay: 1, stopTimeout: 300, WebSocket: /** @type {any} */ (WebSocket) };

/**
 * @param {Parameters<typeof startWebSocketGateway>[0]} react
 * @param
 *   {(client: import('../src/index.js').Client, gateway: Awaited<ReturnType<typeof startWebSocketGateway>>) => Promise<void>}
 *   run
 * @param {Partial<import('../src/index.js').ClientOptions>} [options]
 * @param {Parameters<typeof startWebSocketGateway>[1]} [handshake]
 */
async function against(react, run, options = {}, handshake = {}) {
  const gateway = await startWebSocketGateway(react, handshake);
  const client = createClient({ endpoint: gateway.url, ...quick, ...options });
  try {
    await run(client, gateway);
  } finally {
    client.close();
    gateway.close();
  }
}

/** @type {Parameters<typeof startWebSocketGateway>[0]} */
const hello = ({ action, id }, peer) => {
  if (action === 'invoke') answer(peer, id, ['Hel', 'lo']);
};

test('asks, streams and knows usage, stop reason and request id at the end', () =>
  against(hello, async (client, gateway) => {
    const running = client.stream(QUESTION);
    assert.equal(await running.text(), 'Hello');
    assert.deepEqual(running.usage, {
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      costNanoUsd: 315,
    });
    const [{ id, ...question }] = gateway.receivedOf('invoke');
    assert.match(id, /^[A-Za-z0-9_-]{1,64}$/);
    assert.deepEqual(question, { action: 'invoke', ...QUESTION });
    assert.deepEqual([running.stopReason, running.requestId], ['end_turn', `r-${id}`]);
    assert.equal(gateway.peers[0]?.apiKey, 't1');
  }));

test('an answer and a refusal say what is left of the limits', () => {
  const limits = { requestsPerDay: { limit: 2, remaining: 1, resetAfter: 60 } };
  const rest = { requestsPerHour: { limit: 5, remaining: 1, resetAfter: 60 }, tokensPerMinute: null };
  let asked = 0;
  return against(
    ({ id }, peer) => {
      asked += 1;
      if (asked === 1) {
        peer.send({ id, seq: 0, type: 'start', requestId: 'r', limits: { ...limits, ...rest } });
        peer.send({ id, seq: 1, type: 'content', content: 'a' });
        return peer.send({ id, seq: 2, type: 'error', error: 'Failed.', code: 'model_error' });
      }
      peer.send({
        id,
        type: 'error',
        error: 'No.',
        code: 'budget_exceeded',
        limit: 'usdPerMonth',
        maxTokens: 5,
        limits,
      });
    },
    async client => {
      const running = client.stream(QUESTION);
      await assert.rejects(running.text(), { code: 'model_error', limits });
      assert.deepEqual(running.limits, limits);
      await assert.rejects(client.stream(QUESTION).text(), { limit: 'usdPerMonth', maxTokens: 5, limits });
    },
  );
});

test('completes from the chunks', () =>
  against(hello, async client => {
    const { text, body, usage, stopReason } = await client.complete(QUESTION);
    assert.deepEqual([text, body, usage?.outputTokens, stopReason], ['Hello', null, 2, 'end_turn']);
  }));

test('several answers share one connection, and are told apart when their messages mix', () => {
  /** @type {string[]} */
  const ids = [];
  return against(
    ({ id }, peer) => {
      ids.push(id);
      if (ids.length < 3) return;
      for (const each of ids) peer.send({ id: each, seq: 0, type: 'start', requestId: each });
      for (let seq = 1; seq <= 20; seq += 1)
        for (const each of ids) peer.send({ id: each, seq, type: 'content', content: `${ids.indexOf(each)}` });
      for (const each of ids) peer.send({ id: each, seq: 21, type: 'done', stopReason: 'end_turn', usage: {} });
    },
    async (client, gateway) => {
      const texts = await Promise.all([1, 2, 3].map(() => client.stream(QUESTION).text()));
      assert.deepEqual(
        texts.sort(),
        ['0', '1', '2'].map(digit => digit.repeat(20)),
      );
      assert.equal(gateway.peers.length, 1);
    },
  );
});

test('hands the other events out in their place, and takes pings for items of life', () =>
  against(
    ({ id }, peer) => {
      peer.send({ id, seq: 0, type: 'start', requestId: 'r' });
      peer.send({ id, seq: 1, type: 'ping' });
      peer.send({ id, seq: 2, type: 'event', event: { tool: 1 } });
      peer.send({ id, seq: 3, type: 'of the future' });
      peer.send({ id, seq: 4, type: 'done', stopReason: 'tool_use', usage: null });
    },
    async client => {
      const parts = [];
      for await (const part of client.stream(QUESTION).parts()) parts.push(part);
      assert.deepEqual(parts, [{ type: 'event', event: { tool: 1 } }]);
    },
  ));

test('a message that came before is passed over, a gap is an error that stops the answer', async () => {
  await against(
    ({ id }, peer) => {
      for (const seq of [0, 1, 1, 0, 2])
        peer.send({ id, seq, type: seq === 0 ? 'start' : 'content', content: `${seq}`, requestId: 'r' });
      peer.send({ id, seq: 3, type: 'done' });
    },
    async client => assert.equal(await client.stream(QUESTION).text(), '12'),
  );
  await against(
    ({ action, id }, peer) => {
      if (action === 'invoke') for (const seq of [0, 1, 3]) peer.send({ id, seq, type: 'content', content: `${seq}` });
    },
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), {
        code: 'invalid_answer',
        message: /Message 3 came where 2 was due/,
      });
      await eventually(() => gateway.receivedOf('stop').length > 0);
    },
  );
});

test('a refusal and an error within the answer are the same error class', async () => {
  await against(
    ({ id }, peer) =>
      peer.send({ id, type: 'error', error: 'Used up.', code: 'rate_limited', requestId: 'r', retryAfter: 900 }),
    client =>
      assert.rejects(client.stream(QUESTION).text(), {
        name: 'StreambedError',
        code: 'rate_limited',
        retryAfter: 900,
        requestId: 'r',
      }),
  );
  await against(
    ({ id }, peer) =>
      answer(peer, id, ['a'], { type: 'error', error: 'Failed.', code: 'model_error', requestId: 'r2' }),
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), { code: 'model_error', requestId: 'r2' });
      assert.equal(gateway.receivedOf('invoke').length, 1);
      assert.equal(gateway.receivedOf('stop').length, 0);
    },
  );
});

test("API Gateway's own refusal, which names no answer, fails the one that waits and is tried again", () => {
  let asked = 0;
  return against(
    (message, peer) => {
      asked += 1;
      if (asked === 1) peer.send({ message: 'Internal server error', connectionId: 'c', requestId: 'x' });
      else hello(message, peer);
    },
    async (client, gateway) => {
      assert.equal(await client.stream(QUESTION).text(), 'Hello');
      assert.equal(new Set(gateway.receivedOf('invoke').map(({ id }) => id)).size, 2);
    },
  );
});

test('a lost connection before the first chunk is made anew, after it the answer has failed', async () => {
  let asked = 0;
  await against(
    (message, peer) => {
      asked += 1;
      if (asked === 1) peer.socket.terminate();
      else hello(message, peer);
    },
    async (client, gateway) => {
      assert.equal(await client.stream(QUESTION).text(), 'Hello');
      assert.equal(gateway.peers.length, 2);
    },
  );
  await against(
    ({ id }, peer) => {
      peer.send({ id, seq: 0, type: 'content', content: 'a' });
      setTimeout(() => peer.socket.terminate(), 20);
    },
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), { code: 'connection_lost' });
      assert.equal(gateway.receivedOf('invoke').length, 1);
    },
  );
});

test('stop ends the loop normally, also when it overtakes the question', async () => {
  let deaf = 1;
  let invoked = () => {};
  await against(
    ({ action, id }, peer) => {
      if (action === 'invoke') invoked();
      if (action === 'invoke') return peer.send({ id, seq: 0, type: 'start', requestId: 'r' });
      deaf -= 1;
      if (deaf === 0) return peer.send({ id, type: 'error', error: 'None.', code: 'not_found' });
      peer.send({ id, seq: 1, type: 'done', stopReason: 'stopped', usage: { inputTokens: 5, outputTokens: 0 } });
    },
    async client => {
      const running = client.stream(QUESTION);
      invoked = () => running.stop();
      assert.equal(await running.text(), '');
      assert.deepEqual([running.stopReason, running.stopConfirmed, running.usage?.inputTokens], ['stopped', true, 5]);
    },
    { stopTimeout: 3000 },
  );
});

test('stop before there is a connection sends nothing, and does not wait for the connection', async () => {
  await against(hello, async (client, gateway) => {
    const running = client.stream(QUESTION);
    const text = running.text();
    running.stop();
    assert.equal(await text, '');
    assert.deepEqual([running.stopReason, running.stopConfirmed, running.usage], ['stopped', true, null]);
    assert.equal(await client.stream(QUESTION).text(), 'Hello', 'the connection serves the next question');
    assert.equal(gateway.receivedOf('invoke').length, 1);
    assert.equal(gateway.receivedOf('stop').length, 0);
  });
});

test('stop ends the loop itself when the gateway does not', () =>
  against(
    ({ action, id }, peer) => action === 'invoke' && peer.send({ id, seq: 0, type: 'content', content: 'a' }),
    async client => {
      const running = client.stream(QUESTION);
      for await (const _ of running) running.stop();
      assert.deepEqual([running.stopReason, running.stopConfirmed], ['stopped', false]);
    },
  ));

test('leaving the loop and aborting stop the answer, and the connection lives on', () =>
  against(
    ({ action, id }, peer) => {
      if (action === 'invoke') peer.send({ id, seq: 0, type: 'content', content: 'a' });
      if (action === 'stop') peer.send({ id, seq: 1, type: 'done', stopReason: 'stopped', usage: {} });
    },
    async (client, gateway) => {
      for await (const _ of client.stream(QUESTION)) break;
      await eventually(() => gateway.receivedOf('stop').length === 1);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      await assert.rejects(client.stream(QUESTION, { signal: controller.signal }).text(), { code: 'aborted' });
      await eventually(() => gateway.receivedOf('stop').length === 2);
      assert.deepEqual(
        gateway.receivedOf('stop').map(({ id }) => id),
        gateway.receivedOf('invoke').map(({ id }) => id),
      );
      assert.equal(gateway.peers.length, 1);
    },
  ));

test('an API key that is refused at connect is replaced, or is an error that says so', async () => {
  const handshake = { refuse: (/** @type {string} */ apiKey) => (apiKey === 'new' ? null : 401) };
  const provider = ({ refresh = false }) => (refresh ? 'new' : 'old');
  await against(
    hello,
    async client => assert.equal(await client.stream(QUESTION).text(), 'Hello'),
    { apiKey: provider },
    handshake,
  );
  await against(
    hello,
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), { code: 'unauthenticated', status: 401 });
      assert.equal(gateway.attempts(), 1);
    },
    {},
    handshake,
  );
});

test('an API key that is revoked while connected is replaced on a new connection', () => {
  let apiKey = 'old';
  return against(
    (message, peer) => {
      if (peer.apiKey === 'new') return hello(message, peer);
      peer.send({ id: message.id, type: 'error', error: 'No.', code: 'unauthenticated', requestId: 'r' });
    },
    async (client, gateway) => {
      assert.equal(await client.stream(QUESTION).text(), 'Hello');
      assert.deepEqual(
        gateway.peers.map(peer => peer.apiKey),
        ['old', 'new'],
      );
      await eventually(() => gateway.peers[0]?.socket.readyState === WebSocket.CLOSED);
    },
    {
      apiKey: ({ refresh }) => {
        if (refresh) apiKey = 'new';
        return apiKey;
      },
    },
  );
});

test('many answers that wait for a gateway that is away connect together, not each for itself', async () => {
  let refusals = 2;
  await against(
    hello,
    async (client, gateway) => {
      const texts = await Promise.all(Array.from({ length: 20 }, () => client.stream(QUESTION).text()));
      assert.deepEqual(new Set(texts), new Set(['Hello']));
      assert.ok(gateway.attempts() <= 5, `${gateway.attempts()} attempts`);
    },
    { retries: 5 },
    {
      refuse: () => {
        refusals -= 1;
        return refusals >= 0 ? 503 : null;
      },
    },
  );
});

test('pings a quiet connection, and gives up one that says nothing', async () => {
  await against(
    (message, peer) => (message.action === 'ping' ? peer.send({ type: 'pong' }) : hello(message, peer)),
    async (client, gateway) => {
      await client.stream(QUESTION).text();
      await eventually(() => gateway.receivedOf('ping').length >= 3);
      await client.stream(QUESTION).text();
      assert.equal(gateway.peers.length, 1);
    },
    { keepAlive: 30 },
  );
  await against(
    hello,
    async (client, gateway) => {
      await client.stream(QUESTION).text();
      await eventually(() => gateway.peers[0]?.socket.readyState === WebSocket.CLOSED);
      assert.equal(await client.stream(QUESTION).text(), 'Hello');
      assert.equal(gateway.peers.length, 2);
    },
    { keepAlive: 30 },
  );
});

test('an old connection takes no new answers, and is closed after its last one', () => {
  /** @type {{ id: string, peer: import('./kit/websocket-gateway.js').Peer }[]} */
  const waiting = [];
  return against(
    ({ id }, peer) => (waiting.length === 0 ? waiting.push({ id, peer }) : answer(peer, id, ['new'])),
    async (client, gateway) => {
      const first = client.stream(QUESTION).text();
      await eventually(() => waiting.length === 1);
      await new Promise(resolve => setTimeout(resolve, 40));
      assert.equal(await client.stream(QUESTION).text(), 'new');
      assert.equal(gateway.peers.length, 2);
      assert.equal(gateway.peers[0]?.socket.readyState, WebSocket.OPEN);
      for (const { id, peer } of waiting) answer(peer, id, ['old']);
      assert.equal(await first, 'old');
      await eventually(() => gateway.peers[0]?.socket.readyState === WebSocket.CLOSED);
    },
    { maxConnectionAge: 30 },
  );
});

test('silence is a timeout, and stops the answer', () =>
  against(
    ({ action, id }, peer) => action === 'invoke' && peer.send({ id, seq: 0, type: 'content', content: 'a' }),
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), { code: 'timeout' });
      await eventually(() => gateway.receivedOf('stop').length > 0);
    },
    { idleTimeout: 60 },
  ));

test('a loop that stands still does not fill the memory', () =>
  against(
    ({ action, id }, peer) => {
      if (action !== 'invoke') return;
      for (let seq = 0; seq < 100; seq += 1) peer.send({ id, seq, type: 'content', content: 'x'.repeat(1000) });
    },
    async (client, gateway) => {
      const slow = async () => {
        for await (const _ of client.stream(QUESTION)) await new Promise(resolve => setTimeout(resolve, 5));
      };
      await assert.rejects(slow(), { code: 'buffer_full' });
      await eventually(() => gateway.receivedOf('stop').length > 0);
    },
    { maxBuffer: 20_000 },
  ));

test('close ends what runs, and nothing can be asked after it', () =>
  against(
    ({ id }, peer) => peer.send({ id, seq: 0, type: 'content', content: 'a' }),
    async client => {
      const loop = async () => {
        for await (const _ of client.stream(QUESTION)) client.close();
      };
      await assert.rejects(loop(), { code: 'closed' });
      await assert.rejects(client.stream(QUESTION).text(), { code: 'closed' });
    },
  ));
