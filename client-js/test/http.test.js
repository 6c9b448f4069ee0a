import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, StreambedError } from '../src/index.js';
import { eventually, json, MODELS, sse, startGateway } from './kit/gateway.js';

const QUESTION = { modelId: 'amazon.nova-micro-v1:0', messages: [] };
const USAGE = { inputTokens: 3, outputTokens: 2, cacheReadTokens: null, cacheWriteTokens: 0, costNanoUsd: 385 };

/**
 * @param {import('./kit/gateway.js').Handler} answer
 * @param
 *   {(client: import('../src/index.js').Client, gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<void>}
 *   run
 * @param {Partial<import('../src/index.js').ClientOptions>} [options]
 */
async function against(answer, run, options = {}) {
  const gateway = await startGateway(answer);
  try {
    await run(createClient({ endpoint: gateway.url, apiKey: 'sb_t', retryDelay: 1, ...options }), gateway);
  } finally {
    gateway.close();
  }
}

/** @param {AsyncIterable<unknown>} iterable */
async function all(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** @type {import('./kit/gateway.js').Handler} */
const wholeAnswer = (_, response) => {
  sse(response, [
    'Hel',
    '',
    'lo',
    ['message', { event: { toolUse: 1 } }],
    ['usage', { ...USAGE, stopReason: 'end_turn' }],
    '[DONE]',
  ]);
  response.end();
};

test('streams text, and knows usage, stop reason and request id at the end', () =>
  against(wholeAnswer, async (client, gateway) => {
    const answer = client.stream(QUESTION);
    assert.equal(answer.usage, null);
    assert.deepEqual(await all(answer), ['Hel', 'lo']);
    assert.deepEqual(answer.usage, USAGE);
    assert.equal(answer.stopReason, 'end_turn');
    const [request] = gateway.questions();
    assert.equal(request?.path, '/bedrock/stream');
    assert.equal(request?.headers['x-request-id'], answer.requestId);
    assert.equal(request?.headers.authorization, 'Bearer sb_t');
    assert.deepEqual(request?.body, { ...QUESTION, stream: true, stream_options: { include_usage: true } });
    assert.deepEqual(gateway.stops(), []);
  }));

test('hands out the other events in their place on request', () =>
  against(wholeAnswer, async client => {
    const parts = await all(client.stream(QUESTION).parts());
    assert.deepEqual(parts.at(-1), { type: 'event', event: { toolUse: 1 } });
    assert.equal(await client.stream(QUESTION).text(), 'Hello');
  }));

test('asks nothing before the loop, and refuses a second loop', () =>
  against(wholeAnswer, async (client, gateway) => {
    const answer = client.stream(QUESTION);
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.equal(gateway.received.length, 0);
    await answer.text();
    await assert.rejects(answer.text(), { code: 'invalid_options' });
  }));

test('reads the chunked array with its usage', () =>
  against(
    (_, response) =>
      json(response, 200, [
        { content: 'a' },
        { event: {} },
        { content: 'b' },
        { done: true, usage: { ...USAGE, stopReason: 'max_tokens' } },
      ]),
    async (client, gateway) => {
      const answer = client.stream(QUESTION);
      assert.equal(await answer.text(), 'ab');
      assert.deepEqual([answer.usage, answer.stopReason], [USAGE, 'max_tokens']);
      assert.equal(gateway.questions()[0]?.path, '/bedrock');
    },
    { transport: 'array' },
  ));

test('takes the answer for what it is when an array was asked for and events come', () =>
  against(wholeAnswer, async client => assert.equal(await client.stream(QUESTION).text(), 'Hello'), {
    transport: 'array',
  }));

test('an error instead of an answer has code, status, request id and retry-after', () =>
  against(
    (_, response) =>
      json(response, 429, { error: 'Used up.', code: 'rate_limited', requestId: 'r1' }, { 'retry-after': '3600' }),
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), error => {
        assert.ok(error instanceof StreambedError);
        assert.deepEqual(
          [error.code, error.status, error.requestId, error.retryAfter],
          ['rate_limited', 429, 'r1', 3600],
        );
        assert.equal(error.message, 'Used up.');
        return true;
      });
      assert.equal(gateway.received.length, 1);
    },
  ));

const LIMIT_HEADERS = {
  'x-ratelimit-limit-tokens': '5000',
  'x-ratelimit-remaining-tokens': '12',
  'x-ratelimit-reset-tokens': '45',
  'x-ratelimit-limit-usd-month': '2',
  'x-ratelimit-remaining-usd-month': '1.99998047',
  'x-ratelimit-reset-usd-month': '18345',
  'x-ratelimit-limit-requests': 'of a newer gateway',
};
const LIMITS = {
  tokensPerMinute: { limit: 5000, remaining: 12, resetAfter: 45 },
  usdPerMonth: { limit: 2, remaining: 1.99998047, resetAfter: 18_345 },
};

