/** @typedef {{ raw: string, type: string }} Block */

const vendor = await Promise.all([vendored('marked'), vendored('purify')]).catch(() => null);

/** Not there when nobody installed them. @param {string} name @returns {Promise<any>} */
function vendored(name) {
  return import(`./vendor/${name}.js`);
}

/** What an answer may be made of. No images: their addresses could carry what was said to whoever wrote them. */
const ALLOWED_TAGS =
  'a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  );
const ALLOWED_ATTR = ['href', 'title', 'start', 'align', 'class'];

/**
 * Shows Markdown that grows: only the blocks that changed are made anew, so that a selection and the scrolling stay. Without the
 * libraries the text is shown as it is.
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
