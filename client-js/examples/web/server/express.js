import { issueBrowserKey } from '@streambed/client/server';
import express from 'express';
import { FOLDERS } from './folders.js';
import { createSessions } from './sessions.js';

/** @import { Settings } from './listener.js' */

/** @param {Settings} settings */
export function expressApp({ endpoint, apiKey, modelId, origin }) {
  const app = express();
  const sessions = createSessions();

  app.post('/api/login', (request, response) => {
    if (request.get('origin') !== origin()) return void response.sendStatus(403);
    response.set('set-cookie', sessions.begin()).sendStatus(204);
  });

  // Who gets a key uses your models at your cost: only people who are logged in may.
  app.post('/api/key', async (request, response) => {
    if (!sessions.has(request.get('cookie'))) return void response.sendStatus(401);
    try {
      const limits = { requestsPerMinute: 20, usdPerMonth: 5 };
      const key = await issueBrowserKey({ endpoint, apiKey, origin: origin(), expiresIn: 600, limits });
      response.set('cache-control', 'no-store').json(key);
    } catch (error) {
      console.error(error);
      response.sendStatus(error.status ?? 500);
    }
  });

  app.get('/api/chat', (_, response) => void response.json({ endpoint, modelId }));
  for (const [path, folder] of FOLDERS) app.use(path, express.static(folder));
  return app;
}
