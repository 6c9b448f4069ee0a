/** The elements that an answer may contain. An image is only its alternative text: see `markdown-elements.js`. */
const ALLOWED_TAGS = [
  ...'a b blockquote br code del details dd dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark math ol p pre q s'.split(
    ' ',
  ),
  ...'samp small strong sub summary sup table tbody td th thead tr u ul'.split(' '),
];
const ALLOWED_ATTR = ['href', 'start', 'align', 'alt', 'class', 'colspan', 'rowspan', 'open', 'display'];

/**
 * What a model writes must neither run nor look like a part of the page: there are no forms, styles, ids, roles, labels
 * for screen readers and no classes but the language of code.
 *
 * @param {any} purify DOMPurify
 * @returns {(html: string) => DocumentFragment}
 */
export function createSanitizer(purify) {
  purify.addHook('uponSanitizeAttribute', (/** @type {Element} */ element, /** @type {any} */ attribute) => {
    if (attribute.attrName !== 'class') return;
    attribute.keepAttr = element.nodeName === 'CODE' && /^language-[\w+#.-]+$/.test(attribute.attrValue);
  });
  const options = {
    ALLOWED_TAGS,
    ALLOWED_ATTR,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    ADD_URI_SAFE_ATTR: ['start', 'align', 'colspan', 'rowspan', 'open', 'display'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
    RETURN_DOM_FRAGMENT: true,
  };
  return html => purify.sanitize(html, options);
}
