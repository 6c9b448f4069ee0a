import { createClient } from './src/index.js';

/** @import { Settings } from './settings.js' */
/** @import { Model } from './src/types.js' */

/** @typedef {ReturnType<typeof createCatalog>} Catalog */

/**
 * The models of the picker: those that the gateway lists for the token, and until it has answered, or where it cannot be asked,
 * those that the page was given.
 *
 * @param {string[]} given
 */
export function createCatalog(given) {
  /** @type {Model[] | null} */
  let listed = null;
  let askedFor = '';

  const find = (/** @type {string} */ id) => listed?.find(model => model.id === id);

  return {
    /** Asks the gateway, unless it was asked for these settings before. @param {Settings} settings @returns {Promise<boolean>} whether there is another list */
    async refresh({ functionUrl, restUrl, token }) {
      const endpoint = functionUrl || restUrl;
      const wanted = JSON.stringify([endpoint, token]);
      if (wanted === askedFor) return false;
      askedFor = wanted;
      const before = listed;
      const answer = endpoint === '' || token === '' ? null : await ask(endpoint, token);
      // Somebody has changed the settings while the gateway was asked.
      if (wanted !== askedFor) return false;
      listed = answer;
      return listed !== before;
    },
    ids: () => listed?.map(({ id }) => id) ?? given,
    /** Of an ARN without a name its end. @param {string} id */
    nameOf: id => find(id)?.name ?? id.replace(/^arn:.*\//, ''),
    /** @param {string} id */
    pricesOf: id => find(id)?.usdPerMillionTokens,
  };
}

/** Only models that write can be talked to. @param {string} endpoint @param {string} token */
async function ask(endpoint, token) {
  try {
    const models = await createClient({ endpoint, token, retries: 0 }).models();
    return models.filter(({ kind }) => kind === 'text');
  } catch {
    // What is wrong with the address or the token shows at the first question.
    return null;
  }
}
