/**
 * How a client reaches the gateway.
 *
 * @typedef {object} Transport
 * @property {(question: Question, controls: Controls) => AsyncIterable<StreamItem>} stream One attempt.
 * @property {((question: Question, signal?: AbortSignal) => Promise<Completion>) | null} complete One attempt; null
 *   where every answer is a stream.
 * @property {(<T>(resource: Resource<T>, signal?: AbortSignal) => Promise<T>) | null} read One attempt; null where there
 *   are only answers.
 * @property {() => void} close
 *
 * @typedef {{ signal?: AbortSignal | undefined, stop: StopController }} Controls
 */

/**
 * @template T
 * @typedef {{ path: string, isValid: (json: any) => json is T }} Resource What `GET` reads.
 */

/** @import { StopController } from './stop-controller.js' */
/** @import { StreamItem } from './stream-items.js' */
/** @import { Completion, Question } from './types.js' */

export {};
