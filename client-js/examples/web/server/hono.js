import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { issueBrowserKey } from '@streambed/client/server';
import { Hono } from 'hono';
import { FOLDERS } from './folders.js';
import { createSessions } from './sessions.js';

/** @import { Settings } from './listener.js' */

/** @param {Settings} settings */
export function honoApp({ endpoint, apiKey, modelId, origin }) {
  const app = new Hono();
  const sessions = createSessions();

  app.post('/api/login', context => {
    if (context.req.header('origin') !== origin()) return context.body(null, 403);
    return context.body(null, 204, { 'set-cookie': sessions.begin() });
  });

  // Who gets a key uses your models at your cost: only people who are logged in may.
  app.post('/api/key', async context => {
    if (!sessions.has(context.req.header('cookie'))) return context.body(null, 401);
    const limits = { requestsPerMinute: 20, usdPerMonth: 5 };
    const key = await issueBrowserKey({ endpoint, apiKey, origin: origin(), expiresIn: 600, limits });
    return context.json(key, 200, { 'cache-control': 'no-store' });
  });

  app.onError((error, context) => {
    console.error(error);
    return context.body(null, error.status ?? 500);
  });

  app.get('/api/chat', context => context.json({ endpoint, modelId }));
  for (const [path, folder] of FOLDERS) {
    const rewriteRequestPath = (/** @type {string} */ asked) => asked.slice(path.length);
    app.use(`${path}/*`, serveStatic({ root: relative(process.cwd(), folder), rewriteRequestPath }));
  }
  return app;
}
