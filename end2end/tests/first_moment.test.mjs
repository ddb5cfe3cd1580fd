// Answers from before the phone has been looked through are kept at once, and go over into what is found there.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, SURVEY } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { folded } from '../support/outbox.mjs';

/** Another page writes to the database until it is told to let go; whoever looks into it waits for that. */
async function busy(context) {
  const page = await context.newPage();
  await page.goto('/help');
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('sectorwise');
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      const store = opening.result.transaction(stores, 'readwrite').objectStore(stores[0]);
      const again = () => {
        if (window.enough) return opening.result.close();
        store.get('nothing').onsuccess = again;
        resolve();
      };
      again();
    };
  }));
  return page;
}

/** The survey's page is alive and still waits for the database; the box is ticked then. */
async function tickAtOnce(context) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...parts) {
      window.looks = true;
      return open.apply(this, parts);
    };
  });
  await page.goto(SURVEY);
  await page.waitForFunction(() => window.looks);
  const phone = new Phone(page);
  await phone.tap('q-A1-yes');
  const kept = () => Object.keys(localStorage).some((key) => /^sw:j:[0-9a-f-]{36}:A1$/.test(key));
  assert.ok(await page.evaluate(kept), 'the journal has the answer');
  assert.equal(await page.evaluate(() => performance.getEntriesByName('sectorwise-usable').length), 0, 'the phone is not looked through yet');
  return phone;
}

test('a tab that is killed before it has looked at the phone has lost no answer', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    // The database is there, with nothing in it.
    let phone = await Phone.open(context);
    await phone.page.close();
    const writer = await busy(context);
    phone = await tickAtOnce(context);
    await phone.page.close();
    await writer.close();

    phone = await Phone.open(context);
    await phone.page.getByText('You began on').waitFor();
    await phone.page.locator('#q-A1-yes:checked').waitFor();
    await phone.carryOn(phone.survey.sections.find(({ questions }) => questions.some(({ id }) => id === 'A2')).title);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('an answer given before an older draft is found goes over into that draft', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    let phone = await Phone.open(context);
    await phone.answerPage(SHORT);
    await phone.onward();
    const title = await phone.title();
    await phone.tap('q-A2-volunteer');
    // Without consent, so that the early tick is an answer that the draft has not.
    await phone.page.goto(`${SURVEY}#start`);
    await phone.tap('q-A1-yes');
    await folded(phone.page);
    await phone.page.close();

    const writer = await busy(context);
    phone = await tickAtOnce(context);
    await writer.evaluate(() => (window.enough = true));
    await phone.ready();
    await phone.page.getByText('You began on').waitFor();
    await phone.page.locator('#q-A1-yes:checked').waitFor();
    await phone.carryOn(title);
    await phone.page.locator('#q-A2-volunteer:checked').waitFor();
    // There is one draft, as before.
    await folded(phone.page);
    await phone.page.goto('/outbox');
    await phone.page.locator('#outbox li').first().waitFor();
    assert.equal(await phone.page.locator('#outbox li').count(), 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
