import { errorFrom, StreambedError } from '../error.js';
import { secondsOf } from '../retry.js';
import { askToken } from '../token.js';

/** @import { Settings } from '../options.js' */

/**
 * @typedef {object} Call
 * @property {string} path Below the endpoint.
 * @property {string} method
 * @property {string} [body] JSON
 * @property {string} [requestId] Chosen by the client.
 * @property {boolean} [keepalive] Whether it outlives the page.
 * @property {AbortSignal} [signal] Its reason is a StreambedError.
 */

/**
 * One request with the token. A token that is refused is asked for anew, once.
 *
 * @param {Settings} settings
 * @param {Call} call
 * @returns {Promise<Response>} with a status of success; any other is thrown
 */
export async function send(settings, call) {
  const token = await askToken(settings.token, false);
  const response = await once(settings, call, token);
  if (response.status !== 401) return checked(response);
  const refusal = await failure(response);
  const fresh = await askToken(settings.token, true);
  if (fresh === token) throw refusal;
  return checked(await once(settings, call, fresh));
}

/** @param {Settings} settings @param {Call} call @param {string} token */
async function once(settings, { path, method, body, requestId, keepalive = false, signal }, token) {
  /** @type {Record<string, string>} */
  const headers = { authorization: `Bearer ${token}` };
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

/** @param {Response} response */
async function failure(response) {
  const json = await response.json().catch(() => null);
  return errorFrom(json, {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfter: secondsOf(response.headers.get('retry-after')),
  });
}
