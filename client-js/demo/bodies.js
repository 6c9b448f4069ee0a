/**
 * @typedef {{ question: string, answer: string }} Turn
 * @typedef {{ modelId: string, turns: Turn[], question: string, system: string, maxTokens: number }} Talk
 * @typedef {{ role: 'user' | 'assistant', text: string }} Message
 */

/**
 * The question in the model's own body: each family on Bedrock has a format of its own.
 *
 * @param {Talk} talk
 * @returns {{ modelId: string } & Record<string, unknown>}
 */
export function bodyOf(talk) {
  const name = familyName(talk.modelId);
  const [, make] = FAMILIES.find(([pattern]) => pattern.test(name)) ?? [null, chat];
  return { modelId: talk.modelId, ...make(talk) };
}

/** Without the geography of an inference profile (no provider's name is that short), or what is before it in an ARN. @param {string} modelId */
export const familyName = modelId =>
  modelId.replace(/^arn:.*\//, '').replace(/^([a-z]{2}(-[a-z]+)?|apac|global)\./, '');

/** @type {[RegExp, (talk: Talk) => Record<string, unknown>][]} */
const FAMILIES = [
  [/^anthropic\./, anthropic],
  [/^amazon\.nova/, nova],
  [/^amazon\.titan/, titan],
  [/^meta\.llama/, llama],
  [/^deepseek\.r1/, talk => ({ prompt: `${transcript(talk)}\n\nAssistant:`, max_tokens: talk.maxTokens })],
  [/^mistral\.(mistral-(7b|small|large-2402)|mixtral)/, mistral],
  [/^cohere\.command-r/, cohere],
  [/^cohere\.command/, talk => ({ prompt: `${transcript(talk)}\n\nAssistant:`, max_tokens: talk.maxTokens })],
  [/^ai21\.j2/, talk => ({ prompt: `${transcript(talk)}\n\nAssistant:`, maxTokens: talk.maxTokens })],
];

/** @param {Talk} talk @returns {Message[]} */
function messages({ turns, question }) {
  const past = turns.flatMap(turn => [
    /** @type {Message} */ ({ role: 'user', text: turn.question }),
    /** @type {Message} */ ({ role: 'assistant', text: turn.answer }),
  ]);
  return [...past, { role: 'user', text: question }];
}

/** @param {Talk} talk */
function anthropic(talk) {
  return {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: talk.maxTokens,
    ...(talk.system && { system: talk.system }),
    messages: messages(talk).map(({ role, text }) => ({ role, content: [{ type: 'text', text }] })),
  };
}

/** @param {Talk} talk */
function nova(talk) {
  return {
    ...(talk.system && { system: [{ text: talk.system }] }),
    messages: messages(talk).map(({ role, text }) => ({ role, content: [{ text }] })),
    inferenceConfig: { maxTokens: talk.maxTokens },
  };
}

/** OpenAI's format, which most newer families take. @param {Talk} talk */
function chat(talk) {
  const system = talk.system ? [{ role: 'system', content: talk.system }] : [];
  const said = messages(talk).map(({ role, text }) => ({ role, content: text }));
  return { messages: [...system, ...said], max_tokens: talk.maxTokens };
}

/** @param {Talk} talk */
function titan(talk) {
  return { inputText: `${transcript(talk, 'Bot')}\nBot:`, textGenerationConfig: { maxTokenCount: talk.maxTokens } };
}

/** @param {Talk} talk */
function llama(talk) {
  const system = talk.system ? [{ role: 'system', text: talk.system }] : [];
  const said = [...system, ...messages(talk)];
  const prompt = said
    .map(({ role, text }) => `<|start_header_id|>${role}<|end_header_id|>\n\n${text}<|eot_id|>`)
    .join('');
  return {
    prompt: `<|begin_of_text|>${prompt}<|start_header_id|>assistant<|end_header_id|>\n\n`,
    max_gen_len: talk.maxTokens,
  };
}

/** @param {Talk} talk */
function mistral(talk) {
  const past = talk.turns.map(turn => `[INST] ${turn.question} [/INST] ${turn.answer}</s>`).join('');
  const system = talk.system ? `${talk.system}\n\n` : '';
  return { prompt: `<s>${past}[INST] ${system}${talk.question} [/INST]`, max_tokens: talk.maxTokens };
}

/** @param {Talk} talk */
function cohere(talk) {
  const past = talk.turns.flatMap(turn => [
    { role: 'USER', message: turn.question },
    { role: 'CHATBOT', message: turn.answer },
  ]);
  return {
    message: talk.question,
    chat_history: past,
    max_tokens: talk.maxTokens,
    ...(talk.system && { preamble: talk.system }),
  };
}

/** @param {Talk} talk */
function transcript(talk, assistant = 'Assistant') {
  const said = messages(talk).map(({ role, text }) => `${role === 'user' ? 'User' : assistant}: ${text}`);
  return [talk.system, ...said].filter(Boolean).join('\n\n');
}
