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
 * - `invalid_options`, `request_too_large`: refused by the client; nothing was sent
 */
export class StreambedError extends Error {
  /**
   * @param {string} code
   * @param {string} message A sentence that may be shown to users.
   * @param {{ status?: number | null, requestId?: string | null, retryAfter?: number | null, cause?: unknown }} [facts]
   */
  constructor(code, message, { status = null, requestId = null, retryAfter = null, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = code === 'aborted' ? 'AbortError' : 'StreambedError';
    /** @type {string} */
    this.code = code;
    /** @type {number | null} HTTP status, if there was one. */
    this.status = status;
    /** @type {string | null} Identifies the request in the gateway's log. */
    this.requestId = requestId;
    /** @type {number | null} Seconds. */
    this.retryAfter = retryAfter;
  }
}

/** @param {AbortSignal} signal @returns {StreambedError} */
export const aborted = signal => new StreambedError('aborted', 'The answer was aborted.', { cause: signal.reason });

/**
 * Converts the gateway's error object, from any transport.
 *
 * @param {any} json
 * @param {{ status?: number | null, requestId?: string | null, retryAfter?: number | null }} [facts]
 */
export function errorFrom(json, { status = null, requestId = null, retryAfter = null } = {}) {
  const code = typeof json?.code === 'string' ? json.code : codeOf(status);
  const message = typeof json?.error === 'string' ? json.error : `The gateway answered with status ${status}.`;
  return new StreambedError(code, message, {
    status,
    requestId: typeof json?.requestId === 'string' ? json.requestId : requestId,
    retryAfter: typeof json?.retryAfter === 'number' ? json.retryAfter : retryAfter,
  });
}

/** For error responses that something in front of the gateway sent. @param {number | null} status */
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
