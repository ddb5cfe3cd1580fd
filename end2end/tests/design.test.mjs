// The designer's desk: a survey of one's own from the standard, its locked core, and two people in one draft.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, launch, visit } from '../support/browser.mjs';
import { addLocal, begin, enter, open, ready, saved } from '../support/design.mjs';
import { axe } from '../support/axe.mjs';

const texts = (locator) => locator.allInnerTexts();
const shown = (page, id) => page.locator(`#row-${id}`).waitFor();
const value = (page, id) => page.locator(`[id="${id}"]`).inputValue();
/** Until a field says so: others' words come by the stream. */
const says = (page, id, words) =>
  page.waitForFunction(([id, words]) => document.getElementById(id)?.value === words, [id, words]);

test('an officer makes a survey of her own, is kept from the core, and finds everything again', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, DESK);
    const page = await enter(context);
    await begin(page, 'hackney-2027', 'State of the Sector 2027, Hackney');

    // The core says why it stays, and has nothing to change it with.
    await open(page, 'F2');
    const editor = page.locator('#editor');
    await editor.getByText('Everyone in London is asked this in the same words, so that the answers add up.').waitFor();
    assert.equal(await editor.locator('.sheet.locked:not(.short) :is(input, textarea, select, button)').count(), 0);
    assert.equal(await page.locator('#grip-F2').count(), 0);
    // Nor can it be hidden by hiding the page that it is on.
    await page.locator('#section-premises-digital').click();
    await editor.getByText('this section has no rule when it is shown').waitFor();
    assert.equal(await editor.locator('#section-relevant, #section-up, #section-down, #section-remove').count(), 0);

    // A local question between two of the core, with options and a rule.
    await open(page, 'F2');
    await addLocal(page, 'multi');
    await shown(page, 'HK1');
    await page.locator('#q-label').fill('Which of these would you share with other groups?');
    for (const words of ['Meeting rooms', 'A minibus', 'None of these']) {
      await page.locator('#q-options-add').fill(words);
      await page.locator('#q-options-add').press('Enter');
      await page.locator('.options').getByRole('textbox', { name: /^Option/ }).last().waitFor();
    }
    await says(page, 'q-options-none-of-these', 'None of these');
    assert.deepEqual(await value(page, 'q-options-code-a-minibus'), 'a-minibus');
    // The rule, with completion: a question, a comparison, one of its options.
    await page.locator('#q-relevant').pressSequentially('$paid');
    const offered = page.locator('#q-relevant-list');
    await offered.getByRole('option', { name: /D1 Paid staff/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' =');
    await offered.getByRole('option', { name: /^Yes/ }).click();
    assert.equal(await value(page, 'q-relevant'), "${D1} ='yes'");
    await page.getByText('Asked when D1 Paid staff is Yes.').waitFor();
    // What is wrong with it is said at once, with its place.
    await page.locator('#q-relevant').fill("${D1} = 'yez'");
    await page.locator('#q-relevant-faults .bad, #q-relevant-faults li').first().waitFor();
    assert.match(await page.locator('#q-relevant-faults mark').first().innerText(), /yez|D1/);
    await page.locator('#q-relevant').fill("${D1} = 'yes'");
    await page.locator('#q-relevant-faults li').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');

    // The phone beside it shows the question, in the real form.
    await page.locator('#q-relevant').fill('');
    const phone = page.frameLocator('#preview-frame');
    await phone.locator('#q-HK1').getByText('Which of these would you share with other groups?').waitFor();
    // It takes nobody's focus: who types goes on typing.
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q-relevant');
    await phone.locator('#q-HK1').getByText('Meeting rooms').click();

    // It is moved with the keyboard, and the focus stays with it.
    await page.locator('#grip-HK1').focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.getElementById('said').textContent.includes('HK1 is now after G1'));
    await page.waitForFunction(() => document.activeElement?.id === 'grip-HK1');

    // Undo and redo.
    await page.locator('#undo').click();
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll('.outline [id^=row-]')].map((row) => row.id);
      return rows.indexOf('row-HK1') === rows.indexOf('row-F2') + 1;
    });
    await page.locator('#q-label').fill('Something else');
    await page.locator('h1').first().click();
    await page.keyboard.press('Control+z');
    await says(page, 'q-label', 'Which of these would you share with other groups?');
    await page.keyboard.press('Control+Shift+z');
    await says(page, 'q-label', 'Something else');
    await page.keyboard.press('Control+z');
    await says(page, 'q-label', 'Which of these would you share with other groups?');

    // A module of the bank; one that is asked already is shown as such.
    await page.getByRole('button', { name: 'Add from the bank' }).click();
    await page.locator('#bank-search').fill('N1');
    await page.getByRole('button', { name: 'Add N1' }).click();
    await shown(page, 'N1');

    // Loaded again, everything is there.
    await saved(page);
    await page.reload();
    await ready(page);
    await open(page, 'HK1');
    await says(page, 'q-label', 'Which of these would you share with other groups?');
    assert.equal(await page.locator('.options > li').count(), 3);
    await shown(page, 'N1');
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('what two people type in one draft is merged, or shown side by side', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const [first, second] = [await visit(browser, server, DESK), await visit(browser, server, DESK)];
    const ann = await enter(first);
    await begin(ann, 'camden', 'Camden');
    await addLocal(ann, 'text', 'CM1');
    await ann.locator('#q-label').fill('What is your group called?');
    await saved(ann);
    const ben = await enter(second, '/design/camden');
    await ready(ben);
    await open(ben, 'CM1');
    await says(ben, 'q-label', 'What is your group called?');

    // In different places both are there.
    await ann.locator('#q-hint').fill('As on your bank account.');
    await ben.locator('label[for="q-required"]').click();
    await says(ben, 'q-hint', 'As on your bank account.');
    await ann.waitForFunction(() => document.getElementById('q-required')?.checked);
    await ben.locator('#others').waitFor();

    // In the same place, without signal on one side, both are shown, and one is chosen.
    await second.setOffline(true);
    await ben.locator('#q-label').fill('Ben’s wording');
    await ben.locator('#pill[data-state="offline"]').waitFor();
    await ann.locator('#q-label').fill('Ann’s wording');
    await saved(ann);
    await second.setOffline(false);
    await ben.locator('.clashes').waitFor();
    assert.deepEqual(await texts(ben.locator('.sides dd')), ['Ben’s wording', 'Ann’s wording']);
    assert.equal(await value(ann, 'q-label'), 'Ann’s wording', 'nothing is overwritten');
    await ben.getByRole('button', { name: 'Keep mine' }).click();
    await says(ann, 'q-label', 'Ben’s wording');
    await ben.locator('.clashes').waitFor({ state: 'detached' });
    assert.deepEqual([...first.errors, ...second.errors], []);
  } finally {
    await browser.close();
    await server.end();
  }
});

