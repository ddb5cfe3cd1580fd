// A group with no staff and under £10,000: 24 questions, and problems that lead to their fields.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

test('the short route asks 24 questions at most and says what is missing', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    const { page } = phone;

    // Nothing answered: the summary leads to the field, with the same words.
    await page.getByRole('button', { name: /^Start/ }).click();
    const summary = page.locator('.summary');
    await summary.waitFor();
    assert.match(await page.title(), /^Error: /);
    const words = await summary.locator('a').first().innerText();
    assert.ok((await page.locator('#q-A1').innerText()).includes(words));
    await summary.locator('a').first().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q-A1-yes');
    assert.ok(await summary.evaluate((element) => element.getAttribute('role') === 'alert'));

    const seen = new Set();
    for (let pages = 0; pages < 20 && !/Check your answers/.test(await phone.title()); pages++) {
      await phone.answerPage(SHORT);
      for (const question of await page.locator('[id^="q-"].question:visible').all()) {
        const id = (await question.getAttribute('id')).slice(2);
        if (!id.includes('-')) seen.add(id);
      }
      await phone.onward();
    }
    const short = phone.survey.sections.flatMap((section) => section.questions).filter((question) => question.short);
    // L3 is asked only where L2 is yes.
    assert.deepEqual([...seen].sort(), short.map((question) => question.id).filter((id) => id !== 'L3').sort());
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();

    const token = await server.token();
    const tally = await server.tally(token, 'E1.costs');
    assert.equal(tally.total.missing['not-shown'], 1);
    assert.equal(tally.places.find((place) => place.code === 'E09000025').responses, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
