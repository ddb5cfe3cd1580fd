// The designer's ways: keys leave a field, Back leaves the page, a tap shows its question, and nothing goes unasked.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, PHONE, launch, visit } from '../support/browser.mjs';
import { addLocal, begin, enter, open, ready, saved } from '../support/design.mjs';

const value = (page, id) => page.locator(`[id="${id}"]`).inputValue();
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const current = (page, id) => page.locator(`#row-${id}[aria-current]`).waitFor();

/** A server, a browser and an officer in a draft of its own. */
async function desk(options, work) {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, options);
    const page = await enter(context);
    await begin(page, 'hackney-2027', 'Hackney 2027');
    await work(page, { server, browser, context });
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
}

test('a rule holds what was typed, unless a suggestion was chosen', { timeout: 180_000 }, () =>
  desk(DESK, async (page) => {
    await open(page, 'F2');
    await addLocal(page, 'text', 'HK1');
    const rule = page.locator('#q-relevant');
    const type = async (text) => {
      await rule.fill('');
      await rule.pressSequentially(text);
    };
    for (const key of ['Tab', 'Enter']) {
      await type('${D4} = 1');
      await rule.press(key);
      assert.equal(await value(page, 'q-relevant'), '${D4} = 1', key);
    }
    // Tab leaves the field, also where suggestions are open.
    await type('paid');
    await page.locator('#q-relevant-list [role=option]').first().waitFor();
    assert.equal(await page.locator('#q-relevant-list [aria-selected=true]').count(), 0);
    await rule.press('Tab');
    assert.equal(await value(page, 'q-relevant'), 'paid');
    assert.notEqual(await page.evaluate(() => document.activeElement.id), 'q-relevant');
    // A line that somebody went to is taken by either key; a name that was begun with $ by Enter.
    for (const [text, keys] of [['paid', ['ArrowDown', 'Tab']], ['paid', ['ArrowDown', 'Enter']], ['$paid', ['Enter']]]) {
      await type(text);
      await page.locator('#q-relevant-list [role=option]', { hasText: 'D1 Paid staff' }).waitFor();
      for (const key of keys) await rule.press(key);
      assert.equal(await value(page, 'q-relevant'), '${D1}', `${text} ${keys}`);
    }
    // Its own question is marked in it.
    await rule.fill("${HK1} = 'x'");
    await page.locator('#q-relevant-faults .bad', { hasText: 'own answer' }).waitFor();
    await rule.fill('');
    // A line that is not complete says what is missing.
    await page.locator('#q-relevant-build').click();
    await page.locator('#q-relevant-build-0-name').selectOption('D1');
    await page.locator('#q-relevant-build-use').click();
    await page.locator('#q-relevant-build-use-refused', { hasText: 'Choose a value in line 1' }).waitFor();
    await focused(page, 'q-relevant-build-0-value');
  }));

test('Back leaves the designer, and the address opens a question', { timeout: 180_000 }, () =>
  desk(DESK, async (page) => {
    const phone = page.frameLocator('#preview-frame');
    for (const id of ['F2', 'B1', 'D1']) {
      await open(page, id);
      await current(page, id);
      await phone.locator(`#q-${id}`).waitFor();
    }
    // The phone's own way on, too.
    const before = await page.evaluate(() => history.length);
    await phone.locator('a.back').first().click();
    await phone.locator('#q-D1').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => history.length), before);
    // Somebody types another place into the address.
    await page.evaluate(() => location.assign('#K1'));
    await current(page, 'K1');
    // Its line comes into sight, and the page is no longer than the window.
    await page.waitForFunction(() => {
      const row = document.getElementById('row-K1').getBoundingClientRect();
      return row.top >= 0 && row.bottom <= innerHeight;
    });
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
    await page.goBack();
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/design');
  }));

