/**
 * What a transport yields of one attempt, in order; errors are thrown.
 *
 * @typedef {object} StartItem Comes before the answer, and again when more is known of it.
 * @property {'start'} type
 * @property {string} requestId
 * @property {Limits | null} [limits]
 *
 * @typedef {{ type: 'usage', usage: Usage, stopReason: string | null }} UsageItem
 * @typedef {{ type: 'end', usage: Usage | null, stopReason: string | null }} EndItem
 * @typedef {Part | StartItem | UsageItem | EndItem} StreamItem
 */

/** @import { Limits, Part, Usage } from './types.js' */

export {};
