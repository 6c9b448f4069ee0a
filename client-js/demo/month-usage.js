import { createClient, StreambedError } from './src/index.js';
import { inDollars } from './answer-metrics.js';

/** @import { Settings } from './settings.js' */
/** @import { UsageStatement } from './src/index.js' */

/**
 * This month's usage of the API key's customer, in one line.
 *
 * @param {Settings} settings
 * @returns {Promise<string>}
 */
export async function monthUsageOf({ functionUrl, restUrl, apiKey }) {
  const endpoint = functionUrl || restUrl;
  if (endpoint === '' || apiKey === '') return 'Needs an API key and the address of the Function URL or the REST API.';
  try {
    return lineOf((await createClient({ endpoint, apiKey, retries: 0 }).usage()).total);
  } catch (error) {
    return error instanceof StreambedError ? error.message : 'Not known.';
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
