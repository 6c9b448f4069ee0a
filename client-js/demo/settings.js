/**
 * The user's choices. `/config.json` of the page's own origin provides the defaults, if there is one. A choice holds
 * until the default that it replaced changes, as the local stack's addresses do at every start. The API key is kept for
 * the tab only, unless the user chooses to remember it.
 *
 * @typedef {object} Settings
 * @property {string} functionUrl
 * @property {string} restUrl
 * @property {string} webSocketUrl
 * @property {string} apiKey
 * @property {string} model
 * @property {string} door One of FRONT_DOORS.
 * @property {string} system
 * @property {string} maxTokens
 * @property {string} theme `auto`, `light` or `dark`
 * @property {string} remember `yes` if the API key is remembered too.
 * @property {string} history `yes` if conversations are kept on this device.
 */

/** @typedef {'functionUrl' | 'restUrl' | 'webSocketUrl'} Address */

/** @type {Record<string, { label: string, address: Address, transport: import('./src/types.js').TransportName }>} */
export const FRONT_DOORS = {
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
  apiKey: '',
  model: '',
  door: 'sse',
  system: '',
  maxTokens: '2048',
  theme: 'auto',
  remember: 'no',
  history: 'yes',
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
  for (const name of /** @type {const} */ (['functionUrl', 'restUrl', 'webSocketUrl']))
    defaults[name] = config?.[name] ?? '';
  defaults.apiKey = config?.apiKey ?? config?.token ?? '';
  const chosen = { ...read(localStorage), ...read(sessionStorage) };
  const settings = { ...defaults };
  for (const name of /** @type {(keyof Settings)[]} */ (Object.keys(EMPTY))) {
    if (chosen[name]?.instead === defaults[name]) settings[name] = chosen[name].value;
  }
  return { settings, defaults, models };
}

/** A fast and cheap model, if there is one. @param {string[]} models */
export const preferred = models => models.find(model => /haiku|nova-2-lite|nova-micro/.test(model)) ?? models[0] ?? '';

/** @param {Settings} settings @param {Settings} defaults */
export function saveSettings(settings, defaults) {
  const names = /** @type {(keyof Settings)[]} */ (Object.keys(EMPTY)).filter(
    name => settings[name] !== defaults[name],
  );
  const forSession = settings.remember === 'yes' ? [] : ['apiKey'];
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
    const { token: apiKey, ...choices } = JSON.parse(storage.getItem(NAME) ?? '{}'); // `token` is the former name
    return { ...(apiKey && { apiKey }), ...choices };
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
    // The page works in a browser without storage, too.
  }
}
