import { createElement } from './dom.js';
import { vendored } from './vendor.js';

/** MathML needs neither styles nor fonts of its own, so the page's content security policy can stay strict. */
const OPTIONS = { output: 'mathml', throwOnError: true, strict: false, trust: false, maxSize: 10, maxExpand: 200 };
const LONGEST = 5000;

/** Formulas that were rendered before: those of a block that grows come with each chunk. @type {Map<string, Node>} */
const rendered = new Map();

/**
 * Replaces a formula in TeX by MathML. It stays TeX if it is not valid or the library is missing.
 *
 * @param {Element} math Has the TeX as its text.
 */
export function showFormula(math) {
  const tex = math.textContent ?? '';
  const displayMode = math.getAttribute('display') === 'block';
  const holder = createElement('span', displayMode ? 'formula block' : 'formula', tex);
  math.replaceWith(holder);
  const key = `${displayMode} ${tex}`;
  const known = rendered.get(key);
  if (known !== undefined) holder.replaceChildren(known.cloneNode(true));
  else if (tex.length <= LONGEST) void render(holder, key, tex, displayMode);
}

/** @param {HTMLElement} holder @param {string} key @param {string} tex @param {boolean} displayMode */
async function render(holder, key, tex, displayMode) {
  const katex = (await vendored('katex'))?.default;
  if (!katex) return;
  const maths = createElement('span');
  try {
    katex.render(tex, maths, { ...OPTIONS, displayMode });
  } catch {
    return;
  }
  if (rendered.size > 500) rendered.clear();
  rendered.set(key, maths);
  holder.replaceChildren(maths.cloneNode(true));
}
