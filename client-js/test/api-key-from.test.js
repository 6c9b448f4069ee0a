import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyFrom, createClient } from '../src/index.js';
import { json, sse, startGateway } from './kit/gateway.js';
import { clockOf, issue, withServer } from './kit/key-server.js';

const QUESTION = { modelId: 'amazon.nova-micro-v1:0', messages: [] };
const sleep = (/** @type {number} */ milliseconds) => new Promise(resolve => setTimeout(resolve, milliseconds));

const WANTED = { refresh: false, refused: null };

test('a key is kept, and requests that wait for one share it', () =>
  withServer(issue, async ({ url, asked }) => {
    const provider = apiKeyFrom(url);
    assert.equal(asked(), 0);
    assert.deepEqual(await Promise.all(Array.from({ length: 5 }, () => provider(WANTED))), Array(5).fill('key-1'));
    assert.equal(await provider(WANTED), 'key-1');
    assert.equal(asked(), 1);
  }));

test('a key is replaced before it expires', context =>
  withServer(
    (number, response) => json(response, 200, { token: `key-${number}`, expiresIn: number === 1 ? 600 : 100 }),
    async ({ url }) => {
      const passes = clockOf(context);
      const provider = apiKeyFrom(url);
      await provider(WANTED);
      for (const [seconds, key] of /** @type {const} */ ([
        [560, 'key-1'],
        [11, 'key-2'],
        [80, 'key-2'],
        [11, 'key-3'],
      ])) {
        passes(seconds);
        assert.equal(await provider(WANTED), key);
      }
    },
  ));

test('when a key expires is told by the clock of the server, whatever the device has', context =>
  withServer(
    (number, response) => {
      const expiresAt = '2001-01-01T00:10:00Z';
      const date = new Date('2001-01-01T00:00:00Z').toUTCString();
      json(response, 200, { token: `key-${number}`, expiresAt }, { date });
    },
    async ({ url }) => {
      const passes = clockOf(context);
      const provider = apiKeyFrom(url);
      await provider(WANTED);
      passes(500);
      assert.equal(await provider(WANTED), 'key-1');
      passes(100);
      assert.equal(await provider(WANTED), 'key-2');
    },
  ));

test('a key that seems to have expired is not fetched for every request', () =>
  withServer(
    (number, response) => json(response, 200, { token: `key-${number}`, expiresIn: -5 }),
    async ({ url, asked }) => {
      const provider = apiKeyFrom(url);
      for (let at = 0; at < 3; at += 1) assert.equal(await provider(WANTED), 'key-1');
      assert.equal(asked(), 1);
    },
  ));

test('a refused key is replaced once, however many answers it was refused to', () =>
  withServer(issue, async ({ url, asked }) => {
    const provider = apiKeyFrom(url);
    const refused = { refresh: true, refused: await provider(WANTED) };
    assert.deepEqual(await Promise.all([provider(refused), provider(refused)]), ['key-2', 'key-2']);
    assert.equal(await provider(refused), 'key-2');
    assert.equal(asked(), 2);
    assert.equal(await provider({ refresh: true }), 'key-3');
  }));

test('a client gets a new key when the gateway refuses one, for all its answers', async () => {
  const gateway = await startGateway((call, response) => {
    if (call.headers.authorization === 'Bearer key-1')
      return json(response, 401, { error: 'No.', code: 'unauthenticated' });
    sse(response, ['a', '[DONE]']);
    response.end();
  });
  try {
    await withServer(issue, async ({ url, asked }) => {
      const client = createClient({ endpoint: gateway.url, apiKey: apiKeyFrom(url) });
      const texts = Array.from({ length: 4 }, () => client.stream(QUESTION).text());
      assert.deepEqual(await Promise.all(texts), Array(4).fill('a'));
      assert.equal(asked(), 2);
    });
  } finally {
    gateway.close();
  }
});

test('a function fetches keys with headers of its own, and may return the key itself', () =>
  withServer(issue, async ({ url }) => {
    assert.equal(await apiKeyFrom(() => fetch(url, { method: 'POST' }))(WANTED), 'key-1');
    assert.equal(await apiKeyFrom(async () => ({ token: 'mine', expiresIn: 60 }))(WANTED), 'mine');
    assert.equal(await apiKeyFrom(() => ({ token: 'mine' }))(WANTED), 'mine');
  }));

test('somebody who is not logged in is told so, and nothing is waited for after a login', () => {
  let status = 401;
  return withServer(
    (number, response) => (status === 200 ? issue(number, response) : response.writeHead(status).end()),
    async ({ url, asked }) => {
      const provider = apiKeyFrom(url);
      for (status of [401, 403]) {
        await assert.rejects(async () => provider(WANTED), { code: 'unauthenticated', status, message: /log in/ });
      }
      status = 200;
      assert.equal(await provider(WANTED), 'key-3');
      assert.equal(asked(), 3);
    },
  );
});

