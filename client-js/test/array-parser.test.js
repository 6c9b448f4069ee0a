import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createArrayParser } from '../src/array-parser.js';
import { bytesOf, everySplit } from './kit/byte-splits.js';

/** @param {Uint8Array[]} chunks @param {number} [maxBuffer] */
function read(chunks, maxBuffer) {
  const parser = createArrayParser(maxBuffer === undefined ? {} : { maxBuffer });
  const objects = chunks.flatMap(chunk => parser.push(chunk));
  return { objects, ended: parser.ended };
}

test('reads objects of any content, cut at every byte', () => {
  const objects = [
    { content: '] } "🌊\\' },
    { event: { a: [[{}], '{['], b: -1.5e3 } },
    {},
    { done: true, usage: null },
  ];
  for (const text of [JSON.stringify(objects), ` \r\n${JSON.stringify(objects, null, '\t')}\n `]) {
    for (const chunks of everySplit(bytesOf(text))) assert.deepEqual(read(chunks), { objects, ended: true });
  }
});

test('hands an object out with the byte that ends it', () => {
  const parser = createArrayParser();
  assert.deepEqual(parser.push(bytesOf('[{"content":"a"')), []);
  assert.deepEqual(parser.push(bytesOf('}')), [{ content: 'a' }]);
  assert.equal(parser.ended, false);
});

test('knows whether the array has ended', () => {
  assert.equal(read([bytesOf('[{},')]).ended, false);
  assert.equal(read([bytesOf('[]')]).ended, true);
});

test('refuses what is not an array of objects', () => {
  for (const text of [
    '{}',
    '[1]',
    '["a"]',
    '[[]]',
    '[{} {}]',
    '[,{}]',
    '[{},]',
    '[{}]]',
    '[{}],',
    '[{]}]',
    '<html>',
    '[{"a":}]',
  ]) {
    assert.throws(() => read([bytesOf(text)]), { code: 'invalid_answer' }, text);
  }
});

test('refuses an object that is larger than the buffer', () => {
  const chunks = Array.from({ length: 20 }, () => bytesOf('xxxxxxxxxx'));
  assert.throws(() => read([bytesOf('[{"content":"'), ...chunks], 100), { code: 'buffer_full' });
});
