import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, familyName } from '../demo/request-bodies.js';
import { createMeter, inDollars } from '../demo/answer-metrics.js';

/** @param {string} modelId @returns {any} */
const body = modelId =>
  bodyOf({ modelId, turns: [{ question: 'q1', answer: 'a1' }], question: 'q2', system: 'S', maxTokens: 9 });

test('each family is asked in its own format, with what was said before', () => {
  assert.deepEqual(body('global.anthropic.claude-x'), {
    modelId: 'global.anthropic.claude-x',
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    system: 'S',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'q1' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'a1' }] },
      { role: 'user', content: [{ type: 'text', text: 'q2' }] },
    ],
  });
  assert.deepEqual(body('eu.amazon.nova-lite-v1:0').inferenceConfig, { maxTokens: 9 });
  assert.deepEqual(body('openai.gpt-oss-120b-1:0').messages[0], { role: 'system', content: 'S' });
  assert.match(
    body('us.meta.llama3-1-8b-instruct-v1:0').prompt,
    /system<\|end_header_id\|>\n\nS<\|eot_id\|>.*q2<\|eot_id\|><\|start_header_id\|>assistant<\|end_header_id\|>\n\n$/s,
  );
  assert.equal(body('mistral.mistral-7b-instruct-v0:2').prompt, '<s>[INST] q1 [/INST] a1</s>[INST] S\n\nq2 [/INST]');
  assert.deepEqual(body('cohere.command-r-v1:0').chat_history, [
    { role: 'USER', message: 'q1' },
    { role: 'CHATBOT', message: 'a1' },
  ]);
  assert.equal(body('amazon.titan-text-express-v1').inputText, 'S\n\nUser: q1\n\nBot: a1\n\nUser: q2\nBot:');
});

test('the name of a family is found in profiles and ARNs', () => {
  for (const id of [
    'amazon.nova-lite-v1:0',
    'us.amazon.nova-lite-v1:0',
    'in.amazon.nova-lite-v1:0',
    'us-gov.amazon.nova-lite-v1:0',
    'apac.amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-lite-v1:0',
  ]) {
    assert.equal(familyName(id), 'amazon.nova-lite-v1:0');
  }
});

test('small amounts are written out', () => {
  const amounts = [0, 12_300, 120, 45_600_000, 12_300_000_000].map(inDollars);
  assert.deepEqual(amounts, ['$0', '$0.000012', '$0.00000012', '$0.05', '$12.30']);
});

test('measures the first chunk and the speed from then on', () => {
  const times = [0, 300, 310, 320, 400];
  const meter = createMeter(() => times.shift() ?? 0);
  assert.equal(meter.firstChunk, null);
  for (let chunk = 0; chunk < 4; chunk += 1) meter.chunk();
  assert.deepEqual([meter.firstChunk, meter.chunksPerSecond], [300, 30]);
});
