import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../src/index.js';
import { eventually, json, sse, startGateway } from './kit/gateway.js';

const QUESTION = { modelId: 'amazon.nova-micro-v1:0', messages: [] };
const USAGE = { inputTokens: 3, outputTokens: 2, cacheReadTokens: null, cacheWriteTokens: null, costNanoUsd: 385 };

/** A gateway that streams for ever, and stops when it is told to. @param {{ knowsAfter?: number, obeys?: boolean, first?: boolean }} [habits] */
async function endless({ knowsAfter = 0, obeys = true, first = true } = {}) {
  /** @type {Map<string, import('node:http').ServerResponse>} */
  const running = new Map();
  const known = performance.now() + knowsAfter;
  const gateway = await startGateway(
    (request, response) => {
      running.set(String(request.headers['x-request-id']), response);
      if (first) sse(response, ['first ']);
    },
    (request, response) => {
      const id = request.path.slice('/requests/'.length);
      const stream = running.get(id);
      if (stream === undefined || performance.now() < known)
        return json(response, 404, { error: 'None.', code: 'not_found' });
      json(response, 202, { requestId: id, stopping: true });
      if (!obeys) return;
      sse(stream, [['done', { stopReason: 'stopped', usage: USAGE, requestId: id }], '[DONE]']);
      stream.end();
    },
  );
  return gateway;
}

/** @param {Parameters<typeof endless>[0]} habits @param {(client: import('../src/index.js').Client, gateway: Awaited<ReturnType<typeof endless>>) => Promise<void>} run */
async function against(habits, run) {
  const gateway = await endless(habits);
  try {
    await run(createClient({ endpoint: gateway.url, apiKey: 't', stopTimeout: 300 }), gateway);
  } finally {
    gateway.close();
  }
}

test('stop ends the loop normally with what the gateway says last', () =>
  against({}, async (client, gateway) => {
    const answer = client.stream(QUESTION);
    const chunks = [];
    for await (const chunk of answer) {
      chunks.push(chunk);
      answer.stop();
      answer.stop();
    }
    assert.deepEqual(chunks, ['first ']);
    assert.deepEqual([answer.stopReason, answer.usage, answer.stopConfirmed], ['stopped', USAGE, true]);
    assert.deepEqual(gateway.stops(), [`/requests/${answer.requestId}`]);
  }));

test('stop reaches an answer whose first byte has not come and that the gateway knows only later', () =>
  against({ first: false, knowsAfter: 1000 }, async (client, gateway) => {
    const slow = createClient({ endpoint: gateway.url, apiKey: 't', stopTimeout: 10_000 });
    const answer = slow.stream(QUESTION);
    setTimeout(() => answer.stop(), 50);
    assert.equal(await answer.text(), '');
    assert.deepEqual([answer.stopReason, answer.stopConfirmed], ['stopped', true]);
    assert.ok(gateway.stops().length > 1);
    void client;
  }));

test('stop ends the loop itself when the gateway does not', () =>
  against({ obeys: false }, async client => {
    const answer = client.stream(QUESTION);
    const chunks = [];
    for await (const chunk of answer) {
      chunks.push(chunk);
      answer.stop();
    }
    assert.deepEqual(chunks, ['first ']);
    assert.deepEqual([answer.stopReason, answer.usage, answer.stopConfirmed], ['stopped', null, false]);
  }));

test('stop before the loop asks nothing', () =>
  against({}, async (client, gateway) => {
    const answer = client.stream(QUESTION);
    answer.stop();
    assert.equal(await answer.text(), '');
    assert.equal(answer.stopReason, 'stopped');
    assert.equal(gateway.received.length, 0);
  }));

test('leaving the loop ends the request and stops the answer on the gateway', () =>
  against({}, async (client, gateway) => {
    const answer = client.stream(QUESTION);
    for await (const chunk of answer) {
      assert.equal(chunk, 'first ');
      break;
    }
    await eventually(() => gateway.stops().length === 1);
    assert.deepEqual(gateway.stops(), [`/requests/${answer.requestId}`]);
    await gateway.questions()[0]?.gone;
  }));

test('an error in the loop stops the answer as well', () =>
  against({}, async (client, gateway) => {
    const loop = async () => {
      for await (const chunk of client.stream(QUESTION)) throw new RangeError(chunk);
    };
    await assert.rejects(loop(), RangeError);
    await eventually(() => gateway.stops().length === 1);
  }));

test('aborting throws an AbortError and stops the answer, before its first byte too', async () => {
  for (const first of [true, false]) {
    await against({ first }, async (client, gateway) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error('enough')), 50);
      await assert.rejects(client.stream(QUESTION, { signal: controller.signal }).text(), error => {
        assert.equal(/** @type {any} */ (error).code, 'aborted');
        assert.equal(/** @type {any} */ (error).name, 'AbortError');
        assert.equal(/** @type {any} */ (error).cause.message, 'enough');
        return true;
      });
      await eventually(() => gateway.stops().length === 1);
      await gateway.questions()[0]?.gone;
    });
  }
});

test('a signal that is aborted already asks nothing', () =>
  against({}, async (client, gateway) => {
    await assert.rejects(client.stream(QUESTION, { signal: AbortSignal.abort() }).text(), { code: 'aborted' });
    await assert.rejects(client.complete(QUESTION, { signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.deepEqual(gateway.questions(), []);
  }));

test('a gateway without the route to stop is no error', async () => {
  const gateway = await startGateway((_, response) => sse(response, ['a']));
  const client = createClient({ endpoint: gateway.url, apiKey: 't' });
  for await (const _ of client.stream(QUESTION)) break;
  await eventually(() => gateway.stops().length === 1);
  gateway.close();
});