test('on a phone a tap comes to the question, and a link back', { timeout: 180_000 }, () =>
  desk(PHONE, async (page) => {
    await page.locator('#row-F2').tap();
    await focused(page, 'editor-title');
    await page.waitForFunction(() => {
      const { top } = document.getElementById('editor').getBoundingClientRect();
      return top > -10 && top < innerHeight / 2;
    });
    await page.getByRole('link', { name: 'Back to the outline' }).tap();
    await focused(page, 'row-F2');
    await page.waitForFunction(() => {
      const { top, bottom } = document.getElementById('row-F2').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  }));

test('panels scroll for themselves, dialogs give the focus back, ids are refused with a reason', { timeout: 180_000 }, () =>
  desk(DESK, async (page) => {
    await open(page, 'F2');
    for (const id of ['HK1', 'HK2', 'HK3', 'HK4', 'HK5']) await addLocal(page, 'single', id);
    await page.locator('.problems li').nth(8).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), 800);
    for (const id of ['add-local', 'add-bank']) {
      await page.locator(`#${id}`).click();
      await page.locator('dialog[open]').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await focused(page, id);
    }
    await page.locator('#add-local').click();
    for (const [id, why] of [['1a', 'cannot be an id'], ['b1', 'differ only by capitals'], ['HK1', 'Another question']]) {
      await page.locator('#new-id').fill(id);
      await page.locator('#kind-text').click();
      await page.locator('#new-id-refused', { hasText: why }).waitFor();
    }
    await page.locator('#new-id').fill('sites');
    await page.locator('#kind-repeat').click();
    // What is asked of each item has its type from the start, and the focus comes back here too.
    await page.locator('#add-inside').click();
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await focused(page, 'add-inside');
    await page.locator('#add-inside').click();
    await page.locator('#new-id').fill('rooms');
    await page.locator('#kind-number').click();
    await current(page, 'rooms');
  }));

test('what its rule hides is said, a language leaves only when that is certain, and all faults are told at once', { timeout: 180_000 }, () =>
  desk(DESK, async (page) => {
    await open(page, 'F2');
    await addLocal(page, 'text', 'HK1');
    await page.locator('#q-label').fill('Who?');
    await page.locator('#q-relevant').fill("${D1} = 'yes'");
    await page.getByText('HK1: hidden here, because of its rule.').waitFor();
    const phone = page.frameLocator('#preview-frame');
    assert.equal(await phone.locator('#q-HK1').isVisible(), false);
    await page.locator('#show-hidden').click();
    await phone.locator('#q-HK1').getByText('Who?').waitFor();
    // A rule's fault stands beside a simpler one.
    await page.locator('#q-relevant').fill('${nobody} = 1');
    await page.locator('#q-label').fill('');
    const problems = page.locator('.problems li');
    await problems.filter({ hasText: 'Give the question its wording' }).waitFor();
    await problems.filter({ hasText: 'nobody' }).waitFor();
    await page.locator('#q-label').fill('Who?');

    // The phone's head follows the title.
    await page.locator('#open-survey').click();
    await page.locator('#survey-title').fill('Hackney asks');
    await phone.locator('.masthead .brand', { hasText: 'Hackney asks' }).waitFor();
    await page.locator('#language-tag').fill('klingon');
    await page.locator('.add-one').filter({ has: page.locator('#language-tag') }).getByRole('button').click();
    await page.locator('#language-tag-refused', { hasText: 'is no language code' }).waitFor();
    await page.locator('#add-language').selectOption('pl');
    await page.locator('#survey-title-pl').fill('Hackney pyta');
    await page.locator('#remove-language-pl').click();
    await page.getByText('Remove Polish? It has 1 translated text').waitFor();
    await page.locator('#keep-language').click();
    await focused(page, 'remove-language-pl');
    await page.locator('#remove-language-pl').click();
    await page.locator('#leave-language').click();
    await page.locator('#remove-language-pl').waitFor({ state: 'detached' });
    await page.locator('#undo').click();
    await page.locator('#words-pl').click();
    assert.equal(await value(page, 'survey-title-pl'), 'Hackney pyta');
    await saved(page);
  }));

test('what is typed while somebody removes its question is offered back whole', { timeout: 180_000 }, () =>
  desk(DESK, async (ann, { browser, server }) => {
    await open(ann, 'F2');
    await addLocal(ann, 'text', 'HK1');
    await ann.locator('#q-label').fill('Which?');
    await saved(ann);
    const second = await visit(browser, server, DESK);
    const ben = await enter(second, '/design/hackney-2027');
    await ready(ben);
    await open(ben, 'HK1');
    await second.setOffline(true);
    await ben.locator('#q-label').fill('Which of ');
    await ben.locator('#pill[data-state="offline"]').waitFor();
    await ann.locator('#remove').click();
    await saved(ann);
    await second.setOffline(false);
    // The field has gone; what is typed next goes on in its place.
    await focused(ben, 'clash-0-mine');
    await ben.keyboard.press('End');
    await ben.keyboard.type('these?');
    await ben.getByRole('heading', { name: /removed HK1 while you changed it/ }).waitFor();
    await ben.getByRole('button', { name: 'Bring it back with mine' }).dblclick();
    await current(ben, 'HK1');
    assert.equal(await value(ben, 'q-label'), 'Which of these?');
    await saved(ben);
    await ann.locator('#row-HK1', { hasText: 'Which of these?' }).waitFor();
    assert.deepEqual(second.errors, []);
  }));
