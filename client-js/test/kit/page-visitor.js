import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBrowser } from './browser.js';
import { sse, startGateway } from './gateway.js';
import { servePage } from './page-server.js';

/** @import { Handler } from './gateway.js' */
/** @import { Page } from 'playwright-core' */

export const USAGE = {
  inputTokens: 1000,
  outputTokens: 2000,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costNanoUsd: 315_000,
  stopReason: 'end_turn',
};
export const sleep = (/** @type {number} */ milliseconds) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** What a handler waits for until the test has seen what it wanted to. */
export function latch() {
  let release = () => {};
  const held = new Promise(resolve => {
    release = () => resolve(null);
  });
  return { held, release: () => release() };
}

/** @param {string[]} chunks @param {number} [pause] @returns {Handler} */
export const says =
  (chunks, pause = 0) =>
  async (_, response) => {
    for (const chunk of chunks) {
      sse(response, [chunk]);
      await sleep(pause);
    }
    sse(response, [['usage', USAGE], '[DONE]']);
    response.end();
  };

/** @param {Page} page @param {string} question */
export async function ask(page, question) {
  await page.fill('#question', question);
  await page.keyboard.press('Enter');
}

/** The name of the field with the focus. @param {Page} page */
export const focused = page => page.evaluate(() => document.activeElement?.getAttribute('name'));
/** @param {Page} page */
export const shown = page => page.locator('.turn').last().locator('.text').innerText();
/** @param {Page} page */
export const ended = page => page.waitForSelector('.turn:last-child.ended');

/** Starts a browser and serves the page for the tests of a `describe`, whose body calls this. */
export function createVisitor() {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {object} */
  let config = {};
  /** @type {Awaited<ReturnType<typeof servePage>>} */
  let site;
  before(async () => {
    browser = await startBrowser();
    site = await servePage(() => config);
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  /**
   * @param {Handler} handler
   * @param {(page: Page, gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<void>} run
   * @param
   *   {{ stop?: Handler, viewport?: { width: number, height: number }, setUp?: (page: Page) => Promise<unknown>, webSocketUrl?: string, withoutConfig?: boolean, isHostile?: boolean }}
   *   [options]
   */
  async function visit(
    handler,
    run,
    {
      stop,
      viewport = { width: 1100, height: 700 },
      setUp,
      webSocketUrl,
      withoutConfig = false,
      isHostile = false,
    } = {},
  ) {
    const gateway = await startGateway(handler, stop);
    config = withoutConfig
      ? {}
      : {
          functionUrl: gateway.url,
          webSocketUrl,
          token: 'sb_t',
          models: ['amazon.nova-micro-v1:0', 'anthropic.claude-x'],
        };
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    /** @type {string[]} */
    const failures = [];
    page.on('pageerror', error => failures.push(String(error)));
    page.on('console', message => {
      if (!isHostile && message.text().includes('Content Security Policy')) failures.push(message.text());
    });
    await setUp?.(page);
    try {
      await page.goto(site.url);
      await page.waitForSelector('#model option', { state: 'attached' });
      await run(page, gateway);
      assert.deepEqual(failures, []);
    } finally {
      await context.close();
      gateway.close();
    }
  }

  return visit;
}
