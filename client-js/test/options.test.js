import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../src/index.js';
import { settingsOf } from '../src/options.js';

const FakeSocket = /** @type {any} */ (class {});

test('the endpoint determines the transport', () => {
  const transportOf = (/** @type {string} */ endpoint) =>
    settingsOf({ endpoint, apiKey: 't', WebSocket: FakeSocket }).transport;
  assert.equal(transportOf('https://abc.lambda-url.eu-west-1.on.aws/'), 'sse');
  assert.equal(transportOf('wss://abc.execute-api.eu-west-1.amazonaws.com/prod'), 'websocket');
});

test('the endpoint may end with slashes or a route', () => {
  for (const tail of ['', '/', '//', '/bedrock', '/bedrock/stream', '/bedrock/']) {
    assert.equal(
      settingsOf({ endpoint: `https://host.example/prod${tail}`, apiKey: 't' }).endpoint,
      'https://host.example/prod',
    );
  }
});

test('invalid options are refused, and the message names the value', () => {
  const endpoint = 'https://host.example';
  /** @type {[any, RegExp][]} */
  const cases = [
    [{ endpoint: 'host', apiKey: 't' }, /endpoint is not a URL: host/],
    [{ endpoint: 'ftp://host', apiKey: 't' }, /neither http nor ws/],
    [{ endpoint, apiKey: '' }, /apiKey is neither/],
    [{ endpoint, token: '' }, /token is neither/],
    [{ endpoint }, /apiKey is neither/],
    [{ endpoint, apiKey: 't', transport: 'pigeon' }, /none of sse, array, websocket: pigeon/],
    [{ endpoint, apiKey: 't', transport: 'websocket' }, /does not fit/],
    [{ endpoint: 'wss://host', apiKey: 't', transport: 'sse' }, /does not fit/],
    [{ endpoint, apiKey: 't', timeout: -1 }, /timeout is not a number from 0: -1/],
  ];
  for (const [options, message] of cases)
    assert.throws(() => createClient(options), { code: 'invalid_options', message });
});

test('the former option token is an alias of apiKey', async () => {
  const endpoint = 'https://host.example';
  assert.equal(await settingsOf({ endpoint, token: 'old' }).apiKey({ refresh: false }), 'old');
  assert.equal(await settingsOf({ endpoint, token: () => 'old' }).apiKey({ refresh: false }), 'old');
  assert.equal(await settingsOf({ endpoint, token: 'old', apiKey: 'new' }).apiKey({ refresh: false }), 'new');
});

test(
  'without a WebSocket the error says to pass one',
  {
    skip: 'WebSocket' in globalThis && 'this Node has one',
  },
  () => {
    assert.throws(() => createClient({ endpoint: 'ws://host', apiKey: 't' }), /pass one, for example the package ws/);
  },
);

test('an entry point with one transport refuses an endpoint of the other, and says what to import', async () => {
  const { createClient: overHttp } = await import('../src/http/index.js');
  const { createClient: overWebSocket } = await import('../src/websocket/index.js');
  const webSocket = { endpoint: 'wss://host.example/prod', apiKey: 'sb_t', WebSocket: /** @type {any} */ (class {}) };
  const http = { endpoint: 'https://host.example', apiKey: 'sb_t' };
  const refused = { code: 'invalid_options' };
  assert.throws(() => overHttp(webSocket), { ...refused, message: /import @streambed\/client or .*\/websocket/ });
  assert.throws(() => overWebSocket(http), { ...refused, message: /import @streambed\/client or .*\/http/ });
  assert.equal(typeof overHttp(http).stream, 'function');
  assert.equal(typeof overWebSocket(webSocket).stream, 'function');
});
