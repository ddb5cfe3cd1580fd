// A phone that is full says so at once, keeps what is on the screen, offers a file, and never says "saved".
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';

/** Takes every byte of localStorage, so that the journal has no room; IndexedDB refuses as it does on a full disk,
    which a quota set from outside does not bring about in a browser that keeps its data in memory. */
const fill = (page) =>
  page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      for (;;) {
        try {
          localStorage.setItem(`full${Math.random()}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('There is no room left', 'QuotaExceededError');
    };
    window.makeRoom = () => {
      IDBObjectStore.prototype.put = put;
      for (const key of Object.keys(localStorage)) if (key.startsWith('full')) localStorage.removeItem(key);
    };
  });

test('a full phone', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    const { page } = phone;
    await phone.tap('q-A1-yes');
    await phone.onward();
    await phone.tap('q-A2-volunteer');
    await page.locator('.masthead .status[data-state="saved"]').waitFor();

    await fill(page);
    await phone.tap('q-D1-no');
    await page.locator('.masthead .status[data-state="unsaved"]').waitFor();
    const alert = page.getByRole('alert').filter({ hasText: 'This phone is full' });
    await alert.waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), alert.getByRole('button').click()]);
    assert.match(await readFile(await file.path(), 'utf8'), /Do you have paid staff\?\s+No/);
    assert.ok(await page.locator('#q-D1-no').isChecked(), 'what is on the screen stays');

    // Room again: it is kept by itself, and the page says so.
    await page.evaluate(() => window.makeRoom());
    await page.locator('.masthead .status[data-state="saved"]').waitFor({ timeout: 30_000 });
    await alert.waitFor({ state: 'detached' });
    await page.reload();
    await phone.ready();
    await page.goto('/s/state-of-the-sector#part-2');
    await page.locator('#q-D1-no:checked').waitFor();
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
