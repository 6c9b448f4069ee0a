import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import Anthropic0 from 'anthropic-sdk-0';
import { CLAUDE, NOVA, PNG, WRONG_KEY, frontDoors, newKey, prompt, stack, stopRequest } from './kit/stack.js';

/** The first sends the key as a bearer token and the newer version of the API, the second the older form of both. */
const SDKS = { '@anthropic-ai/sdk 1.x': Anthropic, '@anthropic-ai/sdk 0.x': Anthropic0 };

const question = (words, more = {}) => ({
  model: CLAUDE,
  max_tokens: 100,
  system: 'Be brief.',
  messages: [{ role: 'user', content: prompt(words) }],
  ...more,
});

const weather = {
  name: 'weather',
  description: 'The weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

for (const [sdk, Sdk] of Object.entries(SDKS)) {
  for (const [name, url] of Object.entries(frontDoors)) {
    describe(`${sdk} at ${name}`, () => {
      const client = (apiKey = stack.token) => new Sdk({ baseURL: url, apiKey, maxRetries: 0 });

      for (const model of [CLAUDE, NOVA]) {
        test(`a message of ${model}`, async () => {
          const message = await client().messages.create(question('text="one two" pieces=2', { model }));
          assert.equal(message.content[0].text, 'one two');
          assert.equal(message.stop_reason, 'end_turn');
          assert.equal(message.usage.output_tokens, 2);
        });

        test(`a streamed message of ${model}`, async () => {
          const message = await client().messages.stream(question('text="one two" pieces=2', { model })).finalMessage();
          assert.equal(message.content[0].text, 'one two');
          assert.equal(message.usage.output_tokens, 2);
          assert.ok(message.usage.input_tokens > 0);
        });

        test(`a tool of ${model} in two turns, its arguments streamed`, async () => {
          const ask = question('tool=weather input=\'{"city": "Bonn"}\'', { model, tools: [weather] });
          const first = await client().messages.stream(ask).finalMessage();
          assert.equal(first.stop_reason, 'tool_use');
          const call = first.content.find(block => block.type === 'tool_use');
          assert.deepEqual(call.input, { city: 'Bonn' });
          const second = await client().messages.create({
            ...ask,
            messages: [
              ...ask.messages,
              { role: 'assistant', content: first.content },
              { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'sunny' }] },
            ],
          });
          assert.match(second.content[0].text, /sunny/);
        });
      }

      test('an image', async () => {
        const message = await client().messages.create({
          model: CLAUDE,
          max_tokens: 100,
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: prompt('pieces=1') },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
              ],
            },
          ],
        });
        assert.equal(message.usage.output_tokens, 1);
      });

      test('thinking and cached tokens', async () => {
        const message = await client()
          .messages.stream(question('reasoning="so so" cacheRead=700 pieces=2', { max_tokens: 5000 }))
          .finalMessage();
        assert.equal(message.content[0].thinking, 'so so');
        assert.ok(message.content[0].signature);
        assert.equal(message.usage.cache_read_input_tokens, 700);
      });

      test('the tokens of a prompt, and the models', async () => {
        const { max_tokens, ...counted } = question('pieces=1');
        const { input_tokens } = await client().messages.countTokens(counted);
        const message = await client().messages.create({ ...counted, max_tokens });
        assert.equal(input_tokens, message.usage.input_tokens);
        const ids = [];
        for await (const model of client().models.list()) ids.push(model.id);
        assert.ok(ids.includes(CLAUDE) && ids.includes(NOVA));
      });

      test('the maximum of tokens', async () => {
        const message = await client().messages.create(question('pieces=50', { max_tokens: 3 }));
        assert.equal(message.stop_reason, 'max_tokens');
      });

      test('a wrong key, an unknown model and a wrong request', async () => {
        await assert.rejects(client(WRONG_KEY).messages.create(question('pieces=1')), Sdk.AuthenticationError);
        await assert.rejects(client().messages.create(question('pieces=1', { model: 'no-such-model' })), error => {
          assert.ok(error instanceof Sdk.APIError);
          assert.match(error.message, /no-such-model/);
          return true;
        });
        await assert.rejects(client().messages.create({ ...question('pieces=1'), messages: [] }), Sdk.BadRequestError);
      });

      test('a limit, with the time to wait', async () => {
        const key = await newKey({ requestsPerDay: 1 });
        await client(key).messages.create(question('pieces=1'));
        await assert.rejects(client(key).messages.create(question('pieces=1')), error => {
          assert.ok(error instanceof Sdk.RateLimitError);
          assert.ok(Number(error.headers.get('retry-after')) > 0);
          return true;
        });
      });

      test('a failure within the stream raises', async () => {
        const stream = client().messages.stream(question('pieces=9 exception=throttlingException@4'));
        await assert.rejects(stream.finalMessage(), Sdk.APIError);
      });

      test('a stopped stream ends', async () => {
        const stream = client().messages.stream({
          model: CLAUDE,
          max_tokens: 1000,
          messages: [{ role: 'user', content: 'Hello [[bedrock pieces=400 interval=20ms]]' }],
        });
        let seen = 0;
        for await (const event of stream) {
          if (event.type === 'content_block_delta' && ++seen === 3) {
            await stopRequest(url, stack.token, stream.request_id);
          }
        }
        assert.equal((await stream.finalMessage()).stop_reason, 'end_turn');
        assert.ok(seen < 400);
      });
    });
  }
}
