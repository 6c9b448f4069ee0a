import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutBrowser } from './kit/browser.js';
import { json, sse } from './kit/gateway.js';
import { USAGE, ask, createVisitor, ended, focused, says, shown, sleep } from './kit/page-visitor.js';
import { answer, startWebSocketGateway } from './kit/websocket-gateway.js';

/** @import { Handler } from './kit/gateway.js' */

describe('the page', { skip: withoutBrowser }, () => {
  const visit = createVisitor();

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

  test('says of which limits little was left', () =>
    visit(
      (request, response) => {
        for (const [limit, whole, remaining] of [
          ['requests-day', '1000', '150'],
          ['requests', '20', '5'],
          ['usd-month', '5', '0.5'],
        ]) {
          response.setHeader(`x-ratelimit-limit-${limit}`, whole ?? '');
          response.setHeader(`x-ratelimit-remaining-${limit}`, remaining ?? '');
          response.setHeader(`x-ratelimit-reset-${limit}`, '60');
        }
        return says(['answer'])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        const told = await page.locator('.facts .limit dd').allInnerTexts();
        assert.deepEqual(told, ['150 of 1,000 requests left today', '$0.50 of $5.00 left this month']);
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
