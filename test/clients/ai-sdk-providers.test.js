import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { CLAUDE, NOVA, WRONG_KEY, frontDoors, prompt, stack } from './kit/stack.js';

/** Providers of the AI SDK, each for one of the gateway's APIs. */
const providers = {
  '@ai-sdk/openai-compatible': (url, apiKey) =>
    createOpenAICompatible({ name: 'streambed', baseURL: `${url}/v1`, apiKey, includeUsage: true }),
  '@ai-sdk/anthropic': (url, apiKey) => createAnthropic({ baseURL: `${url}/v1`, apiKey }),
  '@ai-sdk/amazon-bedrock': (url, apiKey) => createAmazonBedrock({ baseURL: url, apiKey, region: 'us-east-1' }),
};

const weather = tool({
  description: 'The weather of a city',
  inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }),
  execute: async ({ city }) => `sunny in ${city}`,
});

for (const [name, url] of Object.entries(frontDoors)) {
  for (const [provider, create] of Object.entries(providers)) {
    describe(`${provider} at ${name}`, () => {
      for (const id of [CLAUDE, NOVA]) {
        test(`a streamed text of ${id}`, async () => {
          const model = create(url, stack.token)(id);
          const result = streamText({ model, prompt: prompt('text="one two" pieces=2'), onError: () => {} });
          assert.equal(await result.text, 'one two');
          assert.equal(await result.finishReason, 'stop');
          assert.equal((await result.usage).outputTokens, 2);
        });

        test(`a tool of ${id} in two steps`, async () => {
          const { text, steps } = await generateText({
            model: create(url, stack.token)(id),
            prompt: prompt('tool=weather input=\'{"city": "Bonn"}\''),
            tools: { weather },
            stopWhen: stepCountIs(3),
          });
          assert.match(text, /sunny in Bonn/);
          assert.equal(steps.length, 2);
        });
      }

      test('a wrong key and an unknown model', async () => {
        const generate = (key, id) =>
          generateText({ model: create(url, key)(id), prompt: prompt('pieces=1'), maxRetries: 0 });
        await assert.rejects(generate(WRONG_KEY, NOVA), error => error.statusCode === 401 || error.statusCode === 403);
        await assert.rejects(generate(stack.token, 'no-such-model'), /no-such-model/);
      });

      test('a failure within the stream', async () => {
        const errors = [];
        const result = streamText({
          model: create(url, stack.token)(NOVA),
          prompt: prompt('pieces=9 exception=modelStreamErrorException@4'),
          maxRetries: 0,
          onError: ({ error }) => errors.push(error),
        });
        await result.consumeStream();
        assert.ok(errors.length > 0);
      });
    });
  }
}
