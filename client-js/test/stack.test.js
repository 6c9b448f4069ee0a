import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { WebSocket } from 'ws';
import { createClient } from '../src/index.js';
import { control, nova, startStack } from './kit/local-stack.js';

const started = await startStack();
const skip = 'skip' in started ? started.skip : false;
const stack = /** @type {import('./kit/local-stack.js').Stack} */ (started);

/** A gateway that cannot stop answers does not have the route, and does not ask for an API key. */
const withoutStop =
  skip === false && (await fetch(`${stack.functionUrl}requests/none`, { method: 'DELETE' })).status === 404
    ? 'this gateway has no DELETE /requests/{requestId}'
    : null;

/**
 * Starts enough processes of the function for an answer, its stop and their side requests. A process that stops an
 * earlier answer is busy.
 */
const warm = () =>
  Promise.all(
    Array.from({ length: 4 }, () =>
      createClient(FRONT_DOORS['the Function URL']?.() ?? assert.fail()).complete(nova('pieces=1 first=1000ms')),
    ),
  );

/**
 * Stops an answer of five minutes. The gateway has to say that it ended it within the client's `stopTimeout`.
 *
 * @param {import('../src/index.js').ClientOptions} options
 */
async function stopAnswer(options) {
  await warm();
  const client = createClient(options);
  const answer = client.stream(nova('pieces=30000 interval=10ms'));
  let chunks = 0;
  for await (const _ of answer) {
    chunks += 1;
    if (chunks === 20) answer.stop();
  }
  client.close();
  assert.ok(chunks < 30_000);
  assert.deepEqual([answer.stopReason, answer.stopConfirmed], ['stopped', true]);
  assert.ok(answer.usage !== null);
}

/** @type {Record<string, () => import('../src/index.js').ClientOptions>} */
const FRONT_DOORS = {
  'the Function URL': () => ({ endpoint: stack.functionUrl, apiKey: stack.token }),
  'the REST API': () => ({ endpoint: stack.restUrl, apiKey: stack.token }),
  "the REST API's chunked array": () => ({ endpoint: stack.restUrl, apiKey: stack.token, transport: 'array' }),
};

