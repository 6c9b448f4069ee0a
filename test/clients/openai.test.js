import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import {
  CLAUDE,
  COHERE_EMBEDDINGS,
  NOVA,
  PNG,
  TITAN_EMBEDDINGS,
  WRONG_KEY,
  frontDoors,
  newKey,
  prompt,
  stack,
  stopRequest,
} from './kit/stack.js';

/** @param {string} url @param {string} apiKey */
const client = (url, apiKey = stack.token) => new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 });

const question = (words, more = {}) => ({
  model: NOVA,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: prompt(words) },
  ],
  ...more,
});

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

async function chunks(stream) {
  const all = [];
  for await (const chunk of stream) all.push(chunk);
  return all;
}

for (const [name, url] of Object.entries(frontDoors)) {
  describe(`openai at ${name}`, () => {
    for (const model of [CLAUDE, NOVA]) {
      test(`a completion of ${model}`, async () => {
        const answer = await client(url).chat.completions.create(question('text="one two" pieces=2', { model }));
        assert.equal(answer.choices[0].message.content, 'one two');
        assert.equal(answer.choices[0].finish_reason, 'stop');
        assert.equal(answer.usage.completion_tokens, 2);
        assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + 2);
      });

      test(`a streamed completion of ${model}`, async () => {
        const stream = await client(url).chat.completions.create(
          question('text="one two" pieces=2', { model, stream: true, stream_options: { include_usage: true } }),
        );
        const all = await chunks(stream);
        assert.equal(all.map(chunk => chunk.choices[0]?.delta.content ?? '').join(''), 'one two');
        assert.equal(all.at(-1).usage.completion_tokens, 2);
        assert.deepEqual(all.at(-1).choices, []);
      });
    }

    test('a tool in two turns, its arguments streamed', async () => {
      const ask = question('tool=weather input=\'{"city": "Bonn"}\'', { model: CLAUDE, tools: [weather] });
      const stream = client(url).chat.completions.stream(ask);
      const { message, finish_reason } = (await stream.finalChatCompletion()).choices[0];
      assert.equal(finish_reason, 'tool_calls');
      assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), { city: 'Bonn' });
      const second = await client(url).chat.completions.create({
        ...ask,
        messages: [
          ...ask.messages,
          message,
          { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'sunny' },
        ],
      });
      assert.match(second.choices[0].message.content, /sunny/);
    });

    test('an image', async () => {
      const answer = await client(url).chat.completions.create({
        model: CLAUDE,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: prompt('pieces=1') },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
            ],
          },
        ],
      });
      assert.equal(answer.usage.completion_tokens, 1);
    });

    test('cached tokens are part of the prompt', async () => {
      const answer = await client(url).chat.completions.create(question('pieces=1 cacheRead=700', { model: CLAUDE }));
      assert.equal(answer.usage.prompt_tokens_details.cached_tokens, 700);
      assert.ok(answer.usage.prompt_tokens > 700);
    });

    test('the maximum of tokens', async () => {
      const answer = await client(url).chat.completions.create(question('pieces=50', { max_completion_tokens: 3 }));
      assert.equal(answer.choices[0].finish_reason, 'length');
    });

    test('a schema for the answer', async () => {
      const answer = await client(url).chat.completions.create({
        model: CLAUDE,
        messages: [{ role: 'user', content: 'Hello' }],
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'city',
            schema: {
              type: 'object',
              properties: { city: { type: 'string' } },
              required: ['city'],
              additionalProperties: false,
            },
          },
        },
      });
      assert.equal(typeof JSON.parse(answer.choices[0].message.content).city, 'string');
    });

    test('a response, whole and streamed, and a tool in two turns', async () => {
      const responses = client(url).responses;
      const whole = await responses.create({ model: NOVA, input: prompt('text="one two" pieces=2'), store: false });
      assert.equal(whole.output_text, 'one two');
      assert.equal(whole.usage.output_tokens, 2);
      const types = [];
      let text = '';
      for await (const event of await responses.create({
        model: CLAUDE,
        input: prompt('text="one two" pieces=2'),
        store: false,
        stream: true,
      })) {
        types.push(event.type);
        text += event.type === 'response.output_text.delta' ? event.delta : '';
      }
      assert.equal(text, 'one two');
      assert.equal(types[0], 'response.created');
      assert.equal(types.at(-1), 'response.completed');
      const tools = [{ type: 'function', ...weather.function, strict: false }];
      const question = { role: 'user', content: prompt('tool=weather input=\'{"city": "Bonn"}\'') };
      const first = await responses.create({ model: CLAUDE, input: [question], tools, store: false });
      const call = first.output.find(item => item.type === 'function_call');
      assert.deepEqual(JSON.parse(call.arguments), { city: 'Bonn' });
      const second = await responses.create({
        model: CLAUDE,
        input: [question, ...first.output, { type: 'function_call_output', call_id: call.call_id, output: 'sunny' }],
        tools,
        store: false,
      });
      assert.match(second.output_text, /sunny/);
      await assert.rejects(
        responses.create({ model: CLAUDE, input: 'Hello', previous_response_id: 'resp_1' }),
        OpenAI.BadRequestError,
      );
    });

    for (const model of [TITAN_EMBEDDINGS, COHERE_EMBEDDINGS]) {
      test(`embeddings of ${model}`, async () => {
        const create = (input, more) => client(url).embeddings.create({ model, input, dimensions: 256, ...more });
        // The SDK asks for base64, unless the caller chooses.
        const batch = await create(Array.from({ length: 100 }, (_, number) => `text number ${number}`));
        assert.deepEqual(
          batch.data.map(each => each.index),
          Array.from({ length: 100 }, (_, number) => number),
        );
        assert.ok(batch.usage.prompt_tokens >= 100);
        const floats = (await create('text number 99', { encoding_format: 'float' })).data[0].embedding;
        assert.equal(floats.length, 256);
        const last = batch.data[99].embedding;
        assert.ok(floats.every((float, index) => Math.abs(float - last[index]) < 1e-6));
        const { data } = await create('text number 99', { encoding_format: 'base64' });
        assert.equal(Buffer.from(data[0].embedding, 'base64').readFloatLE(0), last[0]);
      });
    }

    test('the models', async () => {
      const ids = [];
      for await (const model of client(url).models.list()) ids.push(model.id);
      assert.ok(ids.includes(CLAUDE) && ids.includes(NOVA));
      assert.equal((await client(url).models.retrieve(NOVA)).id, NOVA);
      await assert.rejects(client(url).models.retrieve('no-such-model'), OpenAI.NotFoundError);
    });

    test('a wrong key, an unknown model and members that are not taken', async () => {
      const create = (body, key) => client(url, key).chat.completions.create(body);
      await assert.rejects(create(question('pieces=1'), WRONG_KEY), OpenAI.AuthenticationError);
      await assert.rejects(create(question('pieces=1', { model: 'no-such-model' })), error => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.match(error.message, /no-such-model/);
        return true;
      });
      await assert.rejects(create(question('pieces=1', { logit_bias: { 50256: -100 } })), error => {
        assert.ok(error instanceof OpenAI.BadRequestError);
        assert.equal(error.param, 'logit_bias');
        return true;
      });
    });

    test('a limit, with the time to wait', async () => {
      const key = await newKey({ requestsPerDay: 1 });
      await client(url, key).chat.completions.create(question('pieces=1'));
      await assert.rejects(client(url, key).chat.completions.create(question('pieces=1')), error => {
        assert.ok(error instanceof OpenAI.RateLimitError);
        assert.ok(Number(error.headers.get('retry-after')) > 0);
        return true;
      });
    });

    test('a failure within the stream raises', async () => {
      const stream = await client(url).chat.completions.create(
        question('pieces=9 exception=modelStreamErrorException@4', { stream: true }),
      );
      await assert.rejects(chunks(stream), OpenAI.APIError);
    });

    test('a stopped stream ends', async () => {
      const { data, response } = await client(url)
        .chat.completions.create({
          model: CLAUDE,
          messages: [{ role: 'user', content: 'Hello [[bedrock pieces=400 interval=20ms]]' }],
          stream: true,
        })
        .withResponse();
      const all = [];
      for await (const chunk of data) {
        all.push(chunk);
        if (all.length === 3) await stopRequest(url, stack.token, response.headers.get('x-request-id'));
      }
      assert.equal(all.at(-1).choices[0].finish_reason, 'stop');
      assert.ok(all.length < 400);
    });

    test('an aborted stream ends', async () => {
      const stream = await client(url).chat.completions.create({
        model: CLAUDE,
        messages: [{ role: 'user', content: 'Hello [[bedrock pieces=200 interval=20ms]]' }],
        stream: true,
      });
      let seen = 0;
      for await (const _ of stream) if (++seen === 3) stream.controller.abort();
      assert.ok(seen < 200);
    });
  });
}
