import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AbstractChat,
  DefaultChatTransport,
  jsonSchema,
  lastAssistantMessageIsCompleteWithToolCalls,
  readUIMessageStream,
  tool,
} from 'ai';
import { CLAUDE, NOVA, PNG, WRONG_KEY, frontDoors, newKey, prompt, stack, stopRequest } from './kit/stack.js';

const SLOW = 'Hello [[bedrock pieces=400 interval=20ms]]';

const tools = {
  weather: tool({
    description: 'The weather of a city',
    inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }),
  }),
};

/** @param {string} url @param {object} body @param {string} key */
const transport = (url, body, key = stack.token) =>
  new DefaultChatTransport({ api: `${url}/ui/chat`, headers: { authorization: `Bearer ${key}` }, body });

/** What `useChat` keeps in React's state. */
class PageState {
  status = 'ready';
  error = undefined;
  messages = [];
  pushMessage = message => {
    this.messages = [...this.messages, message];
  };
  popMessage = () => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index, message) => {
    this.messages = this.messages.with(index, structuredClone(message));
  };
  snapshot = value => structuredClone(value);
}

class Chat extends AbstractChat {
  constructor(options) {
    super({ ...options, state: new PageState() });
  }
}

/** @param {string} text */
const asked = text => [{ id: 'question', role: 'user', parts: [{ type: 'text', text }] }];

/** @param {string} url @param {object} body @param {string} text @param {string} [key] */
const send = (url, body, text, key) =>
  transport(url, body, key).sendMessages({
    chatId: 'chat',
    trigger: 'submit-message',
    messageId: undefined,
    messages: asked(text),
    abortSignal: undefined,
  });

async function answer(stream) {
  let last;
  for await (const message of readUIMessageStream({ stream, terminateOnError: true })) last = message;
  return last;
}

const textOf = message =>
  message.parts
    .filter(part => part.type === 'text')
    .map(part => part.text)
    .join('');

