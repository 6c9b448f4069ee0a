/**
 * Streams answers of Amazon Bedrock from a Streambed gateway: a question goes in, chunks of text come out.
 *
 * @module
 */

export { createClient } from './client.js';
export { StreambedError } from './error.js';
export { reasoningOf } from './reasoning.js';

/**
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./types.js').AnswerOptions} AnswerOptions
 * @typedef {import('./types.js').ApiKeyProvider} ApiKeyProvider
 * @typedef {import('./types.js').Client} Client
 * @typedef {import('./types.js').ClientOptions} ClientOptions
 * @typedef {import('./types.js').Completion} Completion
 * @typedef {import('./types.js').Part} Part
 * @typedef {import('./types.js').Question} Question
 * @typedef {import('./types.js').SocketLike} SocketLike
 * @typedef {import('./types.js').TokenProvider} TokenProvider
 * @typedef {import('./types.js').TransportName} TransportName
 * @typedef {import('./types.js').Usage} Usage
 * @typedef {import('./types.js').UsagePeriod} UsagePeriod
 * @typedef {import('./types.js').UsageStatement} UsageStatement
 * @typedef {import('./types.js').WebSocketConstructor} WebSocketConstructor
 */
