import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModelResponse } from '../src/model-response.js';
import { reasoningOf } from '../src/index.js';

const chat = (/** @type {object} */ delta) => ({ choices: [{ index: 0, delta }] });

/** @type {Record<string, any>} */
const EVENTS = {
  anthropic: { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'hm' } },
  nova: { contentBlockDelta: { delta: { reasoningContent: { reasoningText: { text: 'hm' } } } } },
  converse: { contentBlockDelta: { delta: { reasoningContent: { text: 'hm' } } } },
  gptOss: chat({ reasoning: 'hm' }),
  deepSeek: chat({ reasoning_content: 'hm' }),
  magistral: chat({
    content: [
      {
        type: 'thinking',
        thinking: [
          { type: 'text', text: 'h' },
          { type: 'text', text: 'm' },
        ],
      },
      { type: 'text', text: 'Mouth' },
    ],
  }),
  mistralMessage: { choices: [{ message: { reasoning_content: 'hm' } }] },
};

for (const [family, event] of Object.entries(EVENTS)) {
  test(`finds the reasoning in an event of ${family}`, () => assert.equal(reasoningOf(event), 'hm'));
}

test('finds none in other events', () => {
  const others = [
    chat({ tool_calls: [{ function: { name: 'depth' } }] }),
    chat({ content: [{ type: 'reference' }] }),
    { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{' } },
    { contentBlockStart: { start: { toolUse: { name: 'depth' } } } },
    'no JSON',
    null,
    7,
  ];
  for (const event of others) assert.equal(reasoningOf(event), null);
});

test("leaves reasoning out of a document's text, where it begins with it", () => {
  const text = (/** @type {string} */ content) => readModelResponse({ choices: [{ message: { content } }] }).text;
  assert.equal(text('<reasoning>a\nb</reasoning><reasoning>c</reasoning>Mouth'), 'Mouth');
  assert.equal(text('Mouth <reasoning>a</reasoning>'), 'Mouth <reasoning>a</reasoning>');
  assert.equal(text('<reasoning>no end'), '<reasoning>no end');
});

test("takes a guardrail's word for why a document ended", () => {
  const { text, stopReason } = readModelResponse({
    generation: 'Not about floods.',
    stop_reason: 'stop',
    'amazon-bedrock-guardrailAction': 'INTERVENED',
  });
  assert.deepEqual([text, stopReason], ['Not about floods.', 'guardrail_intervened']);
});
