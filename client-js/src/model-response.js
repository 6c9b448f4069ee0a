import { withoutReasoning } from './reasoning.js';
import { countOf, textOf } from './usage.js';

/** @import { Usage } from './types.js' */

/**
 * Reads text, usage and stop reason from a model's own response body, of any family on Bedrock. Missing text is empty,
 * other missing values are null.
 *
 * @param {any} json
 * @returns {{ text: string, usage: Usage | null, stopReason: string | null }}
 */
export function readModelResponse(json) {
  return {
    text: textIn(json),
    usage: usageIn(json?.usage ?? json?.meta?.billed_units ?? json),
    stopReason: reasonIn(json),
  };
}

/** @param {any} json @returns {string} */
function textIn(json) {
  const holder =
    json?.output?.message?.content ?? // Amazon Nova, Converse
    json?.content ?? // Anthropic Messages
    textOfChoices(json?.choices) ?? // OpenAI, AI21 Jamba, DeepSeek, Qwen, Mistral
    json?.outputs ?? // Mistral
    json?.generations ?? // Cohere Command
    json?.results ?? // Amazon Titan
    json?.completions ?? // AI21 Jurassic
    json?.generation ?? // Meta Llama
    json?.completion ?? // Anthropic Text Completions
    json?.text ?? // Cohere Command R
    json?.message; // TwelveLabs Pegasus
  if (typeof holder === 'string') return holder;
  return Array.isArray(holder) ? holder.map(textOfItem).join('') : '';
}

/** @param {any} choices */
const textOfChoices = choices =>
  Array.isArray(choices) ? choices.map(choice => withoutReasoning(textOfItem(choice))).join('') : undefined;

/** @param {any} item @returns {string} */
function textOfItem(item) {
  const text = item?.text ?? item?.message?.content ?? item?.outputText ?? item?.data?.text;
  return Array.isArray(text) ? text.map(textOfItem).join('') : (textOf(text) ?? '');
}

/** @param {any} usage @returns {Usage | null} */
function usageIn(usage) {
  const found = {
    inputTokens: countOf(
      usage?.input_tokens ?? usage?.inputTokens ?? usage?.prompt_tokens ?? usage?.prompt_token_count,
    ),
    outputTokens: countOf(
      usage?.output_tokens ?? usage?.outputTokens ?? usage?.completion_tokens ?? usage?.generation_token_count,
    ),
    cacheReadTokens: countOf(
      usage?.cache_read_input_tokens ?? usage?.cacheReadInputTokenCount ?? usage?.cacheReadInputTokens,
    ),
    cacheWriteTokens: countOf(
      usage?.cache_creation_input_tokens ?? usage?.cacheWriteInputTokenCount ?? usage?.cacheWriteInputTokens,
    ),
  };
  // Bedrock's documents have no cost.
  return Object.values(found).every(count => count === null) ? null : { ...found, costNanoUsd: null };
}

/** @param {any} json @returns {string | null} */
function reasonIn(json) {
  if (json?.['amazon-bedrock-guardrailAction'] === 'INTERVENED') return 'guardrail_intervened';
  const first =
    json?.choices?.[0] ?? json?.outputs?.[0] ?? json?.generations?.[0] ?? json?.results?.[0] ?? json?.completions?.[0];
  const reason =
    json?.stop_reason ?? json?.stopReason ?? json?.finish_reason ?? first?.finish_reason ?? first?.stop_reason;
  return textOf(reason ?? first?.completionReason ?? first?.finishReason?.reason ?? json?.finishReason);
}