for (const colorScheme of ['light', 'dark']) {
  for (const [kind, viewport] of [['desk', { width: 1280, height: 800 }], ['phone', { width: 390, height: 844 }]]) {
    test(`nobody is kept from the designer's screen, ${colorScheme}, ${kind}`, { timeout: 180_000 }, async () => {
      const server = await Server.fresh();
      const browser = await launch();
      const found = [];
      try {
        // A dialog that is still rising is paler than it will be.
        const context = await visit(browser, server, { viewport, colorScheme, reducedMotion: 'reduce' });
        const page = await enter(context);
        await begin(page, 'camden', 'Camden');
        const look = async (name) => found.push(...(await axe(page, name)));
        await look('survey');
        await open(page, 'F2');
        await look('locked');
        await page.locator('#section-premises-digital').click();
        await look('section');
        await page.getByRole('button', { name: 'Add from the bank' }).click();
        await look('bank');
        await page.getByRole('button', { name: 'Close' }).click();
        await page.getByRole('button', { name: 'Add a local question' }).click();
        await look('types');
        await page.locator('#kind-single').click();
        await page.locator('#q-options-add').fill('Yes');
        await page.locator('#q-options-add').press('Enter');
        await page.locator('#q-options-yes-more').click();
        await page.locator('#q-more').click();
        await page.locator('#q-constraint-add').click();
        await page.locator('#q-relevant-build').click();
        await page.locator('#q-relevant').fill('${D1} = ');
        await page.locator('#q-relevant-list li').first().waitFor();
        await look('a local question, everything unfolded');
        assert.deepEqual(context.errors, []);
      } finally {
        await browser.close();
        await server.end();
      }
      assert.deepEqual(found, []);
    });
  }
}
