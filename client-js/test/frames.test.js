import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framesOf } from '../src/websocket/frames.js';

/** @param {string} text */
const roundTrip = text => {
  const question = { modelId: 'm', messages: [text] };
  const frames = framesOf('id-1', question);
  for (const frame of frames) assert.ok(Buffer.byteLength(frame) <= 32 * 1024);
  if (frames.length === 1) return { frames, question: JSON.parse(frames[0] ?? '') };
  const parts = frames.map(frame => JSON.parse(frame));
  parts.forEach(({ action, id, index, last }, at) => {
    assert.deepEqual([action, id, index, last], ['part', 'id-1', at, at === parts.length - 1]);
  });
  return { frames, question: JSON.parse(parts.map(({ data }) => data).join('')) };
};

test('a question that fits is one frame', () => {
  assert.equal(roundTrip('x'.repeat(31_000)).frames.length, 1);
});

test('a longer one comes in parts that give it back, whatever is in it', () => {
  for (const unit of ['x', '"', '\\', '\n', 'ü', '€', '🌊', '\u0000', '\ud800', '"🌊\\ü']) {
    const text = unit.repeat(40_000);
    const { frames, question } = roundTrip(text);
    assert.ok(frames.length > 1);
    assert.deepEqual(question, { modelId: 'm', messages: [text], action: 'invoke', id: 'id-1' });
  }
});

test('no part begins or ends inside a character', () => {
  for (let shift = 0; shift < 4; shift += 1) {
    const frames = framesOf('i', { modelId: 'x'.repeat(shift), text: '🌊'.repeat(20_000) });
    for (const frame of frames) assert.doesNotMatch(JSON.parse(frame).data, /^[\udc00-\udfff]|[\ud800-\udbff]$/);
  }
});

test('a question over a megabyte is refused before anything is sent', () => {
  assert.ok(roundTrip('x'.repeat(1024 * 1024 - 200)).frames.length <= 64);
  assert.throws(() => roundTrip('x'.repeat(1024 * 1024)), { code: 'request_too_large' });
});
