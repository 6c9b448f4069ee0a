/**
 * @typedef {object} Block What is shown, and rendered again, together.
 * @property {any[]} tokens marked's
 * @property {string} raw Its Markdown.
 * @property {number} length Of its Markdown, with the empty lines around it.
 */

/**
 * Markdown as models write it: GitHub's, with formulas.
 *
 * @param {any} Marked marked's class
 * @returns {{ blocksOf: (text: string) => Block[], htmlOf: (tokens: any[]) => string }}
 */
export function createMarkdownParser(Marked) {
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({ extensions: [formula('block', BLOCK_FORMULA), formula('inline', INLINE_FORMULA)], renderer: RENDERER });
  return {
    blocksOf: text => grouped(marked.lexer(text)),
    htmlOf: tokens => marked.parser(tokens),
  };
}

const BLOCK_FORMULA = /^ {0,3}(?:\$\$((?:[^$]|\$(?!\$))+?)\$\$|\\\[([^]+?)\\\])[ \t]*(?:\n|$)/;

/** A single `$` is one of a formula only where it cannot be of an amount: $5 and $10. */
const INLINE_FORMULA =
  /^(?:\$\$([^$\n]+?)\$\$|\$(?!\s)((?:\\.|[^\\$\n])+?)(?<!\s)\$(?!\w)|\\\(([^\n]+?)\\\)|\\\[([^\n]+?)\\\])/;

/** @param {'block' | 'inline'} level @param {RegExp} pattern */
function formula(level, pattern) {
  const name = `${level}Formula`;
  return {
    name,
    level,
    start: (/** @type {string} */ text) => text.match(level === 'block' ? /^ {0,3}(?:\$\$|\\\[)/m : /\$|\\[([]/)?.index,
    tokenizer(/** @type {string} */ text) {
      const [raw, ...groups] = pattern.exec(text) ?? [];
      return raw && { type: name, raw, tex: groups.find(group => group !== undefined) ?? '' };
    },
    renderer: (/** @type {any} */ { raw, tex }) =>
      `<math${level === 'block' || /^(?:\$\$|\\\[)/.test(raw) ? ' display="block"' : ''}>${escaped(tex.trim())}</math>`,
  };
}

const RENDERER = {
  checkbox: (/** @type {any} */ { checked }) => (checked ? '☑ ' : '☐ '),
  /** An image would be loaded from wherever the model says, and could tell the conversation to a third party. */
  image(/** @type {any} */ { href, text, tokens }) {
    const { parser } = /** @type {any} */ (this);
    const alt = tokens ? parser.parseInline(tokens, parser.textRenderer) : text;
    return `<a href="${escaped(href)}"><img alt="${escaped(alt)}"></a>`;
  },
};

/** @param {string} text */
const escaped = text => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);

/**
 * Tokens that are shown together: empty lines belong to what precedes them, and all that stands in `<details>` to it.
 *
 * @param {any[]} tokens
 * @returns {Block[]}
 */
function grouped(tokens) {
  /** @type {Block[]} */
  const blocks = [];
  let before = 0;
  let open = 0;
  for (const token of tokens) {
    const last = blocks.at(-1);
    if (token.type === 'space' && open === 0) {
      if (last === undefined) before += token.raw.length;
      else last.length += token.raw.length;
    } else if (last !== undefined && open > 0) {
      last.tokens.push(token);
      last.raw += token.raw;
      last.length += token.raw.length;
      open = Math.max(0, open + opened(token));
    } else {
      blocks.push({ tokens: [token], raw: token.raw, length: before + token.raw.length });
      before = 0;
      open = Math.max(0, opened(token));
    }
  }
  return blocks;
}

/** How many `<details>` a token leaves open. @param {any} token @returns {number} */
const opened = ({ type, raw }) =>
  type === 'html' ? count(raw, /<details[\s>]/gi) - count(raw, /<\/details\s*>/gi) : 0;

/** @param {string} text @param {RegExp} pattern */
const count = (text, pattern) => text.match(pattern)?.length ?? 0;
