import { getRequestListener } from '@hono/node-server';
import { expressApp } from './express.js';
import { honoApp } from './hono.js';

/**
 * @typedef {object} Settings
 * @property {string} endpoint The gateway's Function URL or REST API.
 * @property {string} apiKey The secret key of this server.
 * @property {string} modelId
 * @property {() => string} origin Where people see the pages.
 */

/** @param {string} framework @param {Settings} settings */
export const listenerOf = (framework, settings) =>
  framework === 'hono' ? getRequestListener(honoApp(settings).fetch) : expressApp(settings);
