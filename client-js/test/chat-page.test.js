import { Marked } from 'marked';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typesFor } from '../demo/attachments.js';
import { errorMessageFor } from '../demo/error-messages.js';
import { createMarkdownParser } from '../demo/markdown-parser.js';
import { familyName } from '../demo/model-family.js';
import { bodyOf } from '../demo/request-bodies.js';
import { createMeter, inDollars } from '../demo/answer-metrics.js';
import { StreambedError } from '../src/error.js';

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
  const amounts = [0, 0.0000123, 0.00000012, 0.0456, 12.3].map(inDollars);
  assert.deepEqual(amounts, ['$0', '$0.000012', '$0.00000012', '$0.05', '$12.30']);
});

test('measures the first chunk and the speed from then on', () => {
  const times = [0, 300, 310, 320, 400];
  const meter = createMeter(() => times.shift() ?? 0);
  assert.equal(meter.facts().firstChunk, null);
  for (let chunk = 0; chunk < 4; chunk += 1) meter.chunk();
  assert.deepEqual(meter.facts(), { firstChunk: 300, chunksPerSecond: 30 });
});

const PNG = { name: 'a.png', type: 'image/png', data: 'AAAA' };
const PDF = { name: 'b.pdf', type: 'application/pdf', data: 'BBBB' };

/** @param {string} modelId @returns {any} */
const bodyWithFiles = modelId =>
  bodyOf({ modelId, turns: [], question: 'q', attachments: [PNG, PDF], system: '', maxTokens: 9 });

test('each family gets the files that it takes in its own format, and the names of others', () => {
  assert.deepEqual(bodyWithFiles('global.anthropic.claude-sonnet-5').messages[0].content, [
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
    { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' } },
    { type: 'text', text: 'q' },
  ]);
  assert.deepEqual(bodyWithFiles('eu.amazon.nova-2-lite-v1:0').messages[0].content, [
    { image: { format: 'png', source: { bytes: 'AAAA' } } },
    { text: '[Not shown: b.pdf]\nq' },
  ]);
  assert.deepEqual(bodyWithFiles('qwen.qwen3-vl-235b-a22b').messages[0].content, [
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
    { type: 'text', text: '[Not shown: b.pdf]\nq' },
  ]);
  assert.equal(
    bodyWithFiles('openai.gpt-oss-20b-1:0').messages[0].content,
    '[Not shown: a.png]\n[Not shown: b.pdf]\nq',
  );
  assert.match(bodyWithFiles('us.meta.llama3-1-8b-instruct-v1:0').prompt, /\[Not shown: a\.png\]/);
});

test('files are offered for the models that take them', () => {
  assert.deepEqual(typesFor('amazon.nova-micro-v1:0'), []);
  assert.equal(typesFor('us.amazon.nova-pro-v1:0').includes('image/webp'), true);
  assert.equal(typesFor('anthropic.claude-3-haiku-20240307-v1:0').includes('application/pdf'), false);
  assert.equal(typesFor('global.anthropic.claude-haiku-4-5-20251001-v1:0').includes('application/pdf'), true);
});

test('an error has the sentence that came, and says when it is worth another try', () => {
  /** @param {number | null} retryAfter */
  const adviceAfter = retryAfter => errorMessageFor(new StreambedError('rate_limited', 'Full.', { retryAfter })).advice;
  assert.deepEqual([null, 1, 90, 200, 7300, 200_000].map(adviceAfter), [
    '',
    'Possible again in 1 second.',
    'Possible again in 90 seconds.',
    'Possible again in 4 minutes.',
    'Possible again in 3 hours.',
    'Possible again in 3 days.',
  ]);
  const { title, field } = errorMessageFor(new StreambedError('unauthenticated', 'The key has expired.'));
  assert.deepEqual([title, field], ['The key has expired.', 'apiKey']);
});

const { blocksOf, htmlOf } = createMarkdownParser(Marked);
/** @param {string} text */
const html = text => htmlOf(blocksOf(text).flatMap(({ tokens }) => tokens));

test('blocks have all of the text, and what is in details is one', () => {
  const text = '\n\n# a\n\n\nb\nc\n\n<details>\n\n- d\n\n<details>\n\ne\n\n</details>\n\nf\n\n</details>\n\n\tg\n\n';
  const blocks = blocksOf(text);
  assert.equal(
    blocks.reduce((sum, { length }) => sum + length, 0),
    text.length,
  );
  assert.deepEqual(
    blocks.map(({ tokens }) => tokens[0].type),
    ['heading', 'paragraph', 'html', 'code'],
  );
});

test('dollars are formulas only where they cannot be amounts', () => {
  for (const text of ['$5 and $10', '$5, or $6', '$5-$6', 'US$5 and CA$6', '`$x$`', '\\$x$', '$HOME/$USER', '$ x $'])
    assert.doesNotMatch(html(text), /<math/, text);
  for (const text of ['$x$', 'is $x^2$.', '$$x$$', '\\(x\\)', '\\[x\\]', '- $x$', '|a|\n|-|\n|$x$|', '> $$\n> x\n> $$'])
    assert.match(html(text), /<math[^>]*>x(\^2)?<\/math>/, text);
  assert.match(html('$a<b$'), /<math>a&#60;b<\/math>/);
});
