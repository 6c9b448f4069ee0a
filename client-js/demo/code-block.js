import { copyButton } from './clipboard.js';
import { createElement } from './dom.js';
import { vendored } from './vendor.js';

/** Longer code is not highlighted: it would take too long. */
const LONGEST_HIGHLIGHTED = 50_000;

/**
 * Code with its language and a button that copies it. While the code grows, text is only added to it, so that a
 * selection stays; it is highlighted when it is complete.
 */
export function createCodeBlock() {
  const element = createElement('figure', 'code');
  const caption = element.appendChild(createElement('figcaption'));
  const language = caption.appendChild(createElement('span'));
  const text = document.createTextNode('');
  caption.append(copyButton('Copy code', () => code.textContent ?? ''));
  const pre = element.appendChild(createElement('pre'));
  pre.tabIndex = 0;
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', 'Code');
  const code = pre.appendChild(createElement('code'));
  code.append(text);

  return {
    element,
    /** @param {string} shown @param {string} name of the language; may be empty @param {boolean} complete */
    show(shown, name, complete) {
      language.textContent = name;
      if (shown.startsWith(text.data)) text.appendData(shown.slice(text.data.length));
      else text.data = shown;
      if (complete && name !== '' && shown.length <= LONGEST_HIGHLIGHTED) void highlight(code, name);
    },
  };
}

/** @param {HTMLElement} code @param {string} language */
async function highlight(code, language) {
  const library = (await vendored('highlight'))?.default;
  if (!library?.getLanguage(language)) return;
  try {
    const { value } = library.highlight(code.textContent ?? '', { language, ignoreIllegals: true });
    code.innerHTML = value;
  } catch {
    // The code stays as it is.
  }
}
