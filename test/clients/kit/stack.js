import { readFileSync } from 'node:fs';

/** The stack that run.js started. */
export const stack = JSON.parse(readFileSync(process.env.STREAMBED_STATE, 'utf8'));

/** The gateway's base URLs, without a slash at the end. */
export const frontDoors = {
  'the Function URL': stack.functionUrl.replace(/\/$/, ''),
  'the REST API': stack.restUrl.replace(/\/$/, ''),
};

export const CLAUDE = 'global.anthropic.claude-haiku-5-5';
export const NOVA = 'amazon.nova-micro-v1:0';
export const TITAN_EMBEDDINGS = 'amazon.titan-embed-text-v2:0';
export const COHERE_EMBEDDINGS = 'cohere.embed-v4:0';

/** An API key of the right form that nobody has. */
export const WRONG_KEY = `sb_${'x'.repeat(43)}`;

/**
 * A new customer with one API key.
 *
 * @param {Record<string, number>} limits
 * @returns {Promise<string>} the key
 */
export async function newKey(limits) {
  const response = await fetch(new URL('customers', stack.controlUrl), {
    method: 'POST',
    body: JSON.stringify({ limits }),
  });
  return (await response.json()).token;
}

/** A prompt that directs the scripted model. @param {string} words */
export const prompt = words => `Hello [[bedrock ${words} rate=max first=1ms]]`;

/** A picture of one pixel, as PNG in base64. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** Stops an answer as another request would. @param {string} base @param {string} key @param {string} id */
export const stopRequest = (base, key, id) =>
  fetch(`${base}/requests/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });
