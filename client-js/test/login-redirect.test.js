import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { apiKeyFrom } from '../src/index.js';
import { startBrowser, withoutBrowser } from './kit/browser.js';

const source = join(import.meta.dirname, '../src');

/** @param {import('node:http').RequestListener} answer */
async function start(answer) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, server };
}

/**
 * A server whose route for keys redirects to the page of an identity provider, on another origin, once the session has
 * expired. It has the client for its pages.
 *
 * @param {number} status
 * @param {(url: string, asked: () => number) => Promise<void>} run
 */
async function withLogin(status, run) {
  let asked = 0;
  const login = await start((_, response) => void response.setHeader('content-type', 'text/html').end('<h1>Log in'));
  const own = await start(({ url = '' }, response) => {
    if (url === '/') return void response.setHeader('content-type', 'text/html').end('<!doctype html>');
    if (url.endsWith('.js'))
      return void response.setHeader('content-type', 'text/javascript').end(readFileSync(source + url));
    if (url === '/api/key') asked += 1;
    response.writeHead(status, { location: `${login.url}/login` }).end();
  });
  try {
    await run(own.url, () => asked);
  } finally {
    for (const { server } of [login, own]) {
      server.closeAllConnections();
      server.close();
    }
  }
}

const LOGGED_OUT = { code: 'unauthenticated', status: null, message: /was redirected\. Please log in/ };

for (const status of [302, 303, 307]) {
  test(`a ${status} to a login is no key, and is not waited for`, () =>
    withLogin(status, async (url, asked) => {
      const provider = apiKeyFrom(`${url}/api/key`);
      for (let at = 0; at < 2; at += 1) await assert.rejects(async () => provider({ refresh: false }), LOGGED_OUT);
      assert.equal(asked(), 2);
    }));
}

test('a function that follows redirects to a page brings no key either', () =>
  withLogin(302, async url => {
    const provider = apiKeyFrom(() => fetch(`${url}/api/key`, { method: 'POST' }));
    await assert.rejects(async () => provider({ refresh: false }), { ...LOGGED_OUT, message: /redirected to a page/ });
  }));

test('a browser takes a redirect to a login on another origin for one too', { skip: withoutBrowser }, async () => {
  const browser = await startBrowser();
  try {
    await withLogin(302, async (url, asked) => {
      const page = await browser.newPage();
      await page.goto(url);
      const said = await page.evaluate(async () => {
        // @ts-expect-error It is a module of the page.
        const { apiKeyFrom } = await import('/index.js');
        const provider = apiKeyFrom('/api/key');
        /** @type {string[]} */
        const codes = [];
        for (let at = 0; at < 2; at += 1) {
          await provider({ refresh: false }).catch((/** @type {any} */ error) => codes.push(error.code));
        }
        return codes;
      });
      assert.deepEqual(said, ['unauthenticated', 'unauthenticated']);
      assert.equal(asked(), 2);
    });
  } finally {
    await browser.close();
  }
});
