import { errorFrom, StreambedError } from '../error.js';
import { secondsOf } from '../retry.js';
import { limitsOf } from '../limits.js';
import { resolveApiKey } from '../api-key.js';
import { abortable } from '../watchdog.js';

/** @import { Settings } from '../options.js' */

/**
 * @typedef {object} Call
 * @property {string} path Below the endpoint.
 * @property {string} method
 * @property {string} [body] JSON
 * @property {string} [requestId] Chosen by the client.
 * @property {boolean} [keepalive] Whether the request outlives the page.
 * @property {AbortSignal} [signal] Its reason is a StreambedError.
 * @property {() => void} [onSend] Called once there is a key, when the request goes out.
 */

/**
 * Sends one request with the API key. If the key is refused, the provider is asked for another one, once.
 *
 * @param {Settings} settings
 * @param {Call} call
 * @returns {Promise<Response>} with a success status; any other status is thrown as an error
 */
export async function send(settings, call) {
  const apiKey = await keyFor(settings, call);
  call.onSend?.();
  const response = await sendOnce(settings, call, apiKey);
  if (response.status !== 401) return checked(response);
  const refusal = await failure(response);
  const fresh = await keyFor(settings, call, apiKey);
  if (fresh === apiKey) throw refusal;
  return checked(await sendOnce(settings, call, fresh));
}

/** @param {Settings} settings @param {Call} call @param {string} [refused] */
function keyFor(settings, { signal }, refused) {
  const key = resolveApiKey(settings.apiKey, refused, refused === undefined ? null : 401);
  return signal === undefined ? key : abortable(key, signal);
}

/** @param {Settings} settings @param {Call} call @param {string} apiKey */
async function sendOnce(settings, { path, method, body, requestId, keepalive = false, signal }, apiKey) {
  /** @type {Record<string, string>} */
  const headers = { authorization: `Bearer ${apiKey}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (requestId !== undefined) headers['x-request-id'] = requestId;
  try {
    return await settings.fetch(settings.endpoint + path, {
      method,
      headers,
      keepalive,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new StreambedError('network', 'The gateway cannot be reached.', { cause, requestId: requestId ?? null });
  }
}

/** @param {Response} response */
async function checked(response) {
  if (!response.ok) throw await failure(response);
  return response;
}

/** The error of a response. @param {Response} response */
export async function failure(response) {
  const json = await response.json().catch(() => null);
  return errorFrom(json, {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfter: secondsOf(response.headers.get('retry-after')),
    limits: limitsOf(response.headers),
  });
}
