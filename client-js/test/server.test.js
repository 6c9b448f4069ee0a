import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueBrowserKey, StreambedError } from '../src/server.js';
import { json, startGateway } from './kit/gateway.js';

/**
 * @param {import('./kit/gateway.js').Handler} answer
 * @param {(options: { endpoint: string, apiKey: string }, gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<void>} run
 */
async function against(answer, run) {
  const gateway = await startGateway(answer);
  try {
    await run({ endpoint: gateway.url, apiKey: 'sb_secret' }, gateway);
  } finally {
    gateway.close();
  }
}

test('asks for a browser key as the options say, and tells how long it lasts by the clock of the gateway', () =>
  against(
    (_, response) => {
      const issued = { token: 'sb_b', expiresAt: '2001-01-01T00:05:00Z', origin: 'https://app.example' };
      json(response, 201, issued, { date: new Date('2001-01-01T00:00:00Z').toUTCString() });
    },
    async (options, gateway) => {
      const asked = { origin: 'https://app.example', expiresIn: 300, models: ['m'], limits: { requestsPerMinute: 5 } };
      assert.deepEqual(await issueBrowserKey({ ...options, ...asked }), {
        token: 'sb_b',
        expiresAt: '2001-01-01T00:05:00Z',
        origin: 'https://app.example',
        expiresIn: 300,
      });
      const [call] = gateway.received;
      assert.deepEqual([call?.path, call?.headers.authorization, call?.body], ['/keys', 'Bearer sb_secret', asked]);
    },
  ));

/** @type {[status: number, body: object, expected: object][]} */
const REFUSALS = [
  [
    401,
    { error: 'No.', code: 'unauthenticated' },
    {
      status: 502,
      code: 'unauthenticated',
      message: 'The gateway issued no browser key: it does not accept the API key of this server.',
    },
  ],
  [403, { error: 'No.', code: 'forbidden' }, { status: 502, code: 'forbidden' }],
  [400, { error: 'No.', code: 'invalid_request' }, { status: 502, message: 'The gateway issued no browser key: No.' }],
  [
    429,
    { error: 'No.', code: 'rate_limited', limit: 'apiKeysPerMinute' },
    { status: 503, retryAfter: 7, limit: 'apiKeysPerMinute' },
  ],
  [503, { error: 'No.', code: 'unavailable' }, { status: 503 }],
];

for (const [status, body, expected] of REFUSALS) {
  test(`a ${status} of the gateway is never the status of the server's own answer`, () =>
    against(
      (_, response) => json(response, status, body, status === 429 ? { 'retry-after': '7' } : {}),
      options =>
        assert.rejects(issueBrowserKey(options), error => {
          assert.ok(error instanceof StreambedError && error.cause instanceof StreambedError);
          assert.equal(error.cause.status, status);
          for (const [name, value] of Object.entries(expected)) assert.equal(/** @type {any} */ (error)[name], value);
          assert.doesNotMatch(error.message, /sb_secret/);
          return true;
        }),
    ));
}

test('a gateway that cannot be reached, or is none, may be one later', async () => {
  const options = { endpoint: 'http://127.0.0.1:9/', apiKey: 'sb_secret' };
  await assert.rejects(issueBrowserKey(options), { status: 503, code: 'network' });
  await against(
    (_, response) => void response.writeHead(200).end('<html>'),
    gateway => assert.rejects(issueBrowserKey(gateway), { status: 503 }),
  );
});

test('refuses what cannot work before it asks', async () => {
  const options = { endpoint: 'https://host.example/', apiKey: 'sb_secret' };
  const refused = { code: 'invalid_options' };
  await assert.rejects(issueBrowserKey({ ...options, apiKey: '' }), { ...refused, message: /environment variable/ });
  await assert.rejects(issueBrowserKey({ ...options, endpoint: 'wss://host.example/prod' }), refused);
  const page = /** @type {any} */ (globalThis);
  page.document = {};
  try {
    await assert.rejects(issueBrowserKey(options), { ...refused, message: /page must not have the API key/ });
  } finally {
    delete page.document;
  }
});
