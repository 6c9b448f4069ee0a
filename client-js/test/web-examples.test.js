import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startBrowser, withoutBrowser } from './kit/browser.js';
import { control, startStack } from './kit/local-stack.js';
import { buildExamples, startExamples } from './kit/web-examples.js';

const built = withoutBrowser || (await buildExamples());
const started = built === false ? await startStack() : { skip: built };
const skip = 'skip' in started ? started.skip : false;
const stack = /** @type {import('./kit/local-stack.js').Stack} */ (started);
const browser = skip === false ? await startBrowser() : null;

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
        assert.match(await page.locator('.footnote').innerText(), /^\$0\.0000\d\d · requestsPerDay: 2 of 3 left$/);

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
    // Both frameworks print what a route throws.
    const printed = context.mock.method(console, 'error', () => {});
    for (const framework of /** @type {const} */ (['express', 'hono'])) {
      const server = await startExamples(framework, { endpoint: stack.functionUrl, apiKey: stack.token });
      const post = (/** @type {string} */ path, headers = {}) => fetch(server.url + path, { method: 'POST', headers });
      assert.equal((await post('/api/key')).status, 401);
      assert.equal((await post('/api/login', { origin: 'https://evil.example' })).status, 403);
      const login = await post('/api/login', { origin: server.url });
      const response = await post('/api/key', { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '' });
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const { origin, expiresIn } = await response.json();
      assert.equal(origin, server.url);
      assert.ok(expiresIn > 500 && expiresIn <= 600, `${expiresIn}`);
      server.close();

      const broken = await startExamples(framework, { endpoint: stack.functionUrl, apiKey: 'sb_of_nobody' });
      const again = await fetch(`${broken.url}/api/login`, { method: 'POST', headers: { origin: broken.url } });
      const cookie = again.headers.get('set-cookie')?.split(';')[0] ?? '';
      const failed = await fetch(`${broken.url}/api/key`, { method: 'POST', headers: { cookie } });
      assert.ok(failed.status >= 500, `${failed.status}: a page would take anything less for its user's fault`);
      assert.match(String(printed.mock.calls.at(-1)?.arguments[0]), /does not accept the API key of this server/);
      broken.close();
    }
  });
});
