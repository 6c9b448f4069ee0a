/** The libraries below `vendor`, each loaded once. @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * Loads a library of the page. The page works without any of them.
 *
 * @param {'marked' | 'purify' | 'highlight' | 'katex'} name
 * @returns {Promise<any>} null if it is not installed
 */
export function vendored(name) {
  const library = loaded.get(name) ?? import(`./vendor/${name}.js`).catch(() => null);
  loaded.set(name, library);
  return library;
}
