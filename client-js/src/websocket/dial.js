import { StreambedError } from '../error.js';
import { resolveApiKey } from '../api-key.js';

/** @import { Settings } from '../options.js' */
/** @import { SocketLike } from '../types.js' */

const PROTOCOL = 'streambed.v1';
const OPEN_TIMEOUT = 15_000;

/**
 * Opens a WebSocket with the API key as a subprotocol, because browsers cannot send headers. A browser does not say why
 * a WebSocket could not be opened; so the provider is asked for another key, once, unless it is known not to be the key's fault.
 *
 * @param {Settings} settings
 * @returns {Promise<{ socket: SocketLike, apiKey: string }>}
 */
export async function dial(settings) {
  const apiKey = await resolveApiKey(settings.apiKey);
  try {
    return { socket: await open(settings, apiKey), apiKey };
  } catch (error) {
    const fresh = await anotherKey(settings, apiKey, /** @type {StreambedError} */ (error));
    if (fresh === apiKey) throw error;
    return { socket: await open(settings, fresh), apiKey: fresh };
  }
}

/** @param {Settings} settings @param {string} apiKey @param {StreambedError} failure With the status, if it is known. */
async function anotherKey({ apiKey: provider }, apiKey, failure) {
  const { status } = failure;
  if (status !== null && status !== 401) return apiKey;
  try {
    return await resolveApiKey(provider, apiKey, status);
  } catch (error) {
    // Who is offline gets no key either.
    throw status === null ? failure : error;
  }
}

/** @param {Settings} settings @param {string} apiKey @returns {Promise<SocketLike>} */
function open({ endpoint, WebSocket }, apiKey) {
  return new Promise((resolve, reject) => {
    const socket = construct(/** @type {NonNullable<typeof WebSocket>} */ (WebSocket), endpoint, apiKey);
    let reason = '';
    const timer = setTimeout(() => {
      reject(new StreambedError('network', `The WebSocket did not open within ${OPEN_TIMEOUT} ms.`));
      socket.close();
    }, OPEN_TIMEOUT);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.addEventListener('error', event => {
      reason = String(event?.message ?? '');
    });
    socket.addEventListener('close', () => {
      clearTimeout(timer);
      reject(notOpened(reason));
    });
  });
}

/**
 * @param {import('../types.js').WebSocketConstructor} WebSocket
 * @param {string} endpoint
 * @param {string} apiKey
 */
function construct(WebSocket, endpoint, apiKey) {
  try {
    return new WebSocket(endpoint, [PROTOCOL, `bearer.${apiKey}`]);
  } catch (cause) {
    throw new StreambedError('invalid_options', 'This endpoint and API key do not make a valid WebSocket.', { cause });
  }
}

/** WebSockets in Node report the status, those in browsers do not. @param {string} reason */
function notOpened(reason) {
  if (/\b401\b/.test(reason)) return new StreambedError('unauthenticated', 'The API key is refused.', { status: 401 });
  if (/\b403\b/.test(reason)) return new StreambedError('forbidden', 'The customer may not connect.', { status: 403 });
  if (/\b429\b/.test(reason))
    return new StreambedError('unavailable', 'Too many connections are being opened.', { status: 429 });
  return new StreambedError(
    'network',
    'The WebSocket cannot be opened: the gateway is unreachable, or refuses the API key.',
  );
}