describe('against the local stack', { skip }, () => {
  after(() => stack.stop());
  before(() => createClient(FRONT_DOORS['the REST API']?.() ?? assert.fail()).complete(nova('pieces=1')));

  for (const [name, options] of Object.entries(FRONT_DOORS)) {
    test(`streams from ${name}`, async () => {
      const answer = createClient(options()).stream(nova('text="Grüße 🌊 und" pieces=3 rate=max'));
      assert.equal((await answer.text()).replace(/\s/g, ''), 'Grüße🌊und');
      assert.equal(answer.usage?.outputTokens, 3);
      assert.ok((answer.usage?.inputTokens ?? 0) > 0);
      assert.ok((answer.usage?.costNanoUsd ?? 0) > 0);
      assert.equal(answer.stopReason, 'end_turn');
      assert.match(answer.requestId ?? '', /^[0-9a-f]{32}$/);
    });

    test(`completes from ${name}`, async () => {
      const { text, usage, body } = await createClient(options()).complete(nova('text="one two" pieces=2 rate=max'));
      assert.equal(text, 'one two');
      assert.equal(usage?.outputTokens, 2);
      assert.ok(/** @type {any} */ (body).output.message);
    });

    test(`an exception within an answer from ${name} comes after its chunks`, async () => {
      const answer = createClient(options()).stream(nova('pieces=9 rate=max exception=modelStreamErrorException@4'));
      let chunks = 0;
      const loop = async () => {
        for await (const _ of answer) chunks += 1;
      };
      await assert.rejects(loop(), error => {
        assert.equal(/** @type {any} */ (error).code, 'model_error');
        assert.equal(/** @type {any} */ (error).requestId, answer.requestId);
        return true;
      });
      assert.equal(chunks, 4);
    });

    test(`a request that makes no sense is refused by ${name}`, async () => {
      const question = { ...nova('pieces=1'), modelId: 'no such model' };
      await assert.rejects(createClient(options()).stream(question).text(), { code: 'invalid_request', status: 400 });
    });
  }

  test('chunks come while the answer is written', async () => {
    const answer = createClient({ endpoint: stack.functionUrl, apiKey: stack.token }).stream(
      nova('pieces=10 interval=50ms'),
    );
    const times = [];
    for await (const _ of answer) times.push(performance.now());
    assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 300, `${times}`);
  });

  test('tries again when Bedrock is unavailable, and hands the answer out once', async () => {
    await control(stack, '/faults', { requests: 1, faults: 'status=503' });
    const client = createClient({ endpoint: stack.functionUrl, apiKey: stack.token, retryDelay: 10 });
    assert.equal((await client.stream(nova('text="a" pieces=1')).text()).trim(), 'a');
  });

  test('an answer that Bedrock cuts is an error', async () => {
    const client = createClient({ endpoint: stack.functionUrl, apiKey: stack.token });
    await assert.rejects(client.stream(nova('pieces=50 rate=max cut=3000')).text(), { code: 'upstream_error' });
  });

  test('a used up day says when the next one begins', async () => {
    const customer = /** @type {any} */ (await control(stack, '/customers', { limits: { requestsPerDay: 1 } }));
    const client = createClient({ endpoint: stack.functionUrl, apiKey: customer.token });
    await client.complete(nova('pieces=1 first=0ms'));
    await assert.rejects(client.stream(nova('pieces=1')).text(), error => {
      const { code, status, retryAfter } = /** @type {import('../src/index.js').StreambedError} */ (error);
      assert.deepEqual([code, status], ['rate_limited', 429]);
      assert.ok(retryAfter !== null && retryAfter > 0 && retryAfter <= 86_400, `${retryAfter}`);
      return true;
    });
  });

  test('every front door says what an answer costs, what is left, and which limit is reached', async () => {
    for (const endpoint of [stack.functionUrl, stack.restUrl, stack.webSocketUrl]) {
      if (endpoint === null) continue;
      const limits = { requestsPerDay: 1, usdPerMonth: 2.5 };
      const { token: apiKey } = /** @type {any} */ (await control(stack, '/customers', { limits }));
      const client = createClient({ endpoint, apiKey, WebSocket: /** @type {any} */ (WebSocket) });
      const answer = client.stream(nova('pieces=3 rate=max'));
      await answer.text();
      assert.equal(answer.costUsd, (answer.usage?.costNanoUsd ?? NaN) / 1e9);
      assert.deepEqual(Object.keys(answer.limits ?? {}), ['requestsPerDay', 'usdPerMonth'], endpoint);
      const { requestsPerDay, usdPerMonth } = answer.limits ?? {};
      assert.deepEqual([requestsPerDay?.limit, requestsPerDay?.remaining, usdPerMonth?.limit], [1, 0, 2.5]);
      assert.ok(
        (usdPerMonth?.remaining ?? 0) > 2.4 && (usdPerMonth?.remaining ?? 3) < 2.5,
        `${usdPerMonth?.remaining}`,
      );
      assert.ok((requestsPerDay?.resetAfter ?? 0) > 0 && (requestsPerDay?.resetAfter ?? 0) <= 86_400);
      await assert.rejects(client.stream(nova('pieces=1')).text(), error => {
        const { code, limit, limits: left } = /** @type {import('../src/index.js').StreambedError} */ (error);
        assert.deepEqual([code, limit, left?.requestsPerDay?.remaining], ['rate_limited', 'requestsPerDay', 0]);
        return true;
      });
      client.close();
    }
  });

  test('lists over every HTTP front door the models that the API key may use', async () => {
    for (const endpoint of [stack.functionUrl, stack.restUrl]) {
      const models = await createClient({ endpoint, apiKey: stack.token }).models();
      const lite = models.find(({ id }) => id === 'amazon.nova-lite-v1:0');
      assert.equal(lite?.name, 'Nova Lite');
      assert.ok((lite?.usdPerMillionTokens?.output ?? 0) > 0);
    }
  });

  test('reports the usage of this month over every HTTP front door', async () => {
    const customer = /** @type {any} */ (await control(stack, '/customers', {}));
    const question = nova('pieces=3 first=0ms');
    const used = [];
    for (const endpoint of [stack.functionUrl, stack.restUrl]) {
      const client = createClient({ endpoint, apiKey: customer.token });
      used.push((await client.complete(question)).usage);
      const { total, byDayAndModel } = await client.usage({ from: new Date(Date.now() - 3_600_000) });
      assert.equal(total.requests, used.length);
      assert.equal(
        byDayAndModel.reduce((sum, row) => sum + row.requests, 0),
        used.length,
      );
      assert.equal(byDayAndModel[0]?.model, question.modelId);
      assert.ok(total.inputTokens > 0 && total.outputTokens > 0, JSON.stringify(total));
    }
  });

  test('every HTTP front door issues a browser key, and every one accepts it from its origin', async () => {
    const origin = 'https://app.example';
    const doors = [stack.functionUrl, stack.restUrl];
    // `tokens` is the former name of `keys`.
    for (const [door, path] of doors.flatMap(door => [
      [door, 'keys'],
      [door, 'tokens'],
    ])) {
      const issued = await fetch(`${door.replace(/\/$/, '')}/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.token}` },
        body: JSON.stringify({ expiresIn: 60, origin, limits: { requestsPerMinute: 2 } }),
      });
      assert.equal(issued.status, 201);
      const { token: apiKey } = await issued.json();
      /** @param {string} from @returns {typeof fetch} */
      const page = from => (input, init) => fetch(input, { ...init, headers: { ...init?.headers, origin: from } });
      for (const endpoint of [stack.functionUrl, stack.restUrl]) {
        const client = createClient({ endpoint, apiKey, fetch: page(origin) });
        assert.notEqual(await client.stream(nova('pieces=2')).text(), '');
        const elsewhere = createClient({ endpoint, apiKey, fetch: page('https://evil.example') });
        await assert.rejects(elsewhere.stream(nova('pieces=2')).text(), { code: 'forbidden', status: 403 });
        await assert.rejects(client.usage(), { code: 'forbidden' });
      }
    }
  });

  test('a revoked API key is replaced by a new one', async () => {
    const old = /** @type {any} */ (await control(stack, '/customers', { tokenStatus: 'revoked' }));
    const client = createClient({
      endpoint: stack.restUrl,
      apiKey: ({ refresh }) => (refresh ? stack.token : old.token),
    });
    assert.notEqual(await client.stream(nova('pieces=2')).text(), '');
  });

  for (const [name, endpoint] of /** @type {const} */ ([
    ['complete.js', 'functionUrl'],
    ['sse.js', 'functionUrl'],
    ['array.js', 'restUrl'],
    ['websocket.js', 'webSocketUrl'],
  ])) {
    test(
      `the example ${name} says what the model says`,
      {
        skip: !skip && !stack[endpoint] && `no ${endpoint}`,
      },
      async () => {
        const example = join(import.meta.dirname, '../examples', name);
        const env = { ...process.env, STREAMBED_URL: stack[endpoint] ?? '', STREAMBED_API_KEY: stack.token };
        const question = '[[bedrock text="as the model says" rate=max]]';
        const { stdout } = await promisify(execFile)(process.execPath, [example, question], { env });
        assert.match(stdout, /^as the model says/);
      },
    );
  }

  /** @type {Record<string, () => { options: import('../src/index.js').ClientOptions, missing: string | null }>} */
  const stoppable = {
    'the Function URL': () => ({ options: FRONT_DOORS['the Function URL']?.() ?? assert.fail(), missing: withoutStop }),
    'the REST API': () => ({ options: FRONT_DOORS['the REST API']?.() ?? assert.fail(), missing: withoutStop }),
    'the WebSocket API': () => ({
      options: { endpoint: stack.webSocketUrl ?? '', apiKey: stack.token, WebSocket: /** @type {any} */ (WebSocket) },
      missing: stack.webSocketUrl === null ? 'no WebSocket API in the template' : null,
    }),
  };

  for (const [name, door] of Object.entries(stoppable)) {
    test(`stop ends an answer of ${name}, and the gateway says so`, async context => {
      const { options, missing } = door();
      if (missing !== null) return context.skip(missing);
      await stopAnswer(options);
    });
  }

  test('streams over WebSocket, a question in parts and several answers at once', async context => {
    if (stack.webSocketUrl === null) return context.skip('no WebSocket API in the template');
    const client = createClient({
      endpoint: stack.webSocketUrl,
      apiKey: stack.token,
      WebSocket: /** @type {any} */ (WebSocket),
    });
    const short = nova('text="one two three" rate=max');
    const long = { ...short, system: [{ text: 'ü"'.repeat(40_000) }] };
    const texts = await Promise.all([short, long, short].map(question => client.stream(question).text()));
    client.close();
    assert.deepEqual(
      texts.map(text => text.trim()),
      Array(3).fill('one two three'),
    );
  });
});
