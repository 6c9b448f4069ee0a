import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
import { CLAUDE, WRONG_KEY, frontDoors, prompt, stack } from './kit/stack.js';

/** @param {string} baseURL @param {string} apiKey */
const client = (baseURL, apiKey = stack.token) =>
  new AnthropicBedrock({ baseURL, apiKey, awsRegion: 'us-east-1', maxRetries: 0 });

const question = words => ({
  model: CLAUDE,
  max_tokens: 50,
  messages: [{ role: 'user', content: prompt(words) }],
});

for (const [name, url] of Object.entries(frontDoors)) {
  describe(`@anthropic-ai/bedrock-sdk at ${name}`, () => {
    test('a message', async () => {
      const message = await client(url).messages.create(question('text="one two" pieces=2'));
      assert.equal(message.content[0].text, 'one two');
      assert.equal(message.usage.output_tokens, 2);
    });

    test('a streamed message', async () => {
      const message = await client(url).messages.stream(question('text="one two" pieces=2')).finalMessage();
      assert.equal(message.content[0].text, 'one two');
      assert.equal(message.stop_reason, 'end_turn');
      assert.equal(message.usage.output_tokens, 2);
    });

    test('a failure within the stream raises', async () => {
      const stream = client(url).messages.stream(question('pieces=9 exception=throttlingException@4'));
      await assert.rejects(stream.finalMessage());
    });

    test('a wrong key and a wrong request', async () => {
      await assert.rejects(client(url, WRONG_KEY).messages.create(question('pieces=1')), { status: 403 });
      await assert.rejects(client(url).messages.create({ ...question('pieces=1'), messages: [] }), { status: 400 });
    });
  });
}
