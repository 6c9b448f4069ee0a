import { StreambedError } from './error.js';

/** @import { ApiKeyProvider, ClientOptions, TransportName, WebSocketConstructor } from './types.js' */

const DEFAULTS = {
  retries: 2,
  retryDelay: 500,
  maxRetryDelay: 20_000,
  idleTimeout: 45_000,
  timeout: 900_000,
  stopTimeout: 5_000,
  maxBuffer: 8 * 1024 * 1024,
  keepAlive: 240_000,
  maxConnectionAge: 6_000_000,
};

const TRANSPORTS = ['sse', 'array', 'websocket'];

/**
 * @typedef {typeof DEFAULTS & {
 *   endpoint: string,
 *   transport: TransportName,
 *   apiKey: ApiKeyProvider,
 *   fetch: typeof globalThis.fetch,
 *   WebSocket: WebSocketConstructor | undefined,
 * }} Settings
 */

/** @param {string} message @returns {never} */
export function refuse(message) {
  throw new StreambedError('invalid_options', message);
}

/** @param {ClientOptions} options @returns {Settings} */
export function settingsOf(options) {
  const endpoint = endpointOf(options.endpoint);
  const isWebSocket = /^wss?:/.test(endpoint);
  const transport = options.transport ?? (isWebSocket ? 'websocket' : 'sse');
  if (!TRANSPORTS.includes(transport)) refuse(`transport is none of ${TRANSPORTS.join(', ')}: ${transport}`);
  if (isWebSocket !== (transport === 'websocket'))
    refuse(`transport ${transport} does not fit the endpoint ${endpoint}`);
  const WebSocket = options.WebSocket ?? /** @type {any} */ (globalThis).WebSocket;
  if (isWebSocket && WebSocket === undefined) {
    refuse('there is no WebSocket here: pass one, for example the package ws: createClient({ …, WebSocket })');
  }
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return { ...numbersOf(options), endpoint, transport, apiKey: apiKeyOf(options), fetch, WebSocket };
}

/** @param {string | URL} endpoint */
export function endpointOf(endpoint) {
  const text = String(endpoint ?? '');
  const url = URL.canParse(text) ? new URL(text) : refuse(`endpoint is not a URL: ${text}`);
  if (!/^(https?|wss?):$/.test(url.protocol)) refuse(`endpoint is neither http nor ws: ${text}`);
  return `${url.protocol}//${url.host}${url.pathname.replace(/(\/bedrock(\/stream)?)?\/*$/, '')}`;
}

/** `token` is the former name of the option. @param {ClientOptions} options @returns {ApiKeyProvider} */
function apiKeyOf({ apiKey, token }) {
  const value = apiKey ?? token;
  if (typeof value === 'function') return value;
  if (typeof value !== 'string' || value === '')
    refuse(`${apiKey === undefined && token !== undefined ? 'token' : 'apiKey'} is neither a string nor a function`);
  return () => value;
}

/** @param {ClientOptions} options */
function numbersOf(options) {
  const numbers = { ...DEFAULTS };
  for (const name of /** @type {(keyof typeof DEFAULTS)[]} */ (Object.keys(DEFAULTS))) {
    const value = options[name] ?? DEFAULTS[name];
    if (typeof value !== 'number' || !(value >= 0)) refuse(`${name} is not a number from 0: ${value}`);
    numbers[name] = value;
  }
  numbers.retries = Math.min(10, Math.floor(numbers.retries));
  return numbers;
}
