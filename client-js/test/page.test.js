import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startBrowser, withoutBrowser } from './kit/browser.js';
import { json, sse, startGateway } from './kit/gateway.js';
import { servePage } from './kit/page-server.js';
import { answer, startWebSocketGateway } from './kit/websocket-gateway.js';

/** @import { Handler } from './kit/gateway.js' */
/** @import { Page } from 'playwright-core' */

const USAGE = {
  inputTokens: 1000,
  outputTokens: 2000,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  costNanoUsd: 315_000,
  stopReason: 'end_turn',
};
const sleep = (/** @type {number} */ milliseconds) => new Promise(resolve => setTimeout(resolve, milliseconds));

/** What a handler waits for until the test has seen what it wanted to. */
function latch() {
  let release = () => {};
  const held = new Promise(resolve => {
    release = () => resolve(null);
  });
  return { held, release: () => release() };
}

/** @param {string[]} chunks @param {number} [pause] @returns {Handler} */
const says =
  (chunks, pause = 0) =>
  async (_, response) => {
    for (const chunk of chunks) {
      sse(response, [chunk]);
      await sleep(pause);
    }
    sse(response, [['usage', USAGE], '[DONE]']);
    response.end();
  };

describe('the page', { skip: withoutBrowser }, () => {
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

  /** @param {Page} page @param {string} question */
  async function ask(page, question) {
    await page.fill('#question', question);
    await page.keyboard.press('Enter');
  }

  /** The name of the field with the focus. @param {Page} page */
  const focused = page => page.evaluate(() => document.activeElement?.getAttribute('name'));
  /** @param {Page} page */
  const shown = page => page.locator('.turn').last().locator('.text').innerText();
  /** @param {Page} page */
  const ended = page => page.waitForSelector('.turn:last-child.ended');

  test('shows the text while it grows, and at the end what it took', () => {
    let shownWords = 0;
    return visit(
      async (_, response) => {
        for (let word = 0; word < 6; word++) {
          sse(response, [`word${word} `]);
          // Nothing follows before the page shows what came, or the test fails.
          while (shownWords <= word) await sleep(5);
        }
        await says([])(_, response);
      },
      async page => {
        await page.evaluate(() => {
          const status = /** @type {HTMLElement} */ (document.getElementById('status'));
          const said = /** @type {any} */ (window);
          said.announced = 0;
          new MutationObserver(() => {
            said.announced += 1;
          }).observe(status, { childList: true });
        });
        await ask(page, 'Hello');
        for (; shownWords < 6; shownWords++)
          await page.waitForFunction(
            word => document.querySelector('.turn .text')?.textContent?.includes(word),
            `word${shownWords}`,
          );
        await ended(page);
        const facts = await page.locator('.facts').innerText();
        assert.match(facts, /first after \d+\.\d\d s[\s\S]*\d+ pieces\/s[\s\S]*1,000 in, 2,000 out[\s\S]*\$0\.00032$/);
        assert.equal(await page.evaluate(() => /** @type {any} */ (window).announced), 2);
        assert.match(await page.locator('#status').innerText(), /^The answer is complete\. word0 /);
      },
    );
  });

  test('folds reasoning away, above the answer', () =>
    visit(
      async (_, response) => {
        for (const reasoning of ['A river <b>is</b> ', 'deep.'])
          sse(response, [['message', { event: { choices: [{ index: 0, delta: { reasoning } }] } }]]);
        await says(['Six metres.'])(_, response);
      },
      async page => {
        await ask(page, 'How deep is it?');
        await ended(page);
        assert.equal(await shown(page), 'Six metres.');
        const reasoning = page.locator('.turn .reasoning div');
        assert.equal(await reasoning.isVisible(), false);
        await page.click('text=Reasoning');
        assert.equal(await reasoning.innerText(), 'A river <b>is</b> deep.');
      },
    ));

  test('says that a guardrail intervened, and shows what it said', () =>
    visit(
      (_, response) => {
        sse(response, ['Not about floods.', ['usage', { ...USAGE, stopReason: 'guardrail_intervened' }], '[DONE]']);
        response.end();
      },
      async page => {
        await ask(page, 'How do floods begin?');
        await ended(page);
        assert.equal(await shown(page), 'Not about floods.');
        assert.match(await page.locator('.facts').innerText(), /a guardrail intervened/);
        assert.equal(await page.locator('.reasoning').count(), 0);
      },
    ));

  test('Escape and the button stop the answer, and the gateway says so', async () => {
    /** @type {import('node:http').ServerResponse | null} */
    let stream = null;
    /** @type {Handler} */
    const endless = async (_, response) => {
      stream = response;
      while (!response.writableEnded && !response.destroyed) {
        sse(response, ['and so on ']);
        await sleep(20);
      }
    };
    /** @type {Handler} */
    const stop = (_, response) => {
      json(response, 202, { stopping: true });
      if (stream === null) return;
      sse(stream, [['done', { stopReason: 'stopped', usage: USAGE }], '[DONE]']);
      stream.end();
    };
    await visit(
      endless,
      async (page, gateway) => {
        for (const halt of [() => page.keyboard.press('Escape'), () => page.click('#send')]) {
          await ask(page, 'Go on');
          await page.waitForFunction(
            () => (document.querySelector('.turn:last-child .text')?.textContent ?? '').length > 30,
          );
          await halt();
          await ended(page);
          assert.match(await page.locator('.turn:last-child .facts').innerText(), /2,000 out[\s\S]*stopped$/);
        }
        assert.equal(gateway.stops().length, 2);
        assert.equal(await page.locator('#status').innerText(), 'The answer was stopped.');
      },
      { stop },
    );
  });

  test('says what to do about an expired API key, and goes on with a new one', () =>
    visit(
      (request, response) => {
        if (request.headers.authorization === 'Bearer sb_new') return says(['Welcome back'])(request, response);
        json(response, 401, {
          error: 'The token is missing or not valid.',
          code: 'unauthenticated',
          requestId: 'r-7',
        });
      },
      async page => {
        await ask(page, 'Hello');
        const problem = await page.locator('.problem').innerText();
        assert.match(problem, /^The token is missing or not valid\.\s+Enter another API key/);
        assert.match(problem, /Request r-7/);
        await page.locator('.problem button', { hasText: 'Settings' }).click();
        assert.equal(await focused(page), 'apiKey');
        await page.fill('[name=apiKey]', 'sb_new');
        await page.click('text=Save');
        await page.click('text=Try again');
        await ended(page);
        assert.equal(await shown(page), 'Welcome back');
        assert.equal(await page.locator('.turn').count(), 1);
      },
    ));

  test('a lost connection keeps what came, and recovers', () => {
    let asked = 0;
    return visit(
      (request, response) => {
        asked += 1;
        if (asked > 1) return says(['The whole answer'])(request, response);
        sse(response, ['The half']);
        setTimeout(() => response.destroy(), 100);
      },
      async page => {
        await ask(page, 'Hello');
        assert.match(
          await page.locator('.problem').innerText(),
          /^The connection was lost before the answer was complete\./,
        );
        assert.equal(await shown(page), 'The half');
        await page.click('text=Try again');
        await ended(page);
        assert.equal(await shown(page), 'The whole answer');
      },
    );
  });

  test('renders Markdown, and lets nothing through that could do harm', () => {
    const markdown = [
      '# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x = "<b>";\n```\n\n',
      '<script>window.harm = 1</script><img src=x onerror="window.harm = 2">\n\nSee [bad](javascript:window.harm=3) [good](https://example.com)\n\n',
      '<a href="https://example.com" onclick="window.harm=4" style="position:fixed">raw</a> <iframe src="https://example.com"></iframe>',
    ];
    return visit(
      says(markdown, 30),
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        const text = page.locator('.text');
        assert.equal(await text.locator('td').count(), 2);
        assert.equal(await text.locator('pre code').innerText(), 'let x = "<b>";');
        assert.equal(
          await text.locator('script, img, iframe, [onclick], [onerror], [style], a[href^="javascript"]').count(),
          0,
        );
        assert.equal(await text.locator('a', { hasText: 'good' }).getAttribute('rel'), 'noopener noreferrer');
        assert.equal(await page.evaluate(() => /** @type {any} */ (window).harm), undefined);
      },
      { isHostile: true },
    );
  });

  test("a model's HTML cannot dress as a part of the page", () => {
    const html = [
      '<div class="problem" id="status" role="alert" aria-label="Problem" data-id="1"><strong class="problem">Pay</strong></div>',
      '\n\n<form action="https://example.com"><input name="apiKey" autofocus><button class="primary">Log in</button></form>\n\n',
      '<style>body { display: none }</style><p style="position: fixed" class="waiting" hidden>text</p>\n\n',
      '<dialog open>dialog</dialog> <a href="/elsewhere">relative</a> <code class="language-js hljs-keyword">code</code>\n\n',
      '$\\class{problem}{x} \\href{javascript:alert(1)}{y} \\htmlStyle{position:fixed}{z}$ <math><annotation-xml><p id="question">m</p></annotation-xml></math>',
    ];
    return visit(
      says(html),
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        const text = page.locator('.text');
        const strange =
          'div div, form, input, button, dialog, style, [style], [id], [role], [hidden], [data-id], [class], a[href]';
        const found = await text
          .locator(strange)
          .evaluateAll(all =>
            all.filter(element => !/^(formula|katex)$/.test(element.className)).map(e => e.outerHTML),
          );
        assert.deepEqual(found, []);
        assert.match(await text.innerText(), /Pay[^]*Log in[^]*text[^]*relative/);
      },
      { isHostile: true },
    );
  });

  test('an answer that breaks the renderer is plain text, and the next one is not', () => {
    const { held, release } = latch();
    const breaking = '>'.repeat(2000);
    let asked = 0;
    return visit(
      async (request, response) => {
        if (asked++ > 0) return says(['**fine**'])(request, response);
        sse(response, ['**bold**\n\nagain\n\nlast\n\n']);
        await held;
        await says([breaking])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        const text = page.locator('.turn .text').first();
        await text.locator('p', { hasText: 'last' }).waitFor();
        release();
        await ended(page);
        assert.equal(await text.locator('strong').innerText(), 'bold');
        assert.ok((await text.locator('.plain').innerText()).endsWith(`\n\n${breaking}`));
        await ask(page, 'Again');
        await ended(page);
        assert.equal(await page.locator('.turn').last().locator('strong').innerText(), 'fine');
        await page.reload();
        await page.waitForSelector('.turn:nth-child(2).ended');
      },
    );
  });

  const RICH = [
    '# Title\n\nOne [link][1] and $5, or $10.\n\n- a\n- b\n\n  c\n- [x] done\n- [ ] open\n\n1. x\n2. y\n\n',
    '```js\nconst a = 1;\n\nlet b;\n```\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n> quote\nlazy\n\n$$\n\\frac{1}{2}\n$$\n\n',
    'Inline $x^2$ and \\(y\\) `$z$`.\n\n![A **chart**](https://example.com/a.png)\n\n<img src="https://example.com/b.png" alt="A map">\n\n',
    '<details><summary>More</summary>\n\n- inside\n\n```py\ndef f(): pass\n```\n\n</details>\n\nLast.\n\n[1]: https://example.com/one\n',
  ].join('');

  test('renders what models write: tasks, code, formulas, details, images as their alternative text', () =>
    visit(says([RICH]), async page => {
      await ask(page, 'Hello');
      await ended(page);
      const text = page.locator('.text');
      await text.locator('.hljs-keyword').first().waitFor();
      await text.locator('.formula.block math mfrac').waitFor();
      assert.deepEqual(await text.locator('.task').allInnerTexts(), ['☑ done', '☐ open']);
      assert.equal(await text.locator('math').count(), 3);
      assert.match(await text.innerText(), /One link and \$5, or \$10\.[^]*\$z\$/);
      assert.equal(await text.locator('a', { hasText: 'link' }).getAttribute('href'), 'https://example.com/one');
      assert.deepEqual(await text.locator('.image').allInnerTexts(), ['A chart', 'A map']);
      assert.equal(await text.locator('img').count(), 0);
      const inside = text.locator('details li');
      assert.equal(await inside.isVisible(), false);
      await text.locator('summary').click();
      assert.equal(await inside.isVisible(), true);
      assert.equal(await text.locator('td[align=right]').evaluate(cell => getComputedStyle(cell).textAlign), 'right');
    }));

  test('a growing answer renders only its end, and looks like one that came at once', () => {
    const { held, release } = latch();
    return visit(
      async (request, response) => {
        for (const character of RICH.slice(0, 100)) sse(response, [character]);
        await held;
        await says([...RICH.slice(100)])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        await page.waitForSelector('.text > :nth-child(3)');
        await page.evaluate(() => {
          const first = /** @type {any} */ (document.querySelector('.text h1'));
          first.isFirst = true;
          getSelection()?.selectAllChildren(first);
        });
        release();
        await ended(page);
        const html = async () => {
          await page.locator('.text .hljs-title').waitFor({ state: 'attached' });
          await page.waitForFunction(() => document.querySelectorAll('.text .formula > span').length === 3);
          return page.locator('.text').innerHTML();
        };
        const grown = await html();
        await page.reload();
        assert.equal(await html(), grown);
      },
    );
  });

  test('blocks that are settled stay as they are while an answer grows', () => {
    const { held, release } = latch();
    return visit(
      async (request, response) => {
        sse(response, ['# Title\n\nOne.\n\nTwo.\n\nThree.']);
        await held;
        await says(['\n\nFour.', '\n\nFive.'])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        await page.waitForSelector('.text > :nth-child(4)');
        await page.evaluate(() =>
          getSelection()?.selectAllChildren(/** @type {any} */ (document.querySelector('.text h1'))),
        );
        release();
        await ended(page);
        assert.equal(await page.evaluate(() => String(getSelection())), 'Title');
        assert.equal(await page.locator('.text p').count(), 5);
      },
    );
  });

  test('copies an answer as Markdown, and code', () =>
    visit(says(['**one**\n\n```js\nlet x = 1;\n```']), async page => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await ask(page, 'Hello');
      await ended(page);
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await page.getByLabel('Copy code').click();
      await page.locator('.code button', { hasText: 'Copied' }).waitFor();
      assert.equal(await copied(), 'let x = 1;');
      await page.getByLabel('Copy the answer').click();
      await page.locator('.foot button', { hasText: 'Copied' }).waitFor();
      assert.equal(await copied(), '**one**\n\n```js\nlet x = 1;\n```');
    }));

  test('regenerates an answer, and brings the earlier one back', () => {
    let asked = 0;
    return visit(
      (request, response) => says([`answer ${++asked}`])(request, response),
      async (page, gateway) => {
        for (const question of ['one', 'two']) {
          await ask(page, question);
          await ended(page);
        }
        await page.getByRole('button', { name: 'Regenerate' }).click();
        await page.locator('.text', { hasText: 'answer 3' }).waitFor();
        await ended(page);
        const texts = gateway.questions()[2]?.body.messages.map((/** @type {any} */ { content }) => content[0].text);
        assert.deepEqual(texts, ['one', 'answer 1', 'two']);
        await page.click('text=Undo');
        assert.deepEqual(await page.locator('.text').allInnerTexts(), ['answer 1', 'answer 2']);
      },
    );
  });

  test('edits a question and asks again from there, and brings back what was behind it', () => {
    let asked = 0;
    return visit(
      (request, response) => says([`answer ${++asked}`])(request, response),
      async (page, gateway) => {
        for (const question of ['one', 'two']) {
          await ask(page, question);
          await ended(page);
        }
        const edit = page.getByRole('button', { name: 'Edit this question' }).first();
        await edit.click();
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('.turn').count(), 2);
        await edit.press('Enter');
        await page.keyboard.type(' and a half');
        await page.keyboard.press('Enter');
        await page.locator('.text', { hasText: 'answer 3' }).waitFor();
        await ended(page);
        assert.equal(await page.locator('.turn').count(), 1);
        assert.equal(gateway.questions()[2]?.body.messages[0].content[0].text, 'one and a half');
        assert.equal(gateway.questions()[2]?.body.messages.length, 1);
        await page.click('text=Undo');
        assert.deepEqual(await page.locator('.text').allInnerTexts(), ['answer 1', 'answer 2']);
      },
    );
  });

  /** The titles in the list of conversations. @param {Page} page */
  const titles = page => page.locator('#titles .title').allInnerTexts();

  /** @param {Page} page @param {boolean} isKept */
  async function keepConversations(page, isKept) {
    await page.click('#open-settings');
    await page.setChecked('[name=history]', isKept);
    await page.click('text=Save');
  }

  test('keeps conversations over a reload, lists them by their titles, and deletes them', () =>
    visit(says(['**answer**']), async page => {
      await ask(page, 'first  question');
      await ended(page);
      await page.click('#anew');
      await ask(page, 'second question');
      await ended(page);
      await page.reload();
      await ended(page);
      assert.deepEqual(await titles(page), ['second question', 'first question']);
      assert.equal(await page.locator('.question').innerText(), 'You asked:\nsecond question');
      assert.match(await page.locator('.facts').innerText(), /Nova Micro[^]*1,000 in, 2,000 out[^]*\$0\.00032/);
      await page.click('#titles >> text=first question');
      await page.locator('.question', { hasText: 'first question' }).waitFor();
      await ask(page, 'and more');
      await ended(page);
      assert.equal(await page.locator('.turn').count(), 2);
      await page.getByRole('button', { name: 'Delete: second question' }).click();
      await page.waitForFunction(() => document.querySelectorAll('#titles li').length === 1);
      assert.deepEqual(await titles(page), ['first question']);
      await page.click('text=Undo');
      await page.waitForFunction(() => document.querySelectorAll('#titles li').length === 2);
      page.on('dialog', dialog => dialog.accept());
      await page.click('#clear');
      await page.waitForSelector('#welcome:not([hidden])');
      assert.deepEqual(await titles(page), []);
      await page.reload();
      await page.waitForSelector('#welcome:not([hidden])');
      assert.deepEqual(await titles(page), []);
    }));

  test('keeps nothing over a reload when the user does not want it', () =>
    visit(says(['answer']), async page => {
      await ask(page, 'before');
      await ended(page);
      await keepConversations(page, false);
      await ask(page, 'after');
      await ended(page);
      assert.deepEqual(await titles(page), ['before']);
      await page.reload();
      await page.waitForSelector('#welcome:not([hidden])');
      assert.deepEqual(await titles(page), []);
    }));

  test('a change of settings leaves alone what another tab deleted or continued', () =>
    visit(says(['answer']), async page => {
      await ask(page, 'deleted');
      await ended(page);
      await page.click('#anew');
      await ask(page, 'continued');
      await ended(page);
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByRole('button', { name: 'Delete: deleted' }).click();
      await other.locator('#notice', { hasText: 'The conversation was deleted.' }).waitFor();
      await other.click('#titles >> text=continued');
      await other.locator('.question', { hasText: 'continued' }).waitFor();
      await ask(other, 'and more');
      await other.waitForSelector('.turn:nth-child(2).ended');

      await page.selectOption('#model', 'anthropic.claude-x');
      await page.click('#open-settings');
      await page.fill('[name=system]', 'Be brief.');
      await page.click('text=Save');
      await page.reload();
      await ended(page);
      assert.deepEqual(await titles(page), ['continued']);
      assert.equal(await page.locator('.turn').count(), 2);
    }));

  test('when the user no longer wants conversations kept, those that the page has loaded stay in the list', () =>
    visit(says(['answer']), async page => {
      await ask(page, 'not loaded');
      await ended(page);
      await page.click('#anew');
      await ask(page, 'loaded');
      await ended(page);
      await page.reload();
      await ended(page);
      assert.deepEqual(await titles(page), ['loaded', 'not loaded']);
      await keepConversations(page, false);
      await page.waitForFunction(() => document.querySelectorAll('#titles li').length === 1);
      assert.deepEqual(await titles(page), ['loaded']);
      await page.click('#anew');
      await page.getByRole('button', { name: 'loaded', exact: true }).click();
      await ended(page);
      await keepConversations(page, true);
      await page.reload();
      await ended(page);
      assert.deepEqual(await titles(page), ['loaded']);
    }));

  test('after all conversations are deleted there is nothing to undo', () =>
    visit(says(['answer']), async page => {
      page.on('dialog', dialog => dialog.accept());
      await ask(page, 'Hello');
      await ended(page);
      await page.click('#anew');
      await page.locator('#notice button', { hasText: 'Undo' }).waitFor();
      await page.click('#clear');
      await page.waitForSelector('#notice', { state: 'hidden' });
    }));

  test('a conversation that is shown again after all were deleted is kept', () =>
    visit(says(['answer']), async page => {
      page.on('dialog', dialog => dialog.accept());
      await ask(page, 'Hello');
      await ended(page);
      // A new conversation is begun before the deletion has ended, which begins another one.
      const begun = await page.evaluate(() => {
        for (const id of ['clear', 'anew']) document.getElementById(id)?.click();
        return sessionStorage.getItem('streambed-conversation');
      });
      await page.waitForFunction(id => sessionStorage.getItem('streambed-conversation') !== id, begun);
      assert.deepEqual(await titles(page), []);
      await page.click('text=Undo');
      assert.deepEqual(await titles(page), ['Hello']);
      await ask(page, 'and more');
      await page.waitForSelector('.turn:nth-child(2).ended');
      await page.reload();
      await ended(page);
      assert.deepEqual(await titles(page), ['Hello']);
      assert.equal(await page.locator('.turn').count(), 2);
    }));

  test('a new conversation can be undone, and an answer goes on meanwhile', () => {
    const { held, release } = latch();
    return visit(
      async (request, response) => {
        sse(response, ['The half']);
        await held;
        await says([' and the rest'])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        await page.locator('.text', { hasText: 'The half' }).waitFor();
        await page.click('#anew');
        assert.equal(await page.locator('.turn').count(), 0);
        assert.equal(await page.getAttribute('#send', 'aria-label'), 'Send');
        await page.click('text=Undo');
        assert.equal(await page.getAttribute('#send', 'aria-label'), 'Stop');
        await page.click('#anew');
        release();
        await page.click('text=Undo');
        await ended(page);
        assert.equal(await shown(page), 'The half and the rest');
      },
    );
  });

  test('says of an answer that the page was left in its middle', () =>
    visit(
      (_, response) => sse(response, ['The half']),
      async page => {
        await ask(page, 'Hello');
        await page.locator('.text', { hasText: 'The half' }).waitFor();
        await page.reload();
        assert.match(await page.locator('.problem').innerText(), /^The page was left before the answer was complete/);
      },
    ));

  test('attaches images and PDF files where the model takes them', () =>
    visit(says(['A dot.']), async (page, gateway) => {
      const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
      const image = { name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };
      const pdf = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
      assert.equal(await page.isVisible('#attach'), false);
      await page.selectOption('#model', 'anthropic.claude-x');
      assert.equal(await page.isVisible('#attach'), true);
      await page.setInputFiles('#files', { name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('') });
      await page
        .locator('#notice', { hasText: 'a.zip cannot be attached: this model takes PNG, JPEG, GIF, WEBP, PDF.' })
        .waitFor();
      await page.setInputFiles('#files', [image, pdf, image]);
      await page.waitForFunction(() => document.querySelectorAll('#attached li').length === 3);
      await page.getByRole('button', { name: 'Remove dot.png' }).last().click();
      await ask(page, 'What is it?');
      await ended(page);
      const source = (/** @type {string} */ type, /** @type {Buffer} */ data) => ({
        type: 'base64',
        media_type: type,
        data: data.toString('base64'),
      });
      assert.deepEqual(gateway.questions()[0]?.body.messages[0].content, [
        { type: 'image', source: source('image/png', image.buffer) },
        { type: 'document', source: source('application/pdf', pdf.buffer) },
        { type: 'text', text: 'What is it?' },
      ]);
      await page.reload();
      assert.equal(await page.locator('.asked img').getAttribute('alt'), 'dot.png');
      assert.equal(await page.locator('#attached li').count(), 0);
      await page.selectOption('#model', 'amazon.nova-micro-v1:0');
      await ask(page, 'And now?');
      await ended(page);
      const [first] = gateway.questions()[1]?.body.messages;
      assert.deepEqual(first.content, [{ text: '[Not shown: dot.png]\n[Not shown: a.pdf]\nWhat is it?' }]);
    }));

  test('shows the instructions, and leads to them', () =>
    visit(says(['x']), async (page, gateway) => {
      assert.equal(await page.isVisible('#instructions'), false);
      await page.click('#open-settings');
      await page.fill('[name=system]', 'Be brief.');
      await page.click('text=Save');
      assert.match(await page.locator('#instructions').innerText(), /Be brief\./);
      await ask(page, 'Hello');
      await ended(page);
      assert.deepEqual(gateway.questions()[0]?.body.system, [{ text: 'Be brief.' }]);
      await page.click('#instructions');
      assert.equal(await focused(page), 'system');
    }));

  test('has the conversations in a drawer where the page is narrow', () =>
    visit(
      says(['x']),
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        assert.equal(await page.isVisible('#titles'), false);
        await page.click('#open-conversations');
        await page.getByRole('button', { name: 'Hello', exact: true }).click();
        assert.equal(await page.isVisible('#titles'), false);
        await page.click('#open-conversations');
        await page.keyboard.press('Escape');
        assert.equal(await page.isVisible('#titles'), false);
      },
      { viewport: { width: 390, height: 700 } },
    ));

  test('shows plain text where the libraries are missing', () =>
    visit(
      says(['# <b>not bold</b>']),
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        assert.equal(await shown(page), '# <b>not bold</b>');
      },
      { setUp: page => page.route('**/vendor/*', route => route.fulfill({ status: 404 })) },
    ));

  test("sends the conversation in the model's own format, without turns that failed", () => {
    let asked = 0;
    return visit(
      (request, response) => {
        asked += 1;
        if (asked === 2) return json(response, 424, { error: 'Failed.', code: 'model_error' });
        return says([`answer ${asked}`])(request, response);
      },
      async (page, gateway) => {
        for (const question of ['one', 'two', 'three']) {
          await ask(page, question);
          await ended(page);
        }
        const texts = ['one', 'answer 1', 'three'];
        assert.deepEqual(
          gateway.questions()[2]?.body.messages,
          texts.map((text, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content: [{ text }] })),
        );
        await page.selectOption('#model', 'anthropic.claude-x');
        await page.click('#anew');
        await ask(page, 'fresh');
        await ended(page);
        const { body } = gateway.questions()[3] ?? {};
        assert.equal(body.anthropic_version, 'bedrock-2023-05-31');
        assert.deepEqual(body.messages, [{ role: 'user', content: [{ type: 'text', text: 'fresh' }] }]);
      },
    );
  });

  for (const { says: sentence, status, code, retryAfter, also } of [
    { says: 'This token is for pages of another origin.', status: 403, code: 'forbidden', also: /^Try again\nRequest/ },
    {
      says: "What is left of the month's budget does not cover this request.",
      status: 402,
      code: 'budget_exceeded',
      retryAfter: 2_000_000,
      also: /^Possible again in 24 days\./,
    },
    { says: 'A limit is reached.', status: 429, code: 'rate_limited', retryAfter: 90, also: /again in 90 seconds\./ },
  ])
    test(`the title of an error is the gateway's sentence: ${sentence}`, () =>
      visit(
        (_, response) =>
          json(response, status, { error: sentence, code }, retryAfter ? { 'retry-after': `${retryAfter}` } : {}),
        async page => {
          await ask(page, 'Hello');
          await ended(page);
          const [title, ...rest] = (await page.locator('.problem').innerText()).split(/\n+/);
          assert.equal(title, sentence);
          assert.match(rest.join('\n'), also);
        },
      ));

  test('asks for what is missing in the settings: the address, then the API key', () =>
    visit(
      says(['x']),
      async (page, gateway) => {
        await ask(page, 'Hello');
        assert.equal(await focused(page), 'functionUrl');
        await page.keyboard.type(gateway.url);
        await page.keyboard.press('Enter');
        await ask(page, 'Hello');
        assert.equal(await focused(page), 'apiKey');
        await page.keyboard.type('sb_t');
        await page.keyboard.press('Enter');
        assert.equal(await page.inputValue('#question'), 'Hello');
        await page.keyboard.press('Enter');
        await ended(page);
        assert.equal(await shown(page), 'x');
      },
      { withoutConfig: true },
    ));

  test('says what is wrong with an address that is none of a gateway', () =>
    visit(says(['x']), async page => {
      await page.click('#open-settings');
      await page.fill('[name=functionUrl]', 'ftp://example.com');
      await page.click('text=Save');
      await ask(page, 'Hello');
      await ended(page);
      assert.match(await page.locator('.problem').innerText(), /^endpoint is neither http nor ws/);
      assert.equal(await page.getAttribute('#send', 'aria-label'), 'Send');
      await page.locator('.problem button', { hasText: 'Settings' }).click();
      assert.equal(await focused(page), 'functionUrl');
    }));

  test('says of a cost only what the gateway told', () => {
    let asked = 0;
    return visit(
      (_, response) => {
        const unknown = { ...USAGE, costNanoUsd: null };
        const uncounted = { ...unknown, inputTokens: null, outputTokens: null };
        sse(response, ['x', ['usage', asked++ === 0 ? unknown : uncounted], '[DONE]']);
        response.end();
      },
      async page => {
        await ask(page, 'one');
        await ended(page);
        assert.match(await page.locator('.turn:last-child .facts').innerText(), /2,000 out[\s\S]*no price known$/);
        await ask(page, 'two');
        await ended(page);
        assert.match(await page.locator('.turn:last-child .facts').innerText(), /not counted yet; [\w ]+month/);
      },
    );
  });

  test('keeps the settings, and the API key for this tab only unless it shall be remembered', () =>
    visit(says(['x']), async page => {
      /** @param {boolean} remember */
      const save = async remember => {
        await page.click('#open-settings');
        await page.fill('[name=apiKey]', 'sb_secret');
        await page.fill('[name=system]', 'Be brief.');
        await page.setChecked('[name=remember]', remember);
        await page.click('text=Save');
        return page.evaluate(() => JSON.stringify(localStorage));
      };
      const local = await save(false);
      assert.match(local, /Be brief/);
      assert.doesNotMatch(local, /sb_secret/);
      await page.reload();
      await page.click('#open-settings');
      assert.equal(await page.inputValue('[name=apiKey]'), 'sb_secret');
      await page.click('text=Cancel');
      assert.match(await save(true), /sb_secret/);
    }));

  test('offers the text models that the API key may use, by their names and prices', () =>
    visit(says(['x']), async page => {
      const options = () =>
        page
          .locator('#model option')
          .evaluateAll(all => all.map(option => [option.textContent, option.getAttribute('value')]));
      await page.waitForFunction(() => document.querySelector('#model option')?.textContent?.startsWith('Nova Micro'));
      assert.deepEqual(await options(), [
        ['Nova Micro · $0.035 / $0.14', 'amazon.nova-micro-v1:0'],
        ['Claude X', 'anthropic.claude-x'],
      ]);
      const groups = page.locator('#model optgroup');
      assert.deepEqual(await groups.evaluateAll(all => all.map(group => group.getAttribute('label'))), [
        'Amazon',
        'Anthropic',
      ]);
    }));

  test('shows in its settings what was used this month', () => {
    const total = { requests: 1234, inputTokens: 5000, outputTokens: 60, costNanoUsd: 1_230_000_000, unpriced: 2 };
    /** @type {Handler} */
    const tells = ({ path }, response) => json(response, 200, path === '/usage' ? { total, byDayAndModel: [] } : {});
    return visit(tells, async page => {
      await page.click('#open-settings');
      await page.waitForFunction(
        line => document.getElementById('month')?.textContent === line,
        '1,234 requests · 5,000 tokens in, 60 out · $1.23 · 2 without a price',
      );
    });
  });

  test('says in its settings why the usage is not known', () =>
    visit(
      (_, response) => json(response, 403, { error: 'This customer is suspended.', code: 'forbidden' }),
      async page => {
        await page.click('#open-settings');
        await page.waitForFunction(() => document.getElementById('month')?.textContent?.includes('suspended'));
      },
    ));

  test('Shift and Enter begin a new line', () =>
    visit(says(['x']), async (page, gateway) => {
      await page.fill('#question', 'a');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('b');
      await page.keyboard.press('Enter');
      await ended(page);
      assert.equal(gateway.questions()[0]?.body.messages[0].content[0].text, 'a\nb');
    }));

  test('streams over WebSocket, and connects anew after the connection was lost', async () => {
    let asked = 0;
    const sockets = await startWebSocketGateway(({ action, id }, peer) => {
      if (action !== 'invoke') return;
      asked += 1;
      if (asked === 2) peer.socket.terminate();
      else answer(peer, id, ['over ', 'the socket']);
    });
    await visit(
      says(['not over the socket']),
      async page => {
        await page.selectOption('#door', 'websocket');
        for (const turn of [1, 2]) {
          await ask(page, `${turn}`);
          await ended(page);
          assert.equal(await shown(page), 'over the socket');
        }
        assert.equal(sockets.peers.length, 2);
      },
      { webSocketUrl: sockets.url },
    );
    sockets.close();
  });

  test('fits a small phone', () =>
    visit(
      says([
        `\`${'long'.repeat(40)}\`\n\n\`\`\`\n${'wide '.repeat(80)}\n\`\`\`\n\n`,
        `|${'column |'.repeat(20)}\n|${'-|'.repeat(20)}\n\n$$\n${'x + '.repeat(80)}y\n$$\n`,
      ]),
      async page => {
        await ask(page, 'x'.repeat(200));
        await ended(page);
        const [width, wanted] = await page.evaluate(() => [
          document.documentElement.clientWidth,
          document.documentElement.scrollWidth,
        ]);
        assert.equal(wanted, width);
        assert.ok(await page.locator('#send').isVisible());
        await page.waitForSelector('.text math');
        const inner = await page.locator('main').evaluate(main => main.scrollWidth - main.clientWidth);
        assert.equal(inner, 0);
      },
      { viewport: { width: 320, height: 560 } },
    ));

  test('reading up is not disturbed, and one press leads back', () =>
    visit(
      says(
        Array.from({ length: 60 }, (_, at) => `line ${at}\n\n`),
        15,
      ),
      async page => {
        await ask(page, 'Hello');
        await page.waitForFunction(() => (document.querySelector('.text')?.textContent ?? '').includes('line 30'));
        await page.locator('main').evaluate(main => main.scrollTo(0, 0));
        await ended(page);
        assert.equal(await page.locator('main').evaluate(main => main.scrollTop), 0);
        await page.click('#latest');
        assert.ok(
          await page.locator('main').evaluate(main => main.scrollHeight - main.scrollTop - main.clientHeight < 2),
        );
      },
    ));
});
