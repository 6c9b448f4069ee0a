/**
 * What the person chose. `/config.json` of the page's own origin gives the defaults, where there is one; a choice holds until the
 * default that it replaced changes, as the local stack's addresses do at every start. The token stays in the tab unless the person
 * wants it remembered.
 *
 * @typedef {object} Settings
 * @property {string} functionUrl
 * @property {string} restUrl
 * @property {string} webSocketUrl
 * @property {string} token
 * @property {string} model
 * @property {string} door One of DOORS.
 * @property {string} system
 * @property {string} maxTokens
 * @property {string} theme `auto`, `light` or `dark`
 * @property {string} remember `yes`: the token too.
 */

/** @typedef {'functionUrl' | 'restUrl' | 'webSocketUrl'} Address */

/** @type {Record<string, { label: string, address: Address, transport: import('./src/types.js').TransportName }>} */
export const DOORS = {
  sse: { label: 'Function URL · events', address: 'functionUrl', transport: 'sse' },
  rest: { label: 'REST API · events', address: 'restUrl', transport: 'sse' },
  array: { label: 'REST API · array', address: 'restUrl', transport: 'array' },
  websocket: { label: 'WebSocket', address: 'webSocketUrl', transport: 'websocket' },
};

const NAME = 'streambed';
const MODELS = ['amazon.nova-micro-v1:0', 'amazon.nova-lite-v1:0', 'openai.gpt-oss-120b-1:0'];

/** @type {Settings} */
const EMPTY = {
  functionUrl: '',
  restUrl: '',
  webSocketUrl: '',
  token: '',
  model: '',
  door: 'sse',
  system: '',
  maxTokens: '2048',
  theme: 'auto',
  remember: 'no',
};

export async function loadSettings() {
  const config = await fetch('config.json')
    .then(
      response => response.json(),
      () => null,
    )
    .catch(() => null);
  /** @type {string[]} */
  const models = config?.models?.length > 0 ? config.models : MODELS;
  const defaults = { ...EMPTY, model: preferred(models) };
  for (const name of /** @type {const} */ (['functionUrl', 'restUrl', 'webSocketUrl', 'token']))
    defaults[name] = config?.[name] ?? '';
  const chosen = { ...read(localStorage), ...read(sessionStorage) };
  const settings = { ...defaults };
  for (const name of /** @type {(keyof Settings)[]} */ (Object.keys(EMPTY))) {
    if (chosen[name]?.instead === defaults[name]) settings[name] = chosen[name].value;
  }
  return { settings, defaults, models };
}

/** One that answers fast and costs little, where there is one. @param {string[]} models */
export const preferred = models => models.find(model => /haiku|nova-2-lite|nova-micro/.test(model)) ?? models[0] ?? '';

/** @param {Settings} settings @param {Settings} defaults */
export function saveSettings(settings, defaults) {
  const names = /** @type {(keyof Settings)[]} */ (Object.keys(EMPTY)).filter(
    name => settings[name] !== defaults[name],
  );
  const forSession = settings.remember === 'yes' ? [] : ['token'];
  write(
    localStorage,
    names.filter(name => !forSession.includes(name)),
    settings,
    defaults,
  );
  write(
    sessionStorage,
    names.filter(name => forSession.includes(name)),
    settings,
    defaults,
  );
}

/** @param {Storage} storage @returns {Record<string, { value: string, instead: string }>} */
function read(storage) {
  try {
    return JSON.parse(storage.getItem(NAME) ?? '{}');
  } catch {
    return {};
  }
}

/** @param {Storage} storage @param {(keyof Settings)[]} names @param {Settings} settings @param {Settings} defaults */
function write(storage, names, settings, defaults) {
  const entries = names.map(name => [name, { value: settings[name], instead: defaults[name] }]);
  try {
    storage.setItem(NAME, JSON.stringify(Object.fromEntries(entries)));
  } catch {
    // A browser that keeps nothing for this page still shows it.
  }
}
