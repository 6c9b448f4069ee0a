import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startBrowser, withoutBrowser } from './kit/browser.js';
import { startStack } from './kit/local-stack.js';

const started = withoutBrowser ? { skip: withoutBrowser } : await startStack();
const stack = /** @type {import('./kit/local-stack.js').Stack} */ (started);
const skip = 'skip' in started ? started.skip : stack.pageUrl === null && 'the local stack serves no page';
const browser = skip === false ? await startBrowser() : null;

describe('the page of the local stack', { skip }, () => {
  after(async () => {
    await browser?.close();
    await stack.stop();
  });

  test('streams over every front door, with nothing to fill in', async () => {
    const page = await /** @type {import('playwright-core').Browser} */ (browser).newPage();
    await page.goto(stack.pageUrl ?? '');
    await page.waitForSelector('#model option', { state: 'attached' });
    const doors = await page
      .locator('#door option:not([disabled])')
      .evaluateAll(options => options.map(option => /** @type {any} */ (option).value));
    assert.ok(doors.length >= 3, `${doors}`);
    for (const door of doors) {
      await page.selectOption('#door', door);
      await page.fill('#question', `Over ${door} [[bedrock text="It came **here**." first=0ms rate=max]]`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.turn:last-child.ended');
      const turn = page.locator('.turn').last();
      assert.equal(await turn.locator('.text').innerText(), 'It came here.', door);
      assert.match(await turn.locator('.facts').innerText(), /first after[\s\S]* in, \d+ out[\s\S]*\$0\.0\d+/);
    }
    await page.close();
  });

  test('shows on the first click what it can', async () => {
    const page = await /** @type {import('playwright-core').Browser} */ (browser).newPage();
    await page.goto(stack.pageUrl ?? '');
    // Before that the page does not listen yet.
    await page.waitForSelector('#model option', { state: 'attached' });
    for (const [at, shown] of ['.code .hljs-keyword', '.table td', 'br'].entries()) {
      await page.locator('#suggestions button').nth(at).click();
      await page.waitForSelector('.turn:last-child.ended');
      await page.locator('.text').locator(shown).first().waitFor({ state: 'attached' });
      await page.click('#anew');
    }
    await page.close();
  });
});
