import { limitsIn } from './limits.js';
import { countOf, textOf } from './usage.js';

/** @import { ErrorCode, GatewayErrorCode, LimitName, Limits } from './types.js' */

/**
 * @typedef {object} ErrorFacts What is known of an error; null where it is not.
 * @property {number | null} [status] HTTP status.
 * @property {string | null} [requestId]
 * @property {number | null} [retryAfter] Seconds.
 * @property {LimitName | null} [limit]
 * @property {number | null} [maxTokens]
 * @property {Limits | null} [limits]
 * @property {unknown} [cause]
 */

/**
 * The only error type of this package.
 *
 * `code` is the gateway's (`rate_limited`, `model_not_allowed`, …) or one of the client's own:
 *
 * - `network`: no response came: the gateway is unreachable, or the browser's CORS check failed
 * - `connection_lost`: the connection was lost before the answer was complete
 * - `timeout`: `idleTimeout` or `timeout` has passed, or the gateway reported a timeout
 * - `aborted`: the caller's signal was aborted; `name` is then `AbortError`, as in the platform's own errors
 * - `closed`: the client was closed
 * - `invalid_answer`: the answer is not in the gateway's format, or out of order
 * - `buffer_full`: a message, or the data waiting to be read, exceeds `maxBuffer`
 * - `api_key_unavailable`: the function that gives API keys, or your own server behind it, gave none
 * - `invalid_options`, `request_too_large`: refused by the client; nothing was sent
 */
export class StreambedError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message A sentence that may be shown to users.
   * @param {ErrorFacts} [facts]
   */
  constructor(code, message, facts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = code === 'aborted' ? 'AbortError' : 'StreambedError';
    /** @type {ErrorCode} */
    this.code = code;
    /** @type {number | null} HTTP status, if there was one. */
    this.status = facts.status ?? null;
    /** @type {string | null} Identifies the request in the gateway's log. */
    this.requestId = facts.requestId ?? null;
    /** @type {number | null} Seconds until a retry may succeed. */
    this.retryAfter = facts.retryAfter ?? null;
    /** @type {LimitName | null} The limit of the customer that is reached, if one is. */
    this.limit = facts.limit ?? null;
    /** @type {number | null} The largest maximum of output tokens that would fit into the limit, if one would. */
    this.maxTokens = facts.maxTokens ?? null;
    /** @type {Limits | null} What is left of the customer's limits. */
    this.limits = facts.limits ?? null;
  }
}

/** @param {AbortSignal} signal @returns {StreambedError} */
export const aborted = signal => new StreambedError('aborted', 'The answer was aborted.', { cause: signal.reason });

/**
 * Converts the gateway's error object, from any transport.
 *
 * @param {any} json
 * @param {ErrorFacts} [facts] What the response says besides.
 */
export function errorFrom(json, facts = {}) {
  const status = facts.status ?? null;
  const message = textOf(json?.error) ?? `The gateway answered with status ${status}.`;
  return new StreambedError(textOf(json?.code) ?? codeOf(status), message, {
    ...facts,
    requestId: textOf(json?.requestId) ?? facts.requestId ?? null,
    retryAfter: countOf(json?.retryAfter) ?? facts.retryAfter ?? null,
    limit: textOf(json?.limit),
    maxTokens: countOf(json?.maxTokens),
    limits: facts.limits ?? limitsIn(json?.limits),
  });
}

/** For error responses that something in front of the gateway sent. @param {number | null} status @returns {GatewayErrorCode} */
function codeOf(status) {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 413:
      return 'request_too_large';
    case 429:
      return 'rate_limited';
    case 502:
      return 'upstream_error';
    case 503:
      return 'unavailable';
    case 504:
      return 'timeout';
    default:
      return status !== null && status >= 500 ? 'internal' : 'invalid_request';
  }
}
