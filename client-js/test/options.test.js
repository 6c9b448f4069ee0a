import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../src/index.js';
import { settingsOf } from '../src/options.js';

const FakeSocket = /** @type {any} */ (class {});

test('the endpoint decides on the transport', () => {
  const transportOf = (/** @type {string} */ endpoint) =>
    settingsOf({ endpoint, token: 't', WebSocket: FakeSocket }).transport;
  assert.equal(transportOf('https://abc.lambda-url.eu-west-1.on.aws/'), 'sse');
  assert.equal(transportOf('wss://abc.execute-api.eu-west-1.amazonaws.com/prod'), 'websocket');
});

test('the endpoint may be given with slashes or with a route', () => {
  for (const tail of ['', '/', '//', '/bedrock', '/bedrock/stream', '/bedrock/']) {
    assert.equal(
      settingsOf({ endpoint: `https://host.example/prod${tail}`, token: 't' }).endpoint,
      'https://host.example/prod',
    );
  }
});

test('what makes no sense is refused, and the message says what it is', () => {
  const endpoint = 'https://host.example';
  /** @type {[any, RegExp][]} */
  const cases = [
    [{ endpoint: 'host', token: 't' }, /endpoint is not a URL: host/],
    [{ endpoint: 'ftp://host', token: 't' }, /neither http nor ws/],
    [{ endpoint, token: '' }, /token/],
    [{ endpoint, token: 't', transport: 'pigeon' }, /none of sse, array, websocket: pigeon/],
    [{ endpoint, token: 't', transport: 'websocket' }, /does not fit/],
    [{ endpoint: 'wss://host', token: 't', transport: 'sse' }, /does not fit/],
    [{ endpoint, token: 't', timeout: -1 }, /timeout is not a number from 0: -1/],
  ];
  for (const [options, message] of cases)
    assert.throws(() => createClient(options), { code: 'invalid_options', message });
});

test(
  'where there is no WebSocket, the error says to pass one',
  {
    skip: 'WebSocket' in globalThis && 'this Node has one',
  },
  () => {
    assert.throws(() => createClient({ endpoint: 'ws://host', token: 't' }), /pass one, for example the package ws/);
  },
);
