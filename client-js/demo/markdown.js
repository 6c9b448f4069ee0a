/** @typedef {{ raw: string, type: string }} Block */

const vendor = await Promise.all([vendored('marked'), vendored('purify')]).catch(() => null);

/** Rejects if the libraries are not installed. @param {string} name @returns {Promise<any>} */
function vendored(name) {
  return import(`./vendor/${name}.js`);
}

/** The elements that an answer may contain. No images: their URLs could send the conversation to a third party. */
const ALLOWED_TAGS =
  'a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  );
const ALLOWED_ATTR = ['href', 'title', 'start', 'align', 'class'];

/**
 * Shows Markdown that grows. Only blocks that changed are rendered again, so that the selection and the scroll position
 * stay. Without the libraries the text is shown as plain text.
 *
 * @param {HTMLElement} element
 * @returns {(text: string) => void}
 */
export function createMarkdown(element) {
  if (vendor === null) {
    element.classList.add('plain');
    return text => {
      element.textContent = text;
    };
  }
  const [{ marked }, { default: purify }] = vendor;
  /** @type {string[]} */
  let shown = [];
  return text => {
    const blocks = marked
      .lexer(text, { gfm: true, breaks: true })
      .filter((/** @type {Block} */ { type }) => type !== 'space');
    blocks.forEach((/** @type {any} */ block, /** @type {number} */ at) => {
      if (shown[at] === block.raw) return;
      const html = purify.sanitize(marked.parser([block]), { ALLOWED_TAGS, ALLOWED_ATTR });
      const holder = element.children[at] ?? element.appendChild(document.createElement('div'));
      holder.innerHTML = html;
      finish(/** @type {HTMLElement} */ (holder));
    });
    while (element.children.length > blocks.length) element.lastElementChild?.remove();
    shown = blocks.map((/** @type {Block} */ { raw }) => raw);
  };
}

/** @param {HTMLElement} holder */
function finish(holder) {
  for (const link of holder.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  for (const code of holder.querySelectorAll('pre')) code.tabIndex = 0;
  for (const table of holder.querySelectorAll('table')) {
    const frame = document.createElement('div');
    frame.className = 'table';
    frame.tabIndex = 0;
    table.replaceWith(frame);
    frame.append(table);
  }
}
