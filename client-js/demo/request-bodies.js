import { isImage, typesFor } from './attachments.js';
import { familyName } from './model-family.js';

/** @import { Attachment } from './attachments.js' */

/**
 * @typedef {{ question: string, attachments?: Attachment[], answer: string }} EarlierTurn
 * @typedef {object} ChatRequest
 * @property {string} modelId
 * @property {EarlierTurn[]} turns
 * @property {string} question
 * @property {Attachment[]} [attachments]
 * @property {string} system
 * @property {number} maxTokens
 * @typedef {{ role: 'user' | 'assistant', text: string, attachments: Attachment[] }} Message
 */

/**
 * The model's own request body for a question: each model family on Bedrock has its own format.
 *
 * @param {ChatRequest} request
 * @returns {{ modelId: string } & Record<string, unknown>}
 */
export function bodyOf(request) {
  const name = familyName(request.modelId);
  const types = typesFor(request.modelId);
  const [, make] = FAMILIES.find(([pattern]) => pattern.test(name)) ?? [null, chat];
  const turns = request.turns.map(turn => withFilesOf(turn, types));
  return { modelId: request.modelId, ...make({ ...withFilesOf(request, types), turns }) };
}

/** @type {[RegExp, (request: ChatRequest) => Record<string, unknown>][]} */
const FAMILIES = [
  [/^anthropic\./, anthropic],
  [/^amazon\.nova/, nova],
  [/^amazon\.titan/, titan],
  [/^meta\.llama/, llama],
  [/^deepseek\.r1/, request => ({ prompt: `${transcript(request)}\n\nAssistant:`, max_tokens: request.maxTokens })],
  [/^mistral\.(mistral-(7b|small|large-2402)|mixtral)/, mistral],
  [/^cohere\.command-r/, cohere],
  [/^cohere\.command/, request => ({ prompt: `${transcript(request)}\n\nAssistant:`, max_tokens: request.maxTokens })],
  [/^ai21\.j2/, request => ({ prompt: `${transcript(request)}\n\nAssistant:`, maxTokens: request.maxTokens })],
];

/**
 * Files that the model does not take, because they were attached for another one, are left out and named.
 *
 * @template {{ question: string, attachments?: Attachment[] }} Asked
 * @param {Asked} asked
 * @param {string[]} types
 * @returns {Asked}
 */
function withFilesOf(asked, types) {
  const { question, attachments = [] } = asked;
  const left = attachments.filter(({ type }) => !types.includes(type)).map(({ name }) => `[Not shown: ${name}]`);
  const taken = attachments.filter(({ type }) => types.includes(type));
  return { ...asked, question: [...left, question].join('\n'), attachments: taken };
}

/** @param {ChatRequest} request @returns {Message[]} */
function messages({ turns, question, attachments = [] }) {
  const history = turns.flatMap(turn => [
    /** @type {Message} */ ({ role: 'user', text: turn.question, attachments: turn.attachments ?? [] }),
    /** @type {Message} */ ({ role: 'assistant', text: turn.answer, attachments: [] }),
  ]);
  return [...history, { role: 'user', text: question, attachments }];
}

/** @param {ChatRequest} request */
function anthropic(request) {
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: request.maxTokens,
    ...(request.system && { system: request.system }),
    messages: messages(request).map(({ role, text, attachments }) => ({
      role,
      content: [...attachments.map(anthropicFile), { type: 'text', text }],
    })),
  };
}

/** @param {Attachment} attachment */
const anthropicFile = ({ type, data }) => ({
  type: isImage({ type }) ? 'image' : 'document',
  source: { type: 'base64', media_type: type, data },
});

/** @param {ChatRequest} request */
function nova(request) {
  return {
    ...(request.system && { system: [{ text: request.system }] }),
    messages: messages(request).map(({ role, text, attachments }) => ({
      role,
      content: [...attachments.map(novaImage), { text }],
    })),
    inferenceConfig: { maxTokens: request.maxTokens },
  };
}

/** @param {Attachment} attachment */
const novaImage = ({ type, data }) => ({ image: { format: type.replace('image/', ''), source: { bytes: data } } });

/** OpenAI's format, which most newer model families accept. @param {ChatRequest} request */
function chat(request) {
  const system = request.system ? [{ role: 'system', content: request.system }] : [];
  const all = messages(request).map(({ role, text, attachments }) => ({
    role,
    content: attachments.length === 0 ? text : [...attachments.map(imageUrl), { type: 'text', text }],
  }));
  return { messages: [...system, ...all], max_tokens: request.maxTokens };
}

/** @param {Attachment} attachment */
const imageUrl = ({ type, data }) => ({ type: 'image_url', image_url: { url: `data:${type};base64,${data}` } });

/** @param {ChatRequest} request */
function titan(request) {
  return {
    inputText: `${transcript(request, 'Bot')}\nBot:`,
    textGenerationConfig: { maxTokenCount: request.maxTokens },
  };
}

/** @param {ChatRequest} request */
function llama(request) {
  const system = request.system ? [{ role: 'system', text: request.system }] : [];
  const all = [...system, ...messages(request)];
  const prompt = all
    .map(({ role, text }) => `<|start_header_id|>${role}<|end_header_id|>\n\n${text}<|eot_id|>`)
    .join('');
  return {
    prompt: `<|begin_of_text|>${prompt}<|start_header_id|>assistant<|end_header_id|>\n\n`,
    max_gen_len: request.maxTokens,
  };
}

/** @param {ChatRequest} request */
function mistral(request) {
  const history = request.turns.map(turn => `[INST] ${turn.question} [/INST] ${turn.answer}</s>`).join('');
  const system = request.system ? `${request.system}\n\n` : '';
  return { prompt: `<s>${history}[INST] ${system}${request.question} [/INST]`, max_tokens: request.maxTokens };
}

/** @param {ChatRequest} request */
function cohere(request) {
  const history = request.turns.flatMap(turn => [
    { role: 'USER', message: turn.question },
    { role: 'CHATBOT', message: turn.answer },
  ]);
  return {
    message: request.question,
    chat_history: history,
    max_tokens: request.maxTokens,
    ...(request.system && { preamble: request.system }),
  };
}

/** @param {ChatRequest} request */
function transcript(request, assistant = 'Assistant') {
  const all = messages(request).map(({ role, text }) => `${role === 'user' ? 'User' : assistant}: ${text}`);
  return [request.system, ...all].filter(Boolean).join('\n\n');
}
