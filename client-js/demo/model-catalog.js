import { createClient } from './src/index.js';

/** @import { Settings } from './settings.js' */
/** @import { Model, ModelPrices } from './src/types.js' */

/** @typedef {ReturnType<typeof createModelCatalog>} ModelCatalog */

/** @typedef {{ id: string, name: string, provider: string, price: string }} Description For people; empty where not known. */

/**
 * The models of the picker: those that the gateway lists for the API key, or the configured ones until the gateway has
 * responded or if it cannot be reached.
 *
 * @param {string[]} configured
 */
export function createModelCatalog(configured) {
  /** @type {Model[] | null} */
  let listed = null;
  let requested = '';

  const find = (/** @type {string} */ id) => listed?.find(model => model.id === id);
  /** For an ARN without a name, its last part. @param {string} id */
  const nameOf = id => find(id)?.name ?? id.replace(/^arn:.*\//, '');

  return {
    /**
     * Fetches the list from the gateway, unless it was already requested with these settings.
     *
     * @param {Settings} settings
     * @returns {Promise<boolean>} whether the list has changed
     */
    async refresh({ functionUrl, restUrl, apiKey }) {
      const endpoint = functionUrl || restUrl;
      const wanted = JSON.stringify([endpoint, apiKey]);
      if (wanted === requested) return false;
      requested = wanted;
      const before = listed;
      const answer = endpoint === '' || apiKey === '' ? null : await textModels(endpoint, apiKey);
      // The settings changed in the meantime.
      if (wanted !== requested) return false;
      listed = answer;
      return listed !== before;
    },
    ids: () => listed?.map(({ id }) => id) ?? configured,
    nameOf,
    /** @param {string} id @returns {Description} */
    describe: id => ({
      id,
      name: nameOf(id),
      provider: find(id)?.provider ?? '',
      price: priceOf(find(id)?.usdPerMillionTokens),
    }),
  };
}

/** @param {ModelPrices | undefined} prices */
const priceOf = prices => (prices?.input && prices.output ? `$${prices.input} / $${prices.output}` : '');

/** The chat needs models that generate text. @param {string} endpoint @param {string} apiKey */
async function textModels(endpoint, apiKey) {
  try {
    const models = await createClient({ endpoint, apiKey, retries: 0 }).models();
    return models.filter(({ kind }) => kind === 'text');
  } catch {
    // A wrong address or API key shows at the first question.
    return null;
  }
}
