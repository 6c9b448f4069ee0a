/** @import { Model } from '../types.js' */

/** @param {any} json @returns {json is { models: Model[] }} */
const isList = json =>
  Array.isArray(json?.models) && json.models.every((/** @type {any} */ model) => typeof model?.id === 'string');

/** Where the models are listed, and how that looks. */
export const MODELS = { path: '/models', isValid: isList };
