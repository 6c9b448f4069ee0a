import { createClient, StreambedError } from './src/index.js';
import { inDollars } from './measure.js';
import { wordsFor } from './words.js';

/** @import { Settings } from './settings.js' */
/** @import { UsageStatement } from './src/index.js' */

/**
 * What the token's customer has used this month, in one line.
 *
 * @param {Settings} settings
 * @returns {Promise<string>}
 */
export async function monthOf({ functionUrl, restUrl, token }) {
  const endpoint = functionUrl || restUrl;
  if (endpoint === '' || token === '') return 'Known with a token and the address of the Function URL or the REST API.';
  try {
    return lineOf((await createClient({ endpoint, token, retries: 0 }).usage()).total);
  } catch (error) {
    return error instanceof StreambedError ? wordsFor(error).title : 'Not known.';
  }
}

/** @param {UsageStatement['total']} total */
function lineOf({ requests, inputTokens, outputTokens, costNanoUsd, unpriced }) {
  const parts = [`${count(requests)} requests`, `${count(inputTokens)} tokens in, ${count(outputTokens)} out`];
  if (costNanoUsd !== undefined) parts.push(inDollars(costNanoUsd / 1e9));
  if (unpriced > 0) parts.push(`${count(unpriced)} without a price`);
  return parts.join(' · ');
}

/** @param {number} number */
const count = number => number.toLocaleString('en');
