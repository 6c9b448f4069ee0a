/**
 * What flows through the client.
 *
 * @typedef {object} Usage Bedrock's own numbers; null where Bedrock said nothing.
 * @property {number | null} inputTokens
 * @property {number | null} outputTokens
 * @property {number | null} cacheReadTokens
 * @property {number | null} cacheWriteTokens
 *
 * @typedef {{ modelId: string } & Record<string, unknown>} Question The model's own body, and the model's id.
 *
 * @typedef {{ type: 'text', text: string }} TextPart A piece of the answer's text.
 * @typedef {{ type: 'event', event: unknown }} EventPart The model's own event that is not text: a tool call, reasoning
 *   (`reasoningOf(event)` has its text), a citation.
 * @typedef {TextPart | EventPart} Part
 *
 * @typedef {{ type: 'start', requestId: string }} StartSign
 * @typedef {{ type: 'usage', usage: Usage, stopReason: string | null }} UsageSign
 * @typedef {{ type: 'end', usage: Usage | null, stopReason: string | null }} EndSign
 * @typedef {Part | StartSign | UsageSign | EndSign} Sign What a transport hands to the answer, in order; an error is thrown.
 *
 * @typedef {object} Completion
 * @property {string} text The answer's text, whatever the model family; empty when it has none.
 * @property {unknown} body Bedrock's JSON, unchanged; null over WebSocket, which has pieces only.
 * @property {Usage | null} usage
 * @property {string | null} stopReason The model's own word, or `guardrail_intervened`.
 * @property {string | null} requestId
 *
 * @typedef {AsyncIterable<string> & AnswerFacts} Answer A streamed answer: loop over its pieces of text. It starts when its loop
 *   starts, and can be looped over once. Leaving the loop stops the answer, on the gateway too.
 *
 * @typedef {object} AnswerFacts
 * @property {() => AsyncIterable<Part>} parts Text and the model's other events, in their order; instead of the loop over text.
 * @property {() => Promise<string>} text Runs the loop to its end and returns the whole text.
 * @property {() => void} stop Asks the gateway to stop: the loop ends normally with the `stopReason` `stopped` and the usage so far.
 * @property {string | null} requestId Known from the answer's beginning.
 * @property {Usage | null} usage Known at the end.
 * @property {string | null} stopReason Known at the end: the model's own word, `guardrail_intervened` or `stopped`.
 * @property {boolean | null} stopConfirmed After `stop()`: whether the gateway itself ended the answer in time; null until then.
 *
 * @typedef {object} Model A model that the token may be used for.
 * @property {string} id What a question names it by.
 * @property {string} name For people.
 * @property {string} [provider] For people; absent when the id does not tell.
 * @property {'text' | 'embedding' | 'image' | 'video' | 'speech' | 'ranking'} kind What it makes.
 * @property {ModelPrices} [usdPerMillionTokens] Absent when the gateway knows no price by tokens.
 *
 * @typedef {{ input?: number, output?: number, cacheRead?: number, cacheWrite?: number, cacheWrite1h?: number }} ModelPrices US
 *   dollars per million tokens, by what a token is used for.
 *
 * @typedef {object} UsagePeriod A date of UTC (`2026-11-21`), which means the whole day, or an instant; at most 31 days apart.
 * @property {string | Date} [from] Without it, the first of the month that `to` is in.
 * @property {string | Date} [to] Without it, now.
 *
 * @typedef {object} UsageSums
 * @property {number} requests
 * @property {number} inputTokens
 * @property {number} outputTokens
 * @property {number} cacheReadTokens
 * @property {number} cacheWriteTokens
 * @property {number} [costNanoUsd] Billionths of a dollar; absent where nothing has a price.
 * @property {number} unpriced Requests whose tokens have no price: their cost is missing in the sum.
 * @property {number} estimated Requests whose tokens are estimates.
 *
 * @typedef {object} UsageStatement What the token's customer has used.
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
 * @callback TokenProvider Called for every request, so it should keep what it has; `refresh` means that the last one was refused.
 * @param {{ refresh: boolean }} wish
 * @returns {string | Promise<string>}
 *
 * @typedef {object} ClientOptions
 * @property {string | URL} endpoint Function URL, REST API's URL with its stage, or the WebSocket API's (`wss://…/prod`).
 * @property {string | TokenProvider} token
 * @property {TransportName} [transport] By default `websocket` for `ws:` and `wss:`, else `sse`.
 * @property {number} [retries] Attempts after the first, before the first piece only. Default 2, at most 10.
 * @property {number} [retryDelay] Milliseconds before the first retry at most; doubles each time. Default 500.
 * @property {number} [maxRetryDelay] Longest pause in milliseconds; a longer `retry-after` is an error at once. Default 20000.
 * @property {number} [idleTimeout] Milliseconds of silence until `timeout`; the gateway gives a sign every 15 s. Default 45000.
 * @property {number} [timeout] Milliseconds of one attempt in all. Default 900000, the gateway's own 15 minutes.
 * @property {number} [stopTimeout] Milliseconds that `stop()` waits for the gateway's last word. Default 5000.
 * @property {number} [maxBuffer] Characters of one message, and of pieces waiting to be read. Default 8388608.
 * @property {number} [keepAlive] Milliseconds between pings on a quiet WebSocket; API Gateway hangs up after 600000. Default 240000.
 * @property {number} [maxConnectionAge] Milliseconds until new answers go to a new WebSocket; API Gateway ends one after 7200000. Default 6000000.
 * @property {typeof globalThis.fetch} [fetch]
 * @property {WebSocketConstructor} [WebSocket] For Node 20, which has none: `import WebSocket from 'ws'`.
 *
 * @typedef {new (url: string, protocols: string[]) => SocketLike} WebSocketConstructor
 *
 * @typedef {object} SocketLike The part of the platform's WebSocket that is used.
 * @property {number} readyState
 * @property {(data: string) => void} send
 * @property {(code?: number, reason?: string) => void} close
 * @property {(type: any, listener: (event: any) => void) => void} addEventListener
 *
 * @typedef {object} Client
 * @property {(question: Question, options?: AnswerOptions) => Promise<Completion>} complete
 * @property {(question: Question, options?: AnswerOptions) => Answer} stream
 * @property {(period?: UsagePeriod, options?: AnswerOptions) => Promise<UsageStatement>} usage This month, if nothing is said. Not
 *   over WebSocket.
 * @property {(options?: AnswerOptions) => Promise<Model[]>} models Those that the token may be used for. Not over WebSocket.
 * @property {() => void} close Ends the WebSocket, if there is one; answers that still run fail with `closed`.
 */

export {};
