/**
 * @typedef {{ question: string, answer: string }} Turn
 * @typedef {{ modelId: string, turns: Turn[], question: string, system: string, maxTokens: number }} ChatRequest
 * @typedef {{ role: 'user' | 'assistant', text: string }} Message
 */

/**
 * The model's own request body for a question: each model family on Bedrock has its own format.
 *
 * @param {ChatRequest} request
 * @returns {{ modelId: string } & Record<string, unknown>}
 */
export function bodyOf(request) {
  const name = familyName(request.modelId);
  const [, make] = FAMILIES.find(([pattern]) => pattern.test(name)) ?? [null, chat];
  return { modelId: request.modelId, ...make(request) };
}

/**
 * The model id without the geography of an inference profile (no provider's name is that short) and without the prefix
 * of an ARN.
 *
 * @param {string} modelId
 */
export const familyName = modelId =>
  modelId.replace(/^arn:.*\//, '').replace(/^([a-z]{2}(-[a-z]+)?|apac|global)\./, '');

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

/** @param {ChatRequest} request @returns {Message[]} */
function messages({ turns, question }) {
  const history = turns.flatMap(turn => [
    /** @type {Message} */ ({ role: 'user', text: turn.question }),
    /** @type {Message} */ ({ role: 'assistant', text: turn.answer }),
  ]);
  return [...history, { role: 'user', text: question }];
}

/** @param {ChatRequest} request */
function anthropic(request) {
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: request.maxTokens,
    ...(request.system && { system: request.system }),
    messages: messages(request).map(({ role, text }) => ({ role, content: [{ type: 'text', text }] })),
  };
}

/** @param {ChatRequest} request */
function nova(request) {
  return {
    ...(request.system && { system: [{ text: request.system }] }),
    messages: messages(request).map(({ role, text }) => ({ role, content: [{ text }] })),
    inferenceConfig: { maxTokens: request.maxTokens },
  };
}

/** OpenAI's format, which most newer model families accept. @param {ChatRequest} request */
function chat(request) {
  const system = request.system ? [{ role: 'system', content: request.system }] : [];
  const all = messages(request).map(({ role, text }) => ({ role, content: text }));
  return { messages: [...system, ...all], max_tokens: request.maxTokens };
}

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
