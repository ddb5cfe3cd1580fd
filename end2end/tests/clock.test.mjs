// A phone five years ahead, and one five years behind: both are filled in, sent and corrected like any other. Their
// times are kept as they were claimed, and neither opens nor closes anything.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, SURVEY, arrives } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { YEAR, clockJumps, clockSet } from '../support/clock.mjs';
import { outbox } from '../support/outbox.mjs';

const SLUG = 'state-of-the-sector';
const sent = '.masthead .status[data-state="sent"]';

async function lines(server, token) {
  const text = await (await server.get(`/api/v1/surveys/${SLUG}/responses.jsonl`, { token })).text();
  return text.trim().split('\n').map((line) => JSON.parse(line));
}

/** How many years it lies ahead; never -0. */
const years = (text) => Math.round((Date.parse(text) - Date.now()) / YEAR) + 0;

for (const [way, off] of [['ahead', 5], ['behind', -5]]) {
  test(`five years ${way}: sent, its clock set right while it waits, corrected`, { timeout: 180_000 }, async () => {
    const server = await Server.fresh();
    const browser = await launch();
    try {
      const token = await server.token();
      // It is open for two years to come, which the phone ahead believes to be over.
      await server.command('survey', 'close', SLUG, '--at', new Date(Date.now() + 2 * YEAR).toISOString());
      const context = await visit(browser, server);
      await clockSet(context, off * YEAR);
      const phone = await Phone.open(context);
      const { page } = phone;
      await phone.answerAll(SHORT);
      await server.stop();
      await phone.finish();
      // At least one try has failed, and the next one waits for a moment of the wrong clock.
      for (let parcels = []; !(parcels[0]?.state.attempts > 0); parcels = await outbox(page));
      await clockJumps(page, 0);
      await server.start();
      await page.locator(sent).waitFor({ timeout: 60_000 });
      assert.equal((await server.tally(token)).total.responses, 1);
      const [row] = await lines(server, token);
      assert.deepEqual([years(row.started_at), years(row.finished_at), years(row.received_at)], [off, off, 0]);
      assert.equal(row.late, false);

      // The page opens anew with the wrong clock, and the survey is open there too.
      await page.getByRole('link', { name: /Correct these answers/ }).click();
      await arrives(page, 'Thank you. Your answers have arrived');
      await page.getByRole('button', { name: 'Correct these answers' }).click();
      await arrives(page, 'Check your answers');
      await page.locator('a[href="#q-B2"]').click();
      await phone.tap('q-B2-cio');
      await phone.onward();
      await arrives(page, 'Check your answers');
      await phone.finish();
      await page.locator(sent).waitFor({ timeout: 60_000 });
      const tally = await server.tally(token, 'B2');
      assert.deepEqual([tally.total.responses, tally.total.counts.cio], [1, 1]);
      const [corrected, ...more] = await lines(server, token);
      assert.deepEqual([corrected.revision, years(corrected.finished_at), more], [2, off, []]);
      assert.deepEqual(context.errors, []);
    } finally {
      await browser.close();
      await server.end();
    }
  });
}

test('a phone that believes a closed survey to be open has its receipt, and is not counted', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const token = await server.token();
    await server.command('survey', 'close', SLUG, '--at', new Date(Date.now() - 2 * YEAR).toISOString());
    const context = await visit(browser, server);
    await clockSet(context, -5 * YEAR);
    const phone = await Phone.open(context, SURVEY);
    await phone.answerAll(SHORT);
    await phone.finish();
    await phone.page.locator(sent).waitFor({ timeout: 60_000 });
    assert.equal((await server.tally(token)).total.responses, 0);
    const [row] = await lines(server, token);
    assert.deepEqual([years(row.finished_at), row.late], [-5, true]);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
