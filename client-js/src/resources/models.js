/** @import { Model } from '../types.js' */

/** @param {any} json @returns {json is { models: Model[] }} */
const isList = json =>
  Array.isArray(json?.models) && json.models.every((/** @type {any} */ model) => typeof model?.id === 'string');

/** The list of models: its path and the check of its form. */
export const MODELS_RESOURCE = { path: '/models', isValid: isList };
