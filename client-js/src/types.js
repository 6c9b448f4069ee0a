/**
 * The public types of the client.
 *
 * @typedef {object} Usage Bedrock's own numbers, and what they cost; null where Bedrock reports none.
 * @property {number | null} inputTokens
 * @property {number | null} outputTokens
 * @property {number | null} cacheReadTokens
 * @property {number | null} cacheWriteTokens
 * @property {number | null} costNanoUsd What a streamed answer costs by the gateway's prices, in billionths of a dollar;
 *   null without a price, and of `complete()` over HTTP.
 *
 * @typedef {{ modelId: string } & Record<string, unknown>} Question The model's own request body, and the model's id.
 *
 * @typedef {{ type: 'text', text: string }} TextPart A chunk of the answer's text.
 * @typedef {{ type: 'event', event: unknown }} EventPart An event of the model that is not text: a tool call, reasoning
 *   (`reasoningOf(event)` returns its text), a citation.
 * @typedef {TextPart | EventPart} Part
 *
 * @typedef {(typeof import('./names.js').GATEWAY_ERROR_CODES)[number]} GatewayErrorCode
 *
 * @typedef {'network'
 *   | 'connection_lost'
 *   | 'timeout'
 *   | 'aborted'
 *   | 'closed'
 *   | 'invalid_answer'
 *   | 'buffer_full'
 *   | 'invalid_options'
 *   | 'api_key_unavailable'
 *   | 'request_too_large'} ClientErrorCode
 *   The client's own.
 *
 * @typedef {GatewayErrorCode | ClientErrorCode | (string & {})} ErrorCode Those that are known, and those of a newer
 *   gateway.
 *
 * @typedef {(typeof import('./names.js').ANSWER_LIMITS)[number]} AnswerLimitName
 * @typedef {AnswerLimitName | (typeof import('./names.js').OTHER_LIMITS)[number] | (string & {})} LimitName Those that
 *   are known, and those of a newer gateway.
 *
 * @typedef {object} LimitStatus What is left of one limit, in its own unit: requests, tokens, US dollars or answers.
 * @property {number} limit
 * @property {number} remaining What the running answers have reserved is already subtracted.
 * @property {number} resetAfter Seconds until there is more.
 *
 * @typedef {Partial<Record<AnswerLimitName, LimitStatus>> & { [name: string]: LimitStatus | undefined }} Limits Of each
 *   limit that the customer has.
 *
 * @typedef {object} Completion
 * @property {string} text The answer's text, for every model family; empty if there is none.
 * @property {unknown} body Bedrock's JSON, unchanged; null over WebSocket, which sends only chunks.
 * @property {Usage | null} usage
 * @property {number | null} costUsd What the answer costs, in US dollars; null where `usage.costNanoUsd` is.
 * @property {string | null} stopReason The model's own stop reason, or `guardrail_intervened`.
 * @property {string | null} requestId
 * @property {Limits | null} limits What is left of the customer's limits; null without limits.
 *
 * @typedef {AsyncIterable<string> & AnswerFacts} Answer A streamed answer: iterate over its chunks of text. It starts
 *   when the loop starts, and can be iterated once. Leaving the loop stops the answer, on the gateway too.
 *
 * @typedef {object} AnswerFacts
 * @property {() => AsyncIterable<Part>} parts Text and the model's other events, in order; use it instead of the loop
 *   over text.
 * @property {() => Promise<string>} text Runs the loop to its end and resolves to the whole text.
 * @property {() => void} stop Asks the gateway to stop: the loop ends normally with the `stopReason` `stopped` and the
 *   usage so far.
 * @property {string | null} requestId Known once the answer has started.
 * @property {Usage | null} usage Known at the end.
 * @property {number | null} costUsd Known at the end: what the answer costs, in US dollars; null where
 *   `usage.costNanoUsd` is.
 * @property {Limits | null} limits Known once the answer has started: what is left of the customer's limits, with what
 *   this answer may need already subtracted; null without limits.
 * @property {string | null} stopReason Known at the end: the model's own stop reason, `guardrail_intervened` or
 *   `stopped`.
 * @property {boolean | null} stopConfirmed After `stop()`: whether the gateway itself ended the answer in time; null
 *   until then.
 *
 * @typedef {object} Model A model that the API key may use.
 * @property {string} id The `modelId` of a question.
 * @property {string} name For people.
 * @property {string} [provider] For people; absent if the id does not tell.
 * @property {'text' | 'embedding' | 'image' | 'video' | 'speech' | 'ranking'} kind What it generates.
 * @property {ModelPrices} [usdPerMillionTokens] Absent if the gateway knows no price per token.
 *
 * @typedef {{ input?: number, output?: number, cacheRead?: number, cacheWrite?: number, cacheWrite1h?: number }}
 *   ModelPrices US dollars per million tokens, by kind of token.
 *
 * @typedef {object} UsagePeriod Dates in UTC (`2026-11-21`, the whole day) or instants, at most 31 days apart.
 * @property {string | Date} [from] Default: the first day of the month of `to`.
 * @property {string | Date} [to] Default: now.
 *
 * @typedef {object} UsageSums
 * @property {number} requests
 * @property {number} inputTokens
 * @property {number} outputTokens
 * @property {number} cacheReadTokens
 * @property {number} cacheWriteTokens
 * @property {number} [costNanoUsd] Billionths of a dollar; absent if nothing has a price.
 * @property {number} unpriced Requests whose tokens have no price; the sum does not include their cost.
 * @property {number} estimated Requests whose tokens are estimates.
 *
 * @typedef {object} UsageStatement The usage of the API key's customer.
 * @property {string} from
 * @property {string} to
 * @property {UsageSums} total
 * @property {(UsageSums & { day: string, model: string })[]} byDayAndModel
 *
 * @typedef {object} AnswerOptions
 * @property {AbortSignal} [signal] Aborting stops the answer, on the gateway too, and throws `aborted`.
 *
 * @typedef {'sse' | 'array' | 'websocket'} TransportName
 *
 * @callback ApiKeyProvider Called for every request, so it should cache its key, as `apiKeyFrom` does.
 * @param {ApiKeyRequest} request
 * @returns {string | Promise<string>}
 *
 * @typedef {object} ApiKeyRequest
 * @property {boolean} refresh Whether the gateway has refused a key, or may have.
 * @property {string | null} [refused] That key. Another answer may have brought a new one since.
 * @property {number | null} [status] With `refresh`: 401 if the gateway has refused the key; null if a WebSocket could
 *   not be opened and the browser does not say why. The key may then be good: return it rather than fetch one each time.
 *
 * @callback BrowserKeySource Calls your own server for a browser key, and returns its response, or the key itself.
 * @param {{ signal: AbortSignal }} options Aborted after 15 seconds.
 * @returns {Response | BrowserKey | Promise<Response | BrowserKey>}
 *
 * @typedef {object} BrowserKeyOptions
 * @property {string | URL} endpoint The Function URL, or the REST API's URL with its stage.
 * @property {string} apiKey Of your server, from its environment.
 * @property {string} [origin] `https://app.example.com`: the only origin whose pages may use the key. Name it: a key
 *   without one works everywhere.
 * @property {number} [expiresIn] Seconds, 60 to 3600; 600 by default.
 * @property {string[]} [models] Ids of models, of those that the API key may use.
 * @property {Partial<Record<AnswerLimitName, number>>} [limits] Of this key alone, and none above those of the API key.
 * @property {typeof globalThis.fetch} [fetch]
 *
 * @typedef {object} BrowserKey What `POST /keys` returns.
 * @property {string} token The key.
 * @property {string} [expiresAt] An instant: `2026-11-21T09:25:02Z`.
 * @property {number} [expiresIn] Seconds from now. Takes precedence, because clocks differ.
 * @property {string} [origin]
 *
 * @typedef {ApiKeyProvider} TokenProvider The former name of `ApiKeyProvider`, kept as an alias.
 *
 * @typedef {ConnectionOptions & ApiKeyOption} ClientOptions
 *
 * @typedef {string | ApiKeyProvider} ApiKeySource An API key, or a function that returns one.
 *
 * @typedef {{ apiKey: ApiKeySource, token?: ApiKeySource } | { token: ApiKeySource, apiKey?: ApiKeySource }} ApiKeyOption
 *   `token` is the former name of the option, kept as an alias; `apiKey` takes precedence.
 *
 * @typedef {object} ConnectionOptions
 * @property {string | URL} endpoint Function URL, REST API's URL with its stage, or the WebSocket API's
 *   (`wss://…/prod`).
 * @property {TransportName} [transport] By default `websocket` for `ws:` and `wss:`, else `sse`.
 * @property {number} [retries] Attempts after the first, only before the first chunk. Default 2, at most 10.
 * @property {number} [retryDelay] Maximum milliseconds before the first retry; doubles each time. Default 500.
 * @property {number} [maxRetryDelay] Maximum delay in milliseconds; a longer `retry-after` is thrown at once. Default
 *   20000.
 * @property {number} [idleTimeout] Milliseconds without data until the error `timeout`; the gateway sends something
 *   every 15 s. Default 45000.
 * @property {number} [timeout] Maximum milliseconds of one attempt. Default 900000, the gateway's own 15 minutes.
 * @property {number} [stopTimeout] Milliseconds that `stop()` waits for the gateway to end the answer. Default 5000.
 * @property {number} [maxBuffer] Maximum characters of one message, and of chunks waiting to be read. Default 8388608.
 * @property {number} [keepAlive] Milliseconds between pings on an idle WebSocket; API Gateway closes it after 600000.
 *   Default 240000.
 * @property {number} [maxConnectionAge] Milliseconds until new answers use a new WebSocket; API Gateway closes it after
 *   7200000. Default 6000000.
 * @property {typeof globalThis.fetch} [fetch]
 * @property {WebSocketConstructor} [WebSocket] For Node 20, which does not have one: `import WebSocket from 'ws'`.
 *
 * @typedef {new (url: string, protocols: string[]) => SocketLike} WebSocketConstructor
 *
 * @typedef {object} SocketLike The part of the platform's WebSocket that the client uses.
 * @property {number} readyState
 * @property {(data: string) => void} send
 * @property {(code?: number, reason?: string) => void} close
 * @property {(type: any, listener: (event: any) => void) => void} addEventListener
 *
 * @typedef {object} Client
 * @property {(question: Question, options?: AnswerOptions) => Promise<Completion>} complete
 * @property {(question: Question, options?: AnswerOptions) => Answer} stream
 * @property {(period?: UsagePeriod, options?: AnswerOptions) => Promise<UsageStatement>} usage By default of this
 *   month. Not over WebSocket.
 * @property {(options?: AnswerOptions) => Promise<Model[]>} models The models that the API key may use. Not over
 *   WebSocket.
 * @property {() => void} close Closes the WebSocket, if there is one; running answers fail with `closed`.
 */

export {};