/** @type {[what: string, message: RegExp, (response: import('node:http').ServerResponse) => unknown][]} */
const FAILURES = [
  [
    'a page',
    /text\/html that is not JSON\. Does the server have this route/,
    html => html.setHeader('content-type', 'text/html').end('<!doctype html>'),
  ],
  ['no route', /answered 404\. Does the server have this route, and for POST/, none => none.writeHead(404).end()],
  ['an error of the server', /answered 500\./, failed => failed.writeHead(500).end('oops')],
  ['JSON without a key', /without "token"/, other => json(other, 200, { apiKey: 'sb_x' })],
  ['null', /without "token"/, other => json(other, 200, null)],
  ['a connection that breaks', /Is the server running/, broken => broken.destroy()],
];

for (const [what, message, respond] of FAILURES) {
  test(`${what} instead of a key: the error says what to do, and the server is left alone for a while`, () =>
    withServer(
      (_, response) => respond(response),
      async ({ url, asked }) => {
        const provider = apiKeyFrom(url);
        const facts = { code: 'api_key_unavailable', message, retryAfter: 1 };
        await assert.rejects(async () => provider(WANTED), facts);
        await assert.rejects(async () => provider(WANTED), facts);
        assert.equal(asked(), 1);
      },
    ));
}

test('waits as long as the server says', () =>
  withServer(
    (_, response) => json(response, 503, {}, { 'retry-after': '20' }),
    async ({ url }) => {
      await assert.rejects(async () => apiKeyFrom(url)(WANTED), { status: 503, retryAfter: 20 });
    },
  ));

test('a client tries again when there was no key', () =>
  withServer(
    (number, response) => (number === 1 ? response.writeHead(500).end() : issue(number, response)),
    async ({ url, asked }) => {
      const gateway = await startGateway((_, response) => {
        sse(response, ['a', '[DONE]']);
        response.end();
      });
      const client = createClient({ endpoint: gateway.url, apiKey: apiKeyFrom(url), retryDelay: 1 });
      assert.equal(await client.stream(QUESTION).text(), 'a');
      assert.equal(asked(), 2);
      gateway.close();
    },
  ));

test('while the server fails, a key that is still good is used, and no other', context =>
  withServer(
    (number, response) => (number === 1 ? issue(number, response) : response.writeHead(500).end()),
    async ({ url, asked }) => {
      const passes = clockOf(context);
      const provider = apiKeyFrom(url);
      await provider(WANTED);
      passes(580);
      assert.equal(await provider(WANTED), 'key-1');
      assert.equal(asked(), 2);
      passes(30);
      await assert.rejects(async () => provider(WANTED), { code: 'api_key_unavailable', status: 500 });
    },
  ));

test('after a failure the server is asked again once the time has passed', context =>
  withServer(
    (number, response) => (number < 3 ? response.writeHead(500).end() : issue(number, response)),
    async ({ url, asked }) => {
      const passes = clockOf(context);
      const provider = apiKeyFrom(url);
      await assert.rejects(async () => provider(WANTED), { retryAfter: 1 });
      passes(1);
      await assert.rejects(async () => provider(WANTED), { status: 500 });
      await assert.rejects(async () => provider(WANTED));
      assert.equal(asked(), 2);
      passes(2);
      assert.equal(await provider(WANTED), 'key-3');
    },
  ));

/** A server that answers nothing. @param {(client: import('../src/index.js').Client, gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<void>} run */
const withSilentServer = run =>
  withServer(
    () => {},
    async ({ url }) => {
      const gateway = await startGateway((_, response) => void response.end());
      await run(createClient({ endpoint: gateway.url, apiKey: apiKeyFrom(url) }), gateway);
      assert.deepEqual(gateway.received, []);
      gateway.close();
    },
  );

test('an answer that is aborted while its key is fetched ends at once, and nothing is sent', () =>
  withSilentServer(async client => {
    const signal = AbortSignal.timeout(20);
    await assert.rejects(client.stream(QUESTION, { signal }).text(), { name: 'AbortError', requestId: null });
    await assert.rejects(client.complete(QUESTION, { signal }), { name: 'AbortError' });
  }));

test('an answer that is stopped while its key is fetched ends at once, and nothing is sent', () =>
  withSilentServer(async client => {
    const answer = client.stream(QUESTION);
    setTimeout(() => answer.stop(), 20);
    assert.equal(await answer.text(), '');
    assert.deepEqual([answer.stopReason, answer.stopConfirmed], ['stopped', true]);
  }));

test('two clients of a page share the key of one provider, and answers that wait for it are not aborted together', () =>
  withServer(
    async (number, response) => {
      await sleep(100);
      issue(number, response);
    },
    async ({ url, asked }) => {
      const gateway = await startGateway((_, response) => {
        sse(response, ['a', '[DONE]']);
        response.end();
      });
      const apiKey = apiKeyFrom(url);
      const [one, other] = [1, 2].map(() => createClient({ endpoint: gateway.url, apiKey }));
      const aborted = one?.stream(QUESTION, { signal: AbortSignal.timeout(20) }).text();
      const whole = other?.stream(QUESTION).text();
      await assert.rejects(aborted ?? assert.fail(), { name: 'AbortError' });
      assert.equal(await whole, 'a');
      assert.equal(asked(), 1);
      gateway.close();
    },
  ));
