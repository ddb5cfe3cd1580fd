// The keyboard alone: from the first page to the receipt without touching anything.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, launch, visit } from '../support/browser.mjs';
import { Phone, leaves, title } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

/** Presses Tab until `id` has the focus, as somebody would who cannot use a mouse. */
async function reach(page, test, what) {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate(test)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${what} cannot be reached by Tab`);
}

const reachId = (page, id) => reach(page, `document.activeElement?.id === ${JSON.stringify(id)}`, id);
const reachButton = (page, words) =>
  reach(page, `document.activeElement?.matches('button') && /${words}/.test(document.activeElement.textContent)`, words);

async function press(page, words) {
  const before = await title(page);
  await reachButton(page, words);
  await page.keyboard.press('Enter');
  await leaves(page, before);
  // The new page has the focus at its heading, so that Tab goes on from there.
  assert.ok(await page.evaluate(() => document.activeElement?.closest('main') !== null || document.activeElement?.matches('h1')));
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
    await press(page, '^Start');

    // A radio group: Tab enters it, arrows choose.
    await reach(page, `document.activeElement?.name === document.getElementById('q-A2-committee').name`, 'A2');
    await page.keyboard.press('Space');
    assert.ok(await page.locator('#q-A2-committee').isChecked());
    await reach(page, `document.activeElement?.name === document.getElementById('q-D1-no').name`, 'D1');
    await page.keyboard.press('Space');
    if (!(await page.locator('#q-D1-no').isChecked())) await page.keyboard.press('ArrowDown');
    assert.ok(await page.locator('#q-D1-no').isChecked());
    await reach(page, `document.activeElement?.name === document.getElementById('q-C2-0').name`, 'C2');
    await page.keyboard.press('Space');
    assert.ok(await page.locator('#q-C2-0').isChecked());
    await press(page, '^Save and continue');

    await reachId(page, 'q-B1-text');
    await page.keyboard.type(SHORT.B1);
    await reach(page, `document.activeElement?.name === document.getElementById('q-B2-association').name`, 'B2');
    await page.keyboard.press('Space');
    await reachId(page, 'q-B4-borough');
    await page.keyboard.type('Newham');
    assert.equal(await page.locator('#q-B4-borough').inputValue(), 'E09000025');
    await press(page, '^Save and continue');

    for (let pages = 0; pages < 20 && !/Check your answers/.test(await phone.title()); pages++) {
      if (await page.locator('#q-K1:visible').count()) {
        await reachId(page, 'q-K1-add-funding-advice');
        await page.keyboard.press('Enter');
        // The focus stays in the question, so three can be chosen in a row.
        assert.ok(await page.evaluate(() => document.activeElement?.closest('#q-K1') !== null));
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('#q-K1 .rank > li:not(.free)').count(), 2);
        await reachId(page, 'q-K1-down-funding-advice');
        await page.keyboard.press('Enter');
        assert.match(await page.locator('#q-K1 .rank > li').nth(1).innerText(), /Funding advice/);
      }
      await press(page, '^Save and continue');
    }
    await press(page, '^Finish');
    await page.locator('.receipt .code').first().waitFor();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
