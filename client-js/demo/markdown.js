import { createCodeBlock } from './code-block.js';
import { createElement } from './dom.js';
import { enhance } from './markdown-elements.js';
import { createMarkdownParser } from './markdown-parser.js';
import { createSanitizer } from './sanitizer.js';
import { vendored } from './vendor.js';

/** @import { Block } from './markdown-parser.js' */

const [marked, purify] = await Promise.all([vendored('marked'), vendored('purify')]);
const parser = marked && createMarkdownParser(marked.Marked);
const sanitize = purify && createSanitizer(purify.default);

/** How many blocks at the end may still change: a list and the line after it can become one. */
const CHANGING = 2;

/** Lists a hundred levels deep take the parser seconds. */
const TOO_DEEP = /^[ \t]{200,}(?:[-*+]|\d{1,9}[.)])[ \t]/m;

const DEFINITIONS = /^ {0,3}\[[^\]\n]+\]:/m;

/**
 * Shows Markdown that grows. Blocks that can no longer change are settled: they are neither parsed nor rendered again,
 * so that a long answer costs no more per chunk than a short one, and the selection and the scroll position stay. Text
 * that breaks the renderer, and all text where the libraries are missing, is shown as plain text.
 *
 * @param {HTMLElement} element
 * @returns {(text: string, ended: boolean) => void}
 */
export function createMarkdown(element) {
  let plain = !parser || !sanitize;
  /** How much of the text is settled. */
  let settledLength = 0;
  let settledBlocks = 0;
  /** @type {{ raw: string, complete: boolean, code: ReturnType<typeof createCodeBlock> | null }[]} */
  let changing = [];

  /** @param {string} text @param {boolean} ended */
  function render(text, ended) {
    // A link may be defined at the end of the text.
    if (ended && settledBlocks > 0 && DEFINITIONS.test(text)) startAgain();
    const rest = text.slice(settledLength);
    const blocks = /** @type {Block[]} */ (parser?.blocksOf(rest));
    const settling = ended ? blocks.length : Math.max(0, blocks.length - CHANGING);
    changing = blocks.map((block, at) => showBlock(block, at, at < settling));
    while (element.children.length > settledBlocks + blocks.length) element.lastElementChild?.remove();
    const complete = blocks.slice(0, settling);
    const length = complete.reduce((sum, block) => sum + block.length, 0);
    settledLength += length;
    settledBlocks += complete.length;
    changing = changing.slice(complete.length);
  }

  /** @param {Block} block @param {number} at @param {boolean} complete */
  function showBlock({ tokens, raw }, at, complete) {
    const before = changing[at];
    if (before?.raw === raw && before.complete === complete) return before;
    const holder = /** @type {HTMLElement} */ (
      element.children[settledBlocks + at] ?? element.appendChild(newHolder())
    );
    const [token] = tokens;
    if (token.type === 'code') {
      const code = before?.code ?? createCodeBlock();
      if (holder.firstChild !== code.element) holder.replaceChildren(code.element);
      code.show(token.text, (token.lang ?? '').split(/\s/)[0] ?? '', complete);
      return { raw, complete, code };
    }
    // What only code needs when it is complete would cost everything else its selection.
    if (before?.raw === raw && holder.querySelector('figure') === null) return { ...before, complete };
    const isOpen = holder.querySelector('details')?.open;
    holder.replaceChildren(sanitize(parser?.htmlOf(tokens) ?? ''));
    enhance(holder, complete);
    if (isOpen) holder.querySelector('details')?.setAttribute('open', '');
    return { raw, complete, code: null };
  }

  function startAgain() {
    element.replaceChildren();
    settledLength = settledBlocks = 0;
    changing = [];
  }

  /** @param {string} text */
  function showPlain(text) {
    while (element.children.length > settledBlocks + 1) element.lastElementChild?.remove();
    const holder = element.children[settledBlocks] ?? element.appendChild(newHolder());
    holder.className = 'plain';
    holder.textContent = text.slice(settledLength);
  }

  return (text, ended) => {
    try {
      plain ||= TOO_DEEP.test(text.slice(settledLength));
      if (!plain) render(text, ended);
    } catch {
      plain = true;
    }
    if (plain) showPlain(text);
  };
}

/** Each block finds its own direction of writing. */
function newHolder() {
  const holder = createElement('div');
  holder.dir = 'auto';
  return holder;
}
