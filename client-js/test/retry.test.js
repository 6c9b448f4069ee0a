import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreambedError } from '../src/error.js';
import { delayBefore, pause, retrying, secondsOf } from '../src/retry.js';

const PLAN = { retries: 3, retryDelay: 100, maxRetryDelay: 1000, random: () => 0.999 };
/** @param {string} code @param {number} [retryAfter] */
const failed = (code, retryAfter) => new StreambedError(code, code, { retryAfter: retryAfter ?? null });

test('waits twice as long each time, up to the cap, and a random part of it', () => {
  const waits = [0, 1, 2, 3, 4, 5].map(
    attempt => delayBefore(failed('network'), attempt, { ...PLAN, retries: 9 }) ?? -1,
  );
  assert.deepEqual(waits.map(Math.round), [100, 200, 400, 799, 999, 999]);
  assert.equal(delayBefore(failed('network'), 2, { ...PLAN, random: () => 0 }), 0);
});

test('waits as long as the gateway asks, and gives up when that is too long', () => {
  assert.equal(delayBefore(failed('rate_limited', 0.9), 0, PLAN), 900);
  assert.equal(delayBefore(failed('rate_limited', 3600), 0, PLAN), null);
});

test('tries again only what may pass, and not for ever', () => {
  for (const code of [
    'invalid_request',
    'unauthenticated',
    'model_not_allowed',
    'model_error',
    'timeout',
    'aborted',
    'buffer_full',
  ]) {
    assert.equal(delayBefore(failed(code), 0, PLAN), null, code);
  }
  for (const code of ['network', 'model_throttled', 'unavailable', 'upstream_error', 'internal', 'connection_lost']) {
    assert.notEqual(delayBefore(failed(code), 2, PLAN), null, code);
    assert.equal(delayBefore(failed(code), 3, PLAN), null, code);
  }
  assert.equal(delayBefore(new TypeError('a bug'), 0, PLAN), null);
});

test('reads retry-after as seconds and as a date', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  assert.equal(secondsOf('7', now), 7);
  assert.equal(secondsOf('Sat, 21 Nov 2026 10:01:00 GMT', now), 60);
  assert.equal(secondsOf('Sat, 21 Nov 2026 09:00:00 GMT', now), 0);
  for (const header of [null, '', 'soon']) assert.equal(secondsOf(header, now), null);
});

test('a pause ends with its signal, and leaves no listener behind', async () => {
  const controller = new AbortController();
  const long = pause(60_000, controller.signal);
  controller.abort();
  await assert.rejects(long, { code: 'aborted', name: 'AbortError' });
  await assert.rejects(pause(0, controller.signal), { code: 'aborted' });
  await pause(1, new AbortController().signal);
});

/** @param {{ type: string }[][]} attempts each ends in a failure but the last */
function scripted(attempts) {
  let begun = 0;
  return async function* () {
    const items = attempts[begun] ?? [];
    begun += 1;
    yield* items;
    if (begun < attempts.length) throw failed('unavailable');
  };
}

/** @param {{ type: string }[][]} attempts */
async function gather(attempts) {
  const seen = [];
  try {
    for await (const item of retrying(scripted(attempts), { ...PLAN, retryDelay: 1 })) seen.push(item.type);
  } catch (error) {
    seen.push(/** @type {StreambedError} */ (error).code);
  }
  return seen;
}

test('tries again before the first chunk', async () => {
  const start = { type: 'start' };
  assert.deepEqual(await gather([[start], [], [start, { type: 'text' }]]), ['start', 'start', 'text']);
});

test('never tries again after the first chunk, whether it was text or not', async () => {
  assert.deepEqual(await gather([[{ type: 'text' }], []]), ['text', 'unavailable']);
  assert.deepEqual(await gather([[{ type: 'event' }], []]), ['event', 'unavailable']);
});

test('gives up after the last retry with the last error', async () => {
  assert.deepEqual(await gather([[], [], [], [], [{ type: 'text' }]]), ['unavailable']);
});
