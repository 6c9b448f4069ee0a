import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readModelResponse } from '../src/model-response.js';
import { shared } from './kit/shared-data.js';

/** @type {Record<string, any>} */
const DOCUMENTS = {
  anthropic: {
    content: [
      { type: 'thinking', thinking: 'no' },
      { type: 'text', text: 'Hi' },
    ],
    stop_reason: 'end',
  },
  nova: { output: { message: { content: [{ text: 'H' }, { toolUse: {} }, { text: 'i' }] } }, stopReason: 'end' },
  openai: { choices: [{ message: { content: 'Hi' }, finish_reason: 'end' }] },
  llama: { generation: 'Hi', stop_reason: 'end' },
  mistral: { outputs: [{ text: 'Hi', stop_reason: 'end' }] },
  cohereCommand: { generations: [{ text: 'Hi', finish_reason: 'end' }] },
  cohereCommandR: { text: 'Hi', finish_reason: 'end' },
  titan: { results: [{ outputText: 'Hi', completionReason: 'end' }] },
  pegasus: { message: 'Hi', finishReason: 'end' },
  jurassic: { completions: [{ data: { text: 'Hi' }, finishReason: { reason: 'end' } }] },
};

for (const [family, document] of Object.entries(DOCUMENTS)) {
  test(`finds the text and the stop reason in an answer of ${family}`, () => {
    const { text, stopReason, usage } = readModelResponse(document);
    assert.deepEqual([text, stopReason, usage], ['Hi', 'end', null]);
  });
}

test('finds usage in the words of the families, and guesses none', () => {
  const none = {
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    costNanoUsd: null,
  };
  assert.deepEqual(
    readModelResponse({ usage: { input_tokens: 1, output_tokens: 2, cache_read_input_tokens: 3 } }).usage,
    {
      ...none,
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: 3,
    },
  );
  assert.deepEqual(readModelResponse({ usage: { prompt_tokens: 0 } }).usage, { ...none, inputTokens: 0 });
  assert.deepEqual(readModelResponse({ prompt_token_count: 4, generation_token_count: 5 }).usage, {
    ...none,
    inputTokens: 4,
    outputTokens: 5,
  });
});

test('is at a loss for nothing', () => {
  for (const odd of [null, 'text', 1, [], {}, { content: null }, { choices: [null] }, { content: [{ text: 1 }] }]) {
    assert.equal(readModelResponse(odd).text, '');
  }
});

const recordings = shared('recordings');

test('finds the text in every recorded answer', { skip: recordings.skip }, () => {
  const names = readdirSync(recordings.path).filter(name => /\.invoke\.200\..*response\.json$/.test(name));
  assert.ok(names.length > 5);
  /** @param {string} name */
  const read = name => JSON.parse(readFileSync(join(recordings.path, name), 'utf8'));
  const wrong = names.filter(name => {
    const expected = read(name.replace('.response.', '.expected.'));
    // Some begin with their reasoning, which is no text of the answer.
    const text = expected.text?.replace(/^(<reasoning>[^]*?<\/reasoning>)+/, '');
    return typeof text === 'string' && readModelResponse(read(name)).text !== text;
  });
  assert.deepEqual(wrong, []);
});
