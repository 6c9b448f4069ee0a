import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutBrowser } from './kit/browser.js';
import { sse } from './kit/gateway.js';
import { ask, createVisitor, ended, latch, says, shown } from './kit/page-visitor.js';

describe('an answer on the page', { skip: withoutBrowser }, () => {
  const visit = createVisitor();

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
    // More than fits on the stack of code that V8 has optimized.
    const breaking = '>'.repeat(8000);
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
});
