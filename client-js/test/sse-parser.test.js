import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createSseParser } from '../src/sse-parser.js';
import { bytesOf, everySplit } from './kit/byte-splits.js';
import { shared } from './kit/shared-data.js';

/** @param {Uint8Array[]} chunks */
const parsed = chunks => {
  const parser = createSseParser();
  return chunks.flatMap(chunk => parser.push(chunk));
};

/** @param {string} wire @param {{ type?: string, data: string, lastEventId?: string }[]} events */
function reads(wire, events) {
  const wanted = events.map(event => ({ type: 'message', lastEventId: '', ...event }));
  for (const chunks of everySplit(bytesOf(wire))) assert.deepEqual(parsed(chunks), wanted);
}

test('reads an answer of the gateway, cut at every byte', () => {
  reads('data: {"content":"Grüße 🌊"}\n\n: ping\n\nevent: usage\ndata: {"inputTokens":1}\n\ndata: [DONE]\n\n', [
    { data: '{"content":"Grüße 🌊"}' },
    { type: 'usage', data: '{"inputTokens":1}' },
    { data: '[DONE]' },
  ]);
});

test('takes a line feed, a return and both of them for the end of a line', () => {
  reads('data:1\r\rdata:2\n\ndata:3\r\n\r\ndata:4\r\n\n', [{ data: '1' }, { data: '2' }, { data: '3' }, { data: '4' }]);
});

test('joins several lines of data', () => reads('data: a\ndata:\ndata:  b\n\n', [{ data: 'a\n\n b' }]));

test('passes over one byte order mark, comments and fields that it does not know', () => {
  reads('\ufeff:data: no\nfoo: bar\ndata\ndata: x\n\n', [{ data: '\nx' }]);
});

test('drops an event that the stream ends in', () => reads('data: 1\n\ndata: 2\n', [{ data: '1' }]));

test('hands an event out with the byte that ends it', () => {
  const parser = createSseParser();
  assert.deepEqual(parser.push(bytesOf('data: 1\r\n')), []);
  assert.equal(parser.push(bytesOf('\r')).length, 1);
  assert.deepEqual(parser.push(bytesOf('\n')), []);
});

test('refuses an event that is larger than the buffer, in one line or in many', () => {
  const full = { code: 'buffer_full' };
  assert.throws(() => createSseParser({ maxBuffer: 100 }).push(bytesOf(`data: ${'x'.repeat(100)}`)), full);
  assert.throws(() => createSseParser({ maxBuffer: 100 }).push(bytesOf('data: xxxxxxxx\n'.repeat(20))), full);
  assert.throws(() => createSseParser({ maxBuffer: 100 }).push(bytesOf('event: xxxxxxx'.repeat(20))), full);
  assert.equal(createSseParser({ maxBuffer: 100 }).push(bytesOf('data: xxxxxxxx\n\n'.repeat(20))).length, 20);
});

// It takes some 100 ms; in a time that grows with the square of the events it would take minutes.
test('reads a megabyte in lines of ten bytes in time that grows with its events', { timeout: 60_000 }, () => {
  assert.equal(parsed([bytesOf('data: x\n\n'.repeat(120_000))]).length, 120_000);
});

const vectors = shared('sse/cases.json');

test('reads the test vectors of the specification, cut at every byte', { skip: vectors.skip }, () => {
  const { cases } = JSON.parse(readFileSync(vectors.path, 'utf8'));
  assert.ok(cases.length >= 20);
  for (const { name, wire, events } of cases) {
    const bytes = bytesOf(wire);
    const cuts = bytes.length > 3000 ? [[bytes]] : everySplit(bytes);
    for (const chunks of cuts) assert.deepEqual(parsed(chunks), events, name);
  }
});
