import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutBrowser } from './kit/browser.js';
import { sse } from './kit/gateway.js';
import { ask, createVisitor, ended, latch, says, shown } from './kit/page-visitor.js';

/** @import { Page } from 'playwright-core' */

describe('the conversations of the page', { skip: withoutBrowser }, () => {
  const visit = createVisitor();

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

  /** Another tab of the same page. @param {Page} page */
  async function secondTab(page) {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.waitForSelector('#model option', { state: 'attached' });
    return other;
  }

  test('a tab shows at once what another one keeps, continues, renames and deletes', () =>
    visit(says(['answer']), async page => {
      const other = await secondTab(page);
      await ask(page, 'Hello');
      await ended(page);
      await other.click('#titles >> text=Hello');
      await ended(other);
      await ask(other, 'and more');
      await page.waitForSelector('.turn:nth-child(2).ended');
      assert.equal(await page.locator('.question').last().innerText(), 'You asked:\nand more');
      await other.getByRole('button', { name: 'Rename: Hello' }).click();
      await other.keyboard.type('Greetings');
      await other.keyboard.press('Enter');
      await page.locator('#titles .title', { hasText: 'Greetings' }).waitFor();
      await other.getByRole('button', { name: 'Delete: Greetings' }).click();
      await page.waitForFunction(() => document.querySelectorAll('#titles li').length === 0);
      assert.equal(await page.locator('.turn').count(), 2);
      await other.click('text=Undo');
      await page.locator('#titles .title', { hasText: 'Greetings' }).waitFor();
      page.on('dialog', dialog => dialog.accept());
      await page.click('#clear');
      await other.waitForFunction(() => document.querySelectorAll('#titles li').length === 0);
    }));

  test('an answer that is being written is not replaced by what another tab keeps', () => {
    const { held, release } = latch();
    let asked = 0;
    return visit(
      async (request, response) => {
        const number = ++asked;
        if (number === 2) {
          sse(response, ['The half']);
          await held;
        }
        await says([` and the rest ${number}`])(request, response);
      },
      async page => {
        const other = await secondTab(page);
        await ask(page, 'Hello');
        await ended(page);
        await other.click('#titles >> text=Hello');
        await ended(other);
        await ask(page, 'slow');
        await page.locator('.text', { hasText: 'The half' }).waitFor();
        await ask(other, 'quick');
        await other.waitForSelector('.turn:nth-child(2).ended');
        await other.getByRole('button', { name: 'Rename: Hello' }).click();
        await other.keyboard.type('Greetings');
        await other.keyboard.press('Enter');
        await page.locator('#titles .title', { hasText: 'Greetings' }).waitFor();
        assert.equal(await shown(page), 'The half');
        release();
        await page.waitForSelector('.turn:nth-child(2).ended');
        assert.equal(await shown(page), 'The half and the rest 2');
        // What is kept last is what both have; its name has stayed.
        await other.locator('.text', { hasText: 'The half and the rest 2' }).waitFor();
        assert.deepEqual(await titles(page), ['Greetings']);
      },
    );
  });

  test('a title can be changed, stays with the conversation, and is left alone by Escape', () => {
    const { held, release } = latch();
    let asked = 0;
    return visit(
      async (request, response) => {
        asked += 1;
        if (asked === 2) await held;
        await says(['answer'])(request, response);
      },
      async page => {
        await ask(page, 'Hello');
        await ended(page);
        const rename = page.getByRole('button', { name: 'Rename: Hello' });
        await rename.click();
        await page.keyboard.type('never mind');
        await page.keyboard.press('Escape');
        assert.deepEqual(await titles(page), ['Hello']);
        // The list changes while the title is edited: the field stays.
        await ask(page, 'and more');
        await rename.click();
        await page.keyboard.type('  Greetings ');
        release();
        await page.waitForSelector('.turn:nth-child(2).ended');
        await page.locator('#titles input').blur();
        assert.deepEqual(await titles(page), ['Greetings']);
        await page.reload();
        await ended(page);
        assert.deepEqual(await titles(page), ['Greetings']);
        await ask(page, 'once more');
        await page.waitForSelector('.turn:nth-child(3).ended');
        assert.deepEqual(await titles(page), ['Greetings']);
      },
    );
  });

  test('what can be undone is another thing from the moment that a conversation is deleted', () =>
    visit(says(['answer']), async page => {
      await ask(page, 'Hello');
      await ended(page);
      await page.click('#anew');
      await page.locator('#notice', { hasText: 'A new conversation.' }).waitFor();
      const isHidden = await page.evaluate(() => {
        /** @type {any} */ (document.querySelector('[aria-label="Delete: Hello"]')).click();
        return document.getElementById('notice')?.hidden;
      });
      assert.equal(isHidden, true);
      await page.locator('#notice', { hasText: 'The conversation was deleted.' }).waitFor();
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
});
