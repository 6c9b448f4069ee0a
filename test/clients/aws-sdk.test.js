import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CLAUDE, NOVA, PNG, WRONG_KEY, frontDoors, newKey, prompt, stack } from './kit/stack.js';

/** @param {string} endpoint @param {string} key */
const client = (endpoint, key = stack.token) =>
  new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint,
    token: { token: key },
    authSchemePreference: ['httpBearerAuth'],
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });

const user = text => [{ role: 'user', content: [{ text }] }];
const weather = {
  tools: [
    {
      toolSpec: {
        name: 'weather',
        description: 'The weather of a city',
        inputSchema: {
          json: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        },
      },
    },
  ],
};

async function events(response) {
  const all = [];
  for await (const event of response.stream) all.push(event);
  return all;
}

for (const [name, url] of Object.entries(frontDoors)) {
  describe(`@aws-sdk/client-bedrock-runtime at ${name}`, () => {
    for (const modelId of [CLAUDE, NOVA]) {
      test(`Converse with ${modelId}`, async () => {
        const answer = await client(url).send(
          new ConverseCommand({
            modelId,
            system: [{ text: 'Be brief.' }],
            messages: user(prompt('text="one two" pieces=2')),
            inferenceConfig: { maxTokens: 50 },
          }),
        );
        assert.equal(answer.output.message.content[0].text, 'one two');
        assert.equal(answer.stopReason, 'end_turn');
        assert.equal(answer.usage.outputTokens, 2);
        assert.ok(answer.usage.inputTokens > 0);
      });

      test(`ConverseStream with ${modelId}`, async () => {
        const answer = await client(url).send(
          new ConverseStreamCommand({ modelId, messages: user(prompt('text="one two" pieces=2')) }),
        );
        const all = await events(answer);
        assert.equal(all.map(event => event.contentBlockDelta?.delta?.text ?? '').join(''), 'one two');
        assert.equal(all.at(-2).messageStop.stopReason, 'end_turn');
        assert.equal(all.at(-1).metadata.usage.outputTokens, 2);
      });
    }

    test('a tool in two turns, its arguments streamed', async () => {
      const question = user(prompt('tool=weather input=\'{"city": "Bonn"}\''));
      const first = await events(
        await client(url).send(new ConverseStreamCommand({ modelId: CLAUDE, messages: question, toolConfig: weather })),
      );
      const start = first.find(event => event.contentBlockStart?.start?.toolUse)?.contentBlockStart.start.toolUse;
      const input = first.map(event => event.contentBlockDelta?.delta?.toolUse?.input ?? '').join('');
      assert.deepEqual(JSON.parse(input), { city: 'Bonn' });
      assert.equal(first.find(event => event.messageStop).messageStop.stopReason, 'tool_use');
      const second = await client(url).send(
        new ConverseCommand({
          modelId: CLAUDE,
          toolConfig: weather,
          messages: [
            ...question,
            { role: 'assistant', content: [{ toolUse: { ...start, input: JSON.parse(input) } }] },
            {
              role: 'user',
              content: [{ toolResult: { toolUseId: start.toolUseId, content: [{ text: 'sunny' }] } }],
            },
          ],
        }),
      );
      assert.match(second.output.message.content[0].text, /sunny/);
    });

    test('an image', async () => {
      const answer = await client(url).send(
        new ConverseCommand({
          modelId: CLAUDE,
          messages: [
            {
              role: 'user',
              content: [
                { text: prompt('pieces=1') },
                { image: { format: 'png', source: { bytes: Buffer.from(PNG, 'base64') } } },
              ],
            },
          ],
        }),
      );
      assert.equal(answer.usage.outputTokens, 1);
    });

    test('reasoning and cached tokens', async () => {
      const all = await events(
        await client(url).send(
          new ConverseStreamCommand({
            modelId: CLAUDE,
            messages: user(prompt('reasoning="so so" cacheRead=700 cacheWrite=20 pieces=2')),
          }),
        ),
      );
      const deltas = all.map(event => event.contentBlockDelta?.delta?.reasoningContent ?? {});
      assert.equal(deltas.map(delta => delta.text ?? '').join(''), 'so so');
      assert.ok(deltas.some(delta => delta.signature));
      assert.equal(all.at(-1).metadata.usage.cacheReadInputTokens, 700);
      assert.equal(all.at(-1).metadata.usage.cacheWriteInputTokens, 20);
    });

    test('the maximum of tokens', async () => {
      const answer = await client(url).send(
        new ConverseCommand({
          modelId: CLAUDE,
          messages: user(prompt('pieces=50')),
          inferenceConfig: { maxTokens: 3 },
        }),
      );
      assert.equal(answer.stopReason, 'max_tokens');
      assert.equal(answer.usage.outputTokens, 3);
    });

    test("InvokeModel and InvokeModelWithResponseStream in the model's own format", async () => {
      const body = JSON.stringify({
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 50,
        messages: [{ role: 'user', content: prompt('text="one two" pieces=2') }],
      });
      const whole = await client(url).send(new InvokeModelCommand({ modelId: CLAUDE, body }));
      assert.equal(JSON.parse(new TextDecoder().decode(whole.body)).content[0].text, 'one two');
      const streamed = await client(url).send(new InvokeModelWithResponseStreamCommand({ modelId: CLAUDE, body }));
      const types = [];
      for await (const event of streamed.body) types.push(JSON.parse(new TextDecoder().decode(event.chunk.bytes)).type);
      assert.equal(types[0], 'message_start');
      assert.equal(types.at(-1), 'message_stop');
    });

    test('a failure within the stream raises', async () => {
      const answer = await client(url).send(
        new ConverseStreamCommand({
          modelId: CLAUDE,
          messages: user(prompt('pieces=9 exception=modelStreamErrorException@4')),
        }),
      );
      await assert.rejects(events(answer), { name: 'ModelStreamErrorException' });
    });

    test('a torn stream raises', async () => {
      const answer = await client(url).send(
        new ConverseStreamCommand({ modelId: CLAUDE, messages: user(prompt('pieces=50 cut=1500')) }),
      );
      await assert.rejects(events(answer), { name: 'InternalServerException' });
    });

    test('a wrong key, an unknown model and an invalid request', async () => {
      const messages = user(prompt('pieces=1'));
      await assert.rejects(client(url, WRONG_KEY).send(new ConverseCommand({ modelId: CLAUDE, messages })), {
        name: 'AccessDeniedException',
      });
      await assert.rejects(client(url).send(new ConverseCommand({ modelId: 'no.such-model', messages })), {
        name: 'AccessDeniedException',
        message: /no\.such-model/,
      });
      await assert.rejects(client(url).send(new ConverseCommand({ modelId: CLAUDE, messages: [] })), {
        name: 'ValidationException',
      });
    });

    test('a limit is throttling, with the time to wait', async () => {
      const key = await newKey({ requestsPerDay: 1 });
      const command = new ConverseCommand({ modelId: CLAUDE, messages: user(prompt('pieces=1')) });
      await client(url, key).send(command);
      const refusal = await client(url, key)
        .send(command)
        .catch(error => error);
      assert.equal(refusal.name, 'ThrottlingException');
      assert.equal(refusal.$metadata.httpStatusCode, 429);
      assert.ok(Number(refusal.$response.headers['retry-after']) > 0);
    });

    test('an aborted stream ends', async () => {
      const abort = new AbortController();
      const answer = await client(url).send(
        new ConverseStreamCommand({
          modelId: CLAUDE,
          messages: [{ role: 'user', content: [{ text: 'Hello [[bedrock pieces=200 interval=20ms]]' }] }],
        }),
        { abortSignal: abort.signal },
      );
      let seen = 0;
      await assert.rejects(async () => {
        for await (const _ of answer.stream) if (++seen === 3) abort.abort();
      });
      assert.ok(seen < 200);
    });
  });
}
