// The keyboard alone: from the first page to the receipt without touching anything.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, launch, visit } from '../support/browser.mjs';
import { Phone, leaves, title } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

/** Presses Tab until `test` holds of what has the focus, as somebody would who cannot use a mouse. */
async function reach(page, test, wanted) {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate(test, wanted)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${wanted} cannot be reached by Tab`);
}

const reachId = (page, id) => reach(page, (id) => document.activeElement?.id === id, id);
/** A radio group: Tab enters it at one of its members. */
const reachGroup = (page, id) =>
  reach(page, (id) => document.activeElement?.name === document.getElementById(id).name, id);
const reachButton = (page, words) =>
  reach(page, (words) => document.activeElement?.matches('button') && document.activeElement.textContent.startsWith(words), words);

async function press(page, words) {
  const before = await title(page);
  await reachButton(page, words);
  await page.keyboard.press('Enter');
  await leaves(page, before);
  // The new page has the focus at its heading, so that Tab goes on from there.
  await page.waitForFunction(() => document.activeElement?.matches('main h1'));
}

test('the short route by keyboard alone', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, DESK);
    const phone = await Phone.open(context);
    const { page } = phone;
    await reachId(page, 'q-A1-yes');
    await page.keyboard.press('Space');
    await press(page, 'Start');

    // A radio group: Tab enters it, arrows choose.
    await reachGroup(page, 'q-A2-committee');
    await page.keyboard.press('Space');
    assert.ok(await page.locator('#q-A2-committee').isChecked());
    await reachGroup(page, 'q-D1-no');
    await page.keyboard.press('Space');
    if (!(await page.locator('#q-D1-no').isChecked())) await page.keyboard.press('ArrowDown');
    assert.ok(await page.locator('#q-D1-no').isChecked());
    await reachGroup(page, 'q-C2-0');
    await page.keyboard.press('Space');
    assert.ok(await page.locator('#q-C2-0').isChecked());
    await press(page, 'Save and continue');

    await reachId(page, 'q-B1-text');
    await page.keyboard.type(SHORT.B1);
    await reachGroup(page, 'q-B2-association');
    await page.keyboard.press('Space');
    await reachId(page, 'q-B4-borough');
    await page.keyboard.type('Newham');
    assert.equal(await page.locator('#q-B4-borough').inputValue(), 'E09000025');
    await press(page, 'Save and continue');

    for (let pages = 0; pages < 20 && !/Check your answers/.test(await phone.title()); pages++) {
      if (await page.locator('#q-K1:visible').count()) {
        await reachId(page, 'q-K1-add-funding-advice');
        await page.keyboard.press('Enter');
        // The focus stays in the question, so three can be chosen in a row.
        await page.waitForFunction(() => document.activeElement?.matches('#q-K1 button[id^="q-K1-add-"]'));
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('#q-K1 .rank > li:not(.free)').count(), 2);
        await reachId(page, 'q-K1-down-funding-advice');
        await page.keyboard.press('Enter');
        assert.match(await page.locator('#q-K1 .rank > li').nth(1).innerText(), /Funding advice/);
      }
      await press(page, 'Save and continue');
    }
    await press(page, 'Finish');
    await page.locator('.receipt .code').first().waitFor();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