test('an error says which limit is reached, what is left, and what would fit', () =>
  against(
    (_, response) =>
      json(
        response,
        429,
        { error: 'Used up.', code: 'rate_limited', limit: 'tokensPerMinute', maxTokens: 7 },
        { 'retry-after': '45', ...LIMIT_HEADERS },
      ),
    async client => {
      const answer = client.stream(QUESTION);
      const facts = { limit: 'tokensPerMinute', maxTokens: 7, limits: LIMITS };
      await assert.rejects(answer.text(), facts);
      assert.deepEqual(answer.limits, LIMITS);
      await assert.rejects(client.complete(QUESTION), facts);
    },
    { maxRetryDelay: 10 },
  ));

test('an answer says what it costs and what is left of the limits', () =>
  against(
    (request, response) => {
      for (const [name, value] of Object.entries(LIMIT_HEADERS)) response.setHeader(name, value);
      if (request.body.stream) return wholeAnswer(request, response);
      json(response, 200, { output: { message: { content: [{ text: 'Hello' }] } } });
    },
    async client => {
      const answer = client.stream(QUESTION);
      assert.deepEqual([answer.limits, answer.costUsd], [null, null]);
      for await (const _ of answer) assert.deepEqual(answer.limits, LIMITS);
      assert.equal(answer.costUsd, 385e-9);
      const { costUsd, limits } = await client.complete(QUESTION);
      assert.deepEqual([costUsd, limits], [null, LIMITS]);
    },
  ));

test('an error within an answer says what was left of the limits, and an answer without limits has none', () => {
  let asked = 0;
  return against(
    (_, response) => {
      asked += 1;
      if (asked === 1) for (const [name, value] of Object.entries(LIMIT_HEADERS)) response.setHeader(name, value);
      sse(response, ['a', ['error', { error: 'Failed.', code: 'model_error' }]]);
      response.end();
    },
    async client => {
      await assert.rejects(client.stream(QUESTION).text(), { limits: LIMITS, limit: null, maxTokens: null });
      await assert.rejects(client.stream(QUESTION).text(), { limits: null });
    },
  );
});

test('an error says nothing of the limits that only an earlier attempt has reported', () => {
  let sent = 0;
  return against(
    (_, response) => {
      for (const [name, value] of Object.entries(LIMIT_HEADERS)) response.setHeader(name, value);
      sse(response, []);
      response.flushHeaders();
      setTimeout(() => response.destroy(), 20);
    },
    async (client, gateway) => {
      const answer = client.stream(QUESTION);
      await assert.rejects(answer.text(), { code: 'network', limits: null });
      assert.equal(answer.limits, null);
      assert.equal(gateway.questions().length, 1);
    },
    {
      retries: 1,
      fetch: async (input, init) => {
        if (init?.method === 'POST') sent += 1;
        if (sent > 1) throw new TypeError('offline');
        return fetch(input, init);
      },
    },
  );
});

test('an error within the stream comes after the chunks before it', () =>
  against(
    (_, response) => {
      sse(response, ['a', ['error', { error: 'Failed.', code: 'model_error', requestId: 'r2' }]]);
      response.end();
    },
    async (client, gateway) => {
      /** @type {string[]} */
      const chunks = [];
      const loop = async () => {
        for await (const chunk of client.stream(QUESTION)) chunks.push(chunk);
      };
      await assert.rejects(loop(), { code: 'model_error', requestId: 'r2' });
      assert.deepEqual(chunks, ['a']);
      assert.deepEqual(gateway.stops(), []);
    },
  ));

test('an array that ends in an error throws it', () =>
  against(
    (_, response) =>
      json(response, 200, [{ content: 'a' }, { error: 'Failed.', code: 'upstream_error', requestId: 'r3' }]),
    client => assert.rejects(client.stream(QUESTION).text(), { code: 'upstream_error', requestId: 'r3' }),
  ));

test('an answer that breaks off is no answer, and is stopped', () =>
  against(
    (_, response) => {
      sse(response, ['a']);
      setTimeout(() => response.destroy(), 20);
    },
    async (client, gateway) => {
      const answer = client.stream(QUESTION);
      await assert.rejects(answer.text(), { code: 'connection_lost' });
      assert.equal(gateway.questions().length, 1);
      await eventually(() => gateway.stops().includes(`/requests/${answer.requestId}`));
    },
  ));

test('an answer without its last word is no answer', () =>
  against(
    (_, response) => {
      sse(response, ['a']);
      response.end();
    },
    client => assert.rejects(client.stream(QUESTION).text(), { code: 'connection_lost' }),
  ));

test('tries again with a new request id until the first chunk', () => {
  let attempts = 0;
  return against(
    (request, response) => {
      attempts += 1;
      if (attempts === 1) return json(response, 503, { error: 'Later.', code: 'unavailable' }, { 'retry-after': '0' });
      if (attempts === 2) return sse(response, [['error', { error: 'Busy.', code: 'model_throttled' }]]);
      return wholeAnswer(request, response);
    },
    async (client, gateway) => {
      const answer = client.stream(QUESTION);
      assert.equal(await answer.text(), 'Hello');
      const ids = gateway.questions().map(({ headers }) => headers['x-request-id']);
      assert.equal(new Set(ids).size, 3);
      assert.equal(answer.requestId, ids[2]);
    },
  );
});

