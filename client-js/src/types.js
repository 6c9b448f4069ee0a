/**
 * The public types of the client, and the items that its transports yield.
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
 * @typedef {{ type: 'start', requestId: string }} StartItem
 * @typedef {{ type: 'usage', usage: Usage, stopReason: string | null }} UsageItem
 * @typedef {{ type: 'end', usage: Usage | null, stopReason: string | null }} EndItem
 * @typedef {Part | StartItem | UsageItem | EndItem} StreamItem What a transport yields, in order; errors are thrown.
 *
 * @typedef {object} Completion
 * @property {string} text The answer's text, for every model family; empty if there is none.
 * @property {unknown} body Bedrock's JSON, unchanged; null over WebSocket, which sends only chunks.
 * @property {Usage | null} usage
 * @property {string | null} stopReason The model's own stop reason, or `guardrail_intervened`.
 * @property {string | null} requestId
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
 * @callback ApiKeyProvider Called for every request, so it should cache its key; `refresh` means that the last key was
 *   refused.
 * @param {{ refresh: boolean }} options
 * @returns {string | Promise<string>}
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
