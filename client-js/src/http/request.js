import { errorFrom, StreambedError } from '../error.js';
import { secondsOf } from '../retry.js';
import { resolveApiKey } from '../api-key.js';

/** @import { Settings } from '../options.js' */

/**
 * @typedef {object} Call
 * @property {string} path Below the endpoint.
 * @property {string} method
 * @property {string} [body] JSON
 * @property {string} [requestId] Chosen by the client.
 * @property {boolean} [keepalive] Whether the request outlives the page.
 * @property {AbortSignal} [signal] Its reason is a StreambedError.
 */

/**
 * Sends one request with the API key. If the key is refused, the provider is asked for another one, once.
 *
 * @param {Settings} settings
 * @param {Call} call
 * @returns {Promise<Response>} with a success status; any other status is thrown as an error
 */
export async function send(settings, call) {
  const apiKey = await resolveApiKey(settings.apiKey, false);
  const response = await sendOnce(settings, call, apiKey);
  if (response.status !== 401) return checked(response);
  const refusal = await failure(response);
  const fresh = await resolveApiKey(settings.apiKey, true);
  if (fresh === apiKey) throw refusal;
  return checked(await sendOnce(settings, call, fresh));
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

/** @param {Response} response */
async function failure(response) {
  const json = await response.json().catch(() => null);
  return errorFrom(json, {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfter: secondsOf(response.headers.get('retry-after')),
  });
}