for (const [name, url] of Object.entries(frontDoors)) {
  describe(`ai at ${name}`, () => {
    for (const model of [CLAUDE, NOVA]) {
      test(`a text of ${model}, with its usage`, async () => {
        const message = await answer(await send(url, { model }, prompt('text="one two" pieces=2')));
        assert.equal(textOf(message), 'one two');
        assert.equal(message.metadata.model, model);
        assert.match(message.metadata.requestId, /\w/);
        assert.equal(message.metadata.usage.outputTokens, 2);
        assert.equal(message.metadata.usage.totalTokens, message.metadata.usage.inputTokens + 2);
        assert.ok(message.metadata.costNanoUsd > 0);
      });
    }

    test('cached tokens are part of the input', async () => {
      const { metadata } = await answer(await send(url, { model: CLAUDE }, prompt('pieces=1 cacheRead=700')));
      assert.equal(metadata.usage.inputTokenDetails.cacheReadTokens, 700);
      assert.equal(metadata.usage.inputTokens, 700 + metadata.usage.inputTokenDetails.noCacheTokens);
    });

    test('the options of a page', async () => {
      const body = { model: NOVA, system: 'Be brief.', temperature: 0.2, topP: 0.5, maxOutputTokens: 3 };
      const { metadata } = await answer(await send(url, body, prompt('pieces=50')));
      assert.equal(metadata.usage.outputTokens, 3);
    });

    test('a chat of two questions and an image', async () => {
      const chat = new Chat({ transport: transport(url, { model: CLAUDE }) });
      await chat.sendMessage({ text: prompt('text="one" pieces=1') });
      await chat.sendMessage({
        text: prompt('text="two" pieces=1'),
        files: [{ type: 'file', mediaType: 'image/png', filename: 'a.png', url: `data:image/png;base64,${PNG}` }],
      });
      assert.equal(chat.error, undefined);
      assert.deepEqual(
        chat.messages.map(message => message.role),
        ['user', 'assistant', 'user', 'assistant'],
      );
      assert.equal(new Set(chat.messages.map(message => message.id)).size, 4);
      assert.equal(textOf(chat.messages[1]), 'one');
      assert.equal(textOf(chat.messages[3]), 'two');
    });

    test('a question asked again', async () => {
      const chat = new Chat({ transport: transport(url, { model: NOVA }) });
      await chat.sendMessage({ text: prompt('text="one" pieces=1') });
      const first = chat.messages[1].id;
      await chat.regenerate();
      assert.equal(chat.messages.length, 2);
      assert.notEqual(chat.messages[1].id, first);
      assert.equal(textOf(chat.messages[1]), 'one');
    });

    test('reasoning and a tool in two steps of one message', async () => {
      const chat = new Chat({
        transport: transport(url, { model: CLAUDE, tools }),
        sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
        onToolCall: ({ toolCall }) => {
          assert.deepEqual(toolCall.input, { city: 'Bonn' });
          chat.addToolOutput({ tool: 'weather', toolCallId: toolCall.toolCallId, output: { sky: 'sunny' } });
        },
      });
      await chat.sendMessage({ text: prompt('reasoning tool=weather input=\'{"city": "Bonn"}\'') });
      await settled(chat);
      assert.equal(chat.error, undefined);
      assert.equal(chat.messages.length, 2);
      const { parts } = chat.messages[1];
      assert.deepEqual(
        parts.map(part => part.type),
        ['step-start', 'reasoning', 'tool-weather', 'step-start', 'text'],
      );
      assert.match(parts[1].providerMetadata.bedrock.signature, /\w/);
      assert.match(textOf(chat.messages[1]), /sunny/);
    });

    test('a tool that fails', async () => {
      const chat = new Chat({ transport: transport(url, { model: NOVA, tools, toolChoice: 'required' }) });
      await chat.sendMessage({ text: 'How is the weather?' });
      const [, call] = chat.messages[1].parts;
      assert.equal(call.state, 'input-available');
      await chat.addToolOutput({
        state: 'output-error',
        tool: 'weather',
        toolCallId: call.toolCallId,
        errorText: 'no wind',
      });
      await chat.sendMessage();
      assert.equal(chat.messages.length, 2);
      assert.match(textOf(chat.messages[1]), /no wind/);
    });

    test('a call that nobody answered does not end the chat', async () => {
      const chat = new Chat({ transport: transport(url, { model: CLAUDE, tools }) });
      await chat.sendMessage({ text: prompt('tool=weather') });
      await chat.sendMessage({ text: prompt('text="never mind" pieces=2') });
      assert.equal(textOf(chat.messages[3]), 'never mind');
    });

    test('a wrong key, a missing model and options that are not taken, each a sentence', async () => {
      const refused = (body, key) =>
        assert.rejects(send(url, body, 'Hello', key), ({ message }) => {
          assert.match(message, /^[^{}\n]{10,}\.$|body: \{ model \}/);
          return true;
        });
      await refused({ model: NOVA }, WRONG_KEY);
      await refused({});
      await refused({ model: 'no-such-model' });
      await assert.rejects(send(url, { model: NOVA, topK: 5 }, 'Hello'), /'topK'/);
    });

    test('a limit', async () => {
      const key = await newKey({ requestsPerDay: 1 });
      const chat = new Chat({ transport: transport(url, { model: NOVA }, key) });
      await chat.sendMessage({ text: prompt('pieces=1') });
      await chat.sendMessage({ text: prompt('pieces=1') });
      assert.equal(chat.status, 'error');
      assert.match(chat.error.message, /^[^{}]+\.$/);
    });

    test('a failure within the stream', async () => {
      const chat = new Chat({ transport: transport(url, { model: NOVA }) });
      await chat.sendMessage({ text: prompt('pieces=9 exception=modelStreamErrorException@4') });
      assert.equal(chat.status, 'error');
      assert.match(chat.error.message, /^[^{}]+\.$/);
      assert.match(textOf(chat.messages[1]), /\w/);
    });

    test('a stopped stream aborts', async () => {
      const types = [];
      for await (const chunk of await send(url, { model: CLAUDE }, SLOW)) {
        types.push(chunk.type);
        if (chunk.type === 'start') await stopRequest(url, stack.token, chunk.messageMetadata.requestId);
      }
      assert.equal(types.at(-1), 'abort');
      assert.ok(types.length < 400);
    });

    test('a chat that is stopped by its page goes on', async () => {
      const chat = new Chat({ transport: transport(url, { model: CLAUDE }) });
      const sending = chat.sendMessage({ text: SLOW });
      while (chat.status !== 'streaming') await new Promise(resolve => setTimeout(resolve, 20));
      await chat.stop();
      await sending;
      assert.equal(chat.status, 'ready');
      await chat.sendMessage({ text: prompt('text="again" pieces=1') });
      assert.equal(textOf(chat.messages.at(-1)), 'again');
    });
  });
}

/** The chat asks by itself when a tool's output is there. */
async function settled(chat) {
  while (chat.status === 'submitted' || chat.status === 'streaming') {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
