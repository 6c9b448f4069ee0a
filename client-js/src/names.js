/**
 * The gateway's names of errors and limits, for types. No other module needs them when it runs, so that they are in no
 * bundle. A test holds them against the gateway's own.
 */

/** The codes of the gateway's errors. */
export const GATEWAY_ERROR_CODES = /** @type {const} */ ([
  'invalid_request',
  'unknown_action',
  'unauthenticated',
  'budget_exceeded',
  'forbidden',
  'model_not_allowed',
  'not_found',
  'duplicate_id',
  'request_too_large',
  'unsupported_media_type',
  'model_error',
  'rate_limited',
  'model_throttled',
  'internal',
  'upstream_error',
  'unavailable',
  'timeout',
]);

/** The limits on answers. */
export const ANSWER_LIMITS = /** @type {const} */ ([
  'requestsPerMinute',
  'requestsPerDay',
  'tokensPerMinute',
  'usdPerMonth',
  'concurrentAnswers',
]);

/** The limits on requests that ask no model. */
export const OTHER_LIMITS = /** @type {const} */ ([
  'apiKeysPerMinute',
  'usageRequestsPerMinute',
  'promptPartsPerMinute',
  'stopsPerMinute',
  'connectionsPerMinute',
  'tokenCountsPerMinute',
]);
