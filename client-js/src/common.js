/** What every entry point exports besides its `createClient`. @module */

export { apiKeyFrom } from './api-key-from.js';
export { StreambedError } from './error.js';
export { reasoningOf } from './reasoning.js';
export * from './types.js';