test('asks the provider for another API key when one is refused, once', () => {
  /** @type {boolean[]} */
  const asked = [];
  return against(
    (request, response) =>
      request.headers.authorization === 'Bearer new'
        ? wholeAnswer(request, response)
        : json(response, 401, { error: 'No.', code: 'unauthenticated' }),
    async client => assert.equal(await client.stream(QUESTION).text(), 'Hello'),
    {
      apiKey: async ({ refresh }) => {
        asked.push(refresh);
        return refresh ? 'new' : 'old';
      },
    },
  ).then(() => assert.deepEqual(asked, [false, true]));
});

test('a fixed API key that is refused is an error at once', () =>
  against(
    (_, response) => json(response, 401, { error: 'No.', code: 'unauthenticated' }),
    async (client, gateway) => {
      await assert.rejects(client.stream(QUESTION).text(), { code: 'unauthenticated', status: 401 });
      assert.equal(gateway.received.length, 1);
    },
  ));

test('silence is a timeout, and pings are no silence', async () => {
  await against(
    (_, response) => sse(response, ['a']),
    client => assert.rejects(client.stream(QUESTION).text(), { code: 'timeout' }),
    { idleTimeout: 60 },
  );
  await against(
    async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let ping = 0; ping < 6; ping += 1) {
        response.write(': ping\n\n');
        await new Promise(resolve => setTimeout(resolve, 40));
      }
      sse(response, ['b', '[DONE]']);
    },
    async client => assert.equal(await client.stream(QUESTION).text(), 'b'),
    { idleTimeout: 120 },
  );
});

test('completes the whole answer at once, and reads the text of the model family', () =>
  against(
    (request, response) => {
      assert.equal(request.body.stream, false);
      json(response, 200, {
        output: { message: { content: [{ text: 'Hi' }] } },
        stopReason: 'end_turn',
        usage: { inputTokens: 1, outputTokens: 2 },
      });
    },
    async client => {
      const { text, usage, stopReason, body, requestId } = await client.complete(QUESTION);
      assert.deepEqual([text, usage?.outputTokens, stopReason, requestId?.length], ['Hi', 2, 'end_turn', 32]);
      assert.equal(/** @type {any} */ (body).usage.inputTokens, 1);
    },
  ));

test('a gateway that is not there is a network error', async () => {
  const gateway = await startGateway(wholeAnswer);
  gateway.close();
  const client = createClient({ endpoint: gateway.url, apiKey: 't', retries: 1, retryDelay: 1 });
  await assert.rejects(client.complete(QUESTION), { code: 'network', status: null });
});

const TOTAL = {
  requests: 2,
  inputTokens: 3,
  outputTokens: 4,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  costNanoUsd: 155_250,
  unpriced: 0,
  estimated: 0,
};
const STATEMENT = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', total: TOTAL, byDayAndModel: [] };

test('asks what was used, this month or in a period', () =>
  against(
    (_, response) => json(response, 200, STATEMENT),
    async (client, gateway) => {
      assert.deepEqual(await client.usage(), STATEMENT);
      await client.usage({ from: '2026-11-01', to: new Date(Date.UTC(2026, 10, 2, 3)) });
      assert.deepEqual(
        gateway.received.map(({ method, path }) => `${method} ${path}`),
        ['GET /usage', 'GET /usage?from=2026-11-01&to=2026-11-02T03%3A00%3A00.000Z'],
      );
    },
  ));

test('tries for the usage again, and takes nothing else for it', async () => {
  let attempts = 0;
  await against(
    (_, response) => {
      attempts += 1;
      return attempts === 1 ? json(response, 503, { code: 'unavailable' }) : json(response, 200, STATEMENT);
    },
    async client => assert.equal((await client.usage()).total.requests, 2),
  );
  await against(
    (_, response) => json(response, 200, [{ content: 'text' }]),
    client => assert.rejects(client.usage(), { code: 'invalid_answer' }),
  );
  await against(
    (_, response) => json(response, 400, { error: 'from must be before to.', code: 'invalid_request' }),
    client => assert.rejects(client.usage({ from: '2099-01-01' }), { code: 'invalid_request', status: 400 }),
  );
});

test('asks which models the API key may use', () =>
  against(
    () => {},
    async client => assert.deepEqual(await client.models(), MODELS),
  ));

test('has neither usage nor models over WebSocket', async () => {
  const client = createClient({
    endpoint: 'wss://127.0.0.1:1/prod',
    apiKey: 'sb_t',
    WebSocket: /** @type {any} */ (class {}),
  });
  await assert.rejects(client.usage(), { code: 'invalid_options' });
  await assert.rejects(client.models(), { code: 'invalid_options' });
});
