/**
 * The reasoning in an event of a model's, of any family on Bedrock; null in every other event.
 *
 * @param {any} event
 * @returns {string | null}
 */
export function reasoningOf(event) {
  const choice = event?.choices?.[0];
  const said = choice?.delta ?? choice?.message; // gpt-oss, DeepSeek, Qwen, Magistral
  const converse = event?.contentBlockDelta?.delta?.reasoningContent; // Amazon Nova
  const text =
    event?.delta?.thinking ?? // Anthropic
    converse?.text ??
    converse?.reasoningText?.text ??
    said?.reasoning ??
    said?.reasoning_content ??
    thinkingIn(said?.content);
  return typeof text === 'string' && text !== '' ? text : null;
}

/**
 * The answer's text in what a chat model wrote into its text: gpt-oss begins with its reasoning, between tags.
 *
 * @param {string} text
 */
export const withoutReasoning = text => text.replace(/^(?:<reasoning>[^]*?<\/reasoning>)+/, '');

/** @param {unknown} content @returns {string | null} */
function thinkingIn(content) {
  if (!Array.isArray(content)) return null;
  return content
    .filter(part => part?.type === 'thinking')
    .flatMap(part => part.thinking)
    .map(part => (typeof part === 'string' ? part : (part?.text ?? '')))
    .join('');
}
