import { StreambedError } from '../error.js';
import { askToken } from '../token.js';

/** @import { Settings } from '../options.js' */
/** @import { SocketLike } from '../types.js' */

const PROTOCOL = 'streambed.v1';
const OPENING = 15_000;

/**
 * Opens a WebSocket with the token as a subprotocol: browsers cannot send headers. A browser does not say why one could not be
 * opened, so whatever the reason the provider is asked for another token, once.
 *
 * @param {Settings} settings
 * @returns {Promise<{ socket: SocketLike, token: string }>}
 */
export async function dial(settings) {
  const token = await askToken(settings.token, false);
  try {
    return { socket: await open(settings, token), token };
  } catch (error) {
    const fresh = await askToken(settings.token, true);
    if (fresh === token) throw error;
    return { socket: await open(settings, fresh), token: fresh };
  }
}

/** @param {Settings} settings @param {string} token @returns {Promise<SocketLike>} */
function open({ endpoint, WebSocket }, token) {
  return new Promise((resolve, reject) => {
    const socket = construct(/** @type {NonNullable<typeof WebSocket>} */ (WebSocket), endpoint, token);
    let reason = '';
    const timer = setTimeout(() => {
      reject(new StreambedError('network', `The WebSocket did not open within ${OPENING} ms.`));
      socket.close();
    }, OPENING);
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
 * @param {string} token
 */
function construct(WebSocket, endpoint, token) {
  try {
    return new WebSocket(endpoint, [PROTOCOL, `bearer.${token}`]);
  } catch (cause) {
    throw new StreambedError('invalid_options', 'This endpoint and token make no WebSocket.', { cause });
  }
}

/** Node's WebSockets tell the status, browsers do not. @param {string} reason */
function notOpened(reason) {
  if (/\b401\b/.test(reason)) return new StreambedError('unauthenticated', 'The token is refused.', { status: 401 });
  if (/\b403\b/.test(reason)) return new StreambedError('forbidden', 'The customer may not connect.', { status: 403 });
  if (/\b429\b/.test(reason)) return new StreambedError('unavailable', 'Too many connect at once.', { status: 429 });
  return new StreambedError(
    'network',
    'The WebSocket cannot be opened: the gateway is not reachable, or refuses the token.',
  );
}
