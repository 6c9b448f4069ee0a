import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startBrowser, withoutBrowser } from './kit/browser.js';
import { control, startStack } from './kit/local-stack.js';
import { buildExamples, runExamples, startExamples } from './kit/web-examples.js';

const built = withoutBrowser || (await buildExamples());
const started = built === false ? await startStack() : { skip: built };
const skip = 'skip' in started ? started.skip : false;
const stack = /** @type {import('./kit/local-stack.js').Stack} */ (started);
const browser = skip === false ? await startBrowser() : null;

/** The key has limits of its own, beside the customer's. */
const LEFT =
  /^\$0\.0000\d\d · requestsPerMinute: 19 of 20 left · requestsPerDay: 2 of 3 left · usdPerMonth: 4\.99\d* of 5 left$/;

/** @param {import('playwright-core').Page} page @param {string} directive */
async function ask(page, directive) {
  await page.getByLabel('Question').fill(`Hello [[bedrock ${directive}]]`);
  await page.getByRole('button', { name: 'Send' }).click();
}

/**
 * A visit to a page whose customer may ask three times a day.
 *
 * @param {'react' | 'vue' | 'html'} example
 * @param {'express' | 'hono'} framework
 * @param {(page: import('playwright-core').Page, asked: (path: string) => number) => Promise<void>} run Gets how often
 *   the page has sent requests to a path.
 */
async function visit(example, framework, run) {
  const { token } = /** @type {any} */ (await control(stack, '/customers', { limits: { requestsPerDay: 3 } }));
  const server = await startExamples(framework, { endpoint: stack.functionUrl, apiKey: token });
  const page = await (browser ?? assert.fail()).newPage();
  /** @type {string[]} */
  const sent = [];
  /** @type {string[]} */
  const failures = [];
  page.on('request', request => request.method() !== 'OPTIONS' && sent.push(new URL(request.url()).pathname));
  page.on('pageerror', error => failures.push(String(error)));
  try {
    await page.goto(`${server.url}/${example}/`);
    await run(page, path => sent.filter(each => each === path).length);
    assert.deepEqual(failures, []);
  } finally {
    await page.close();
    server.close();
  }
}

/** @param {string} url @param {string} path @param {Record<string, string>} [headers] */
const post = (url, path, headers = {}) => fetch(url + path, { method: 'POST', headers });

/** @param {string} url @returns {Promise<Record<string, string>>} the headers of somebody who is logged in */
async function logIn(url) {
  const login = await post(url, '/api/login', { origin: url });
  return { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('the examples for the web', { skip }, () => {
  after(async () => {
    await browser?.close();
    await stack.stop();
  });

  for (const [example, framework] of /** @type {const} */ ([
    ['react', 'express'],
    ['vue', 'hono'],
    ['html', 'express'],
  ])) {
    test(`${example}, with keys from ${framework}: logs in, streams, stops, begins anew, and shows a limit`, () =>
      visit(example, framework, async (page, asked) => {
        await ask(page, 'text="The first answer" rate=max');
        await page.getByRole('alert').getByText('Please log in').waitFor();
        await page.getByRole('button', { name: 'Log in' }).click();
        await page.locator('.message.assistant:not(.running)', { hasText: 'The first answer' }).waitFor();
        assert.match(await page.locator('.footnote').innerText(), LEFT);

        await ask(page, 'pieces=30000 interval=10ms');
        const running = page.locator('.message.assistant.running');
        await page.waitForFunction(() => (document.querySelector('.running')?.textContent ?? '').length > 50);
        const early = (await running.innerText()).length;
        await page.waitForFunction(
          long => (document.querySelector('.running')?.textContent ?? '').length > long,
          early,
        );
        await page.getByRole('button', { name: 'Stop' }).click();
        await page.getByRole('button', { name: 'Send' }).waitFor();
        assert.equal(await running.count(), 0);
        assert.ok((await page.locator('.message.assistant').last().innerText()).length > early);
        assert.equal(await page.getByRole('alert').count(), 0);

        assert.equal(await page.locator('.message').count(), 4);

        // A new conversation stops the answer of the one before, on the gateway too.
        await ask(page, 'pieces=30000 interval=10ms');
        await page.waitForFunction(() => (document.querySelector('.running')?.textContent ?? '').length > 50);
        const stopped = page.waitForResponse(response => response.request().method() === 'DELETE');
        await page.getByRole('button', { name: 'New chat' }).click();
        assert.equal((await stopped).status(), 202);
        assert.equal(await page.locator('.message').count(), 0);

        await ask(page, 'pieces=1');
        const alert = page.getByRole('alert');
        await alert.getByText('Limit reached: requestsPerDay. Possible again in').waitFor();
        assert.match(await page.locator('.footnote').innerText(), /requestsPerDay: 0 of 3 left/);
        const before = asked('/bedrock/stream');
        await page.getByRole('button', { name: 'Try again' }).click();
        await page.waitForFunction(() => document.querySelector('.running') === null);
        await alert.getByText('Limit reached: requestsPerDay.').waitFor();
        assert.equal(asked('/bedrock/stream'), before + 1);
        // Once before the login, once after it.
        assert.equal(asked('/api/key'), 2);
        assert.equal(await page.locator('.message').count(), 1);
      }));
  }

  test('a key is of use for the pages of its origin only, and nobody gets one who is not logged in', async context => {
    // Both servers print what the route could not get.
    const printed = context.mock.method(console, 'error', () => {});
    for (const framework of /** @type {const} */ (['express', 'hono'])) {
      const server = await startExamples(framework, { endpoint: stack.functionUrl, apiKey: stack.token });
      assert.equal((await post(server.url, '/api/key')).status, 401);
      assert.equal((await post(server.url, '/api/login', { origin: 'https://evil.example' })).status, 403);
      const response = await post(server.url, '/api/key', await logIn(server.url));
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const { origin, expiresIn } = await response.json();
      assert.equal(origin, server.url);
      assert.ok(expiresIn > 500 && expiresIn <= 600, `${expiresIn}`);
      server.close();

      const broken = await startExamples(framework, { endpoint: stack.functionUrl, apiKey: 'sb_of_nobody' });
      const failed = await post(broken.url, '/api/key', await logIn(broken.url));
      assert.equal(failed.status, 502, 'a page would take 401 for the fault of its user');
      assert.match(String(printed.mock.calls.at(-1)?.arguments[0]), /does not accept the API key of this server/);
      broken.close();

      const alone = await startExamples(framework, { endpoint: 'http://127.0.0.1:9/', apiKey: 'sb_of_nobody' });
      assert.equal((await post(alone.url, '/api/key', await logIn(alone.url))).status, 503);
      alone.close();
    }
  });

  for (const framework of /** @type {const} */ (['express', 'hono'])) {
    test(`the server with ${framework} is not reached from other machines`, async () => {
      const { port, stop } = await runExamples(framework);
      try {
        assert.equal((await fetch(`http://127.0.0.1:${port}/api/chat`)).status, 200);
        // Whoever listens on all addresses answers on this one too.
        await assert.rejects(fetch(`http://127.0.0.2:${port}/api/chat`));
      } finally {
        await stop();
      }
    });
  }
});
