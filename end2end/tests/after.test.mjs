// After sending: answers are corrected as a new revision that is counted instead, and taken back for good.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

test('what was sent is corrected, then taken back', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    const { page } = phone;
    await phone.answerAll(SHORT);
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    const token = await server.token();
    assert.equal((await server.tally(token, 'B2')).total.counts.association, 1);

    // The smallest program has a link here; what it leads to has the same receipt, and more.
    await page.getByRole('link', { name: /Correct these answers/ }).click();
    await page.waitForURL(/\/s\/state-of-the-sector\/sent#receipt=/);
    await arrives(page, 'Thank you. Your answers have arrived');
    await page.getByRole('button', { name: 'Correct these answers' }).click();
    await arrives(page, 'Check your answers');
    assert.match(page.url(), /\/s\/state-of-the-sector\?corrected#check$/);
    await page.getByText('Marsh Lane Community Kitchen').waitFor();
    await page.locator('a[href="#q-B2"]').click();
    await phone.tap('q-B2-cio');
    await phone.onward();
    await arrives(page, 'Check your answers');

    // Without signal the correction waits like everything else, and what was sent before stays counted.
    await server.stop();
    await phone.finish();
    await page.locator('.masthead .status[data-state="queued"]').waitFor();
    const list = await context.newPage();
    await list.goto('/outbox');
    await list.getByRole('heading', { name: /Waiting/ }).waitFor();
    assert.equal(await list.locator('#outbox li').count(), 1, 'one line for both revisions');
    await list.close();
    await server.start();
    await page.locator('.masthead .status[data-state="sent"]').waitFor({ timeout: 60_000 });
    const corrected = await server.tally(token, 'B2');
    assert.deepEqual([corrected.total.counts.association ?? 0, corrected.total.counts.cio, corrected.total.responses], [0, 1, 1]);

    // Taken back: asked first, and nothing happens without signal.
    await page.getByRole('link', { name: /Correct these answers/ }).click();
    await arrives(page, 'Thank you. Your answers have arrived');
    await page.getByRole('button', { name: 'Take these answers back' }).click();
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await server.stop();
    await page.getByRole('button', { name: 'Take these answers back' }).click();
    await page.getByRole('button', { name: 'Yes, take them back' }).click();
    await page.getByRole('alert').filter({ hasText: 'nothing has changed' }).waitFor();
    await server.start();
    await page.getByRole('button', { name: 'Yes, take them back' }).click();
    await arrives(page, 'You took these answers back');
    assert.equal((await server.tally(token, 'B2')).total.responses, 0);
    await page.goto('/outbox');
    await page.locator('#outbox li .status').filter({ hasText: 'Taken back' }).waitFor();
    assert.equal(await page.getByText('Marsh Lane').count(), 0);
    const left = await page.evaluate(() => new Promise((resolve) => {
      const opening = indexedDB.open('sectorwise');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('outbox').objectStore('outbox').getAll();
        asked.onsuccess = () => resolve(JSON.stringify(asked.result));
      };
    }));
    assert.doesNotMatch(left, /Marsh Lane/);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
