/**
 * The reasoning in a model's event, of any family on Bedrock; null for every other event.
 *
 * @param {any} event
 * @returns {string | null}
 */
export function reasoningOf(event) {
  const choice = event?.choices?.[0];
  const message = choice?.delta ?? choice?.message; // gpt-oss, DeepSeek, Qwen, Magistral
  const converse = event?.contentBlockDelta?.delta?.reasoningContent; // Amazon Nova
  const text =
    event?.delta?.thinking ?? // Anthropic
    converse?.text ??
    converse?.reasoningText?.text ??
    message?.reasoning ??
    message?.reasoning_content ??
    thinkingIn(message?.content);
  return typeof text === 'string' && text !== '' ? text : null;
}

/**
 * Removes the reasoning from the text of a chat model: gpt-oss writes its reasoning between tags at the beginning of
 * its text.
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
