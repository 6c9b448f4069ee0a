import { createCodeBlock } from './code-block.js';
import { createElement } from './dom.js';
import { showFormula } from './formulas.js';

/**
 * Makes the parts of the page from the plain elements of an answer: links that open elsewhere, code with its buttons,
 * tables that scroll, formulas, and images as their alternative text.
 *
 * @param {HTMLElement} holder
 * @param {boolean} complete
 */
export function enhance(holder, complete) {
  for (const link of holder.querySelectorAll('a')) openElsewhere(link);
  for (const pre of holder.querySelectorAll('pre')) replaceCode(pre, complete);
  for (const table of holder.querySelectorAll('table')) frame(table);
  for (const image of holder.querySelectorAll('img')) replaceImage(image);
  for (const math of holder.querySelectorAll('math')) showFormula(math);
  for (const item of holder.querySelectorAll('li'))
    if (/^\s*[☐☑] /.test(item.textContent ?? '')) item.className = 'task';
}

/** @param {HTMLAnchorElement} link */
function openElsewhere(link) {
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.title = link.href;
}

/** @param {HTMLElement} pre @param {boolean} complete */
function replaceCode(pre, complete) {
  const language = pre.querySelector('code')?.className.replace('language-', '') ?? '';
  const block = createCodeBlock();
  block.show((pre.textContent ?? '').replace(/\n$/, ''), language, complete);
  pre.replaceWith(block.element);
}

/** @param {HTMLTableElement} table */
function frame(table) {
  const scrolling = createElement('div', 'table');
  scrolling.tabIndex = 0;
  scrolling.setAttribute('role', 'group');
  scrolling.setAttribute('aria-label', 'Table');
  table.replaceWith(scrolling);
  scrolling.append(table);
}

/** @param {HTMLImageElement} image */
const replaceImage = image => image.replaceWith(createElement('span', 'image', image.alt || 'without a description'));
