// A database that the browser closes under an open page is opened again, and no answer is lost by it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { drafts, folded, outbox } from '../support/outbox.mjs';

/** Counts how often the page opens the database, and remembers what it got. */
const follow = () => {
  const { open } = IDBFactory.prototype;
  window.databases = [];
  IDBFactory.prototype.open = function (...parts) {
    const opening = open.apply(this, parts);
    opening.addEventListener('success', () => window.databases.push(opening.result));
    return opening;
  };
};

const opened = (page) => page.evaluate(() => window.databases.length);

async function begun(browser, server) {
  const context = await visit(browser, server);
  await context.addInitScript(follow);
  const phone = await Phone.open(context);
  await phone.answerPage(SHORT);
  await phone.onward();
  await phone.answer('A2', SHORT.A2);
  await folded(phone.page);
  return { context, phone, page: phone.page };
}

test('a connection that has gone without a word', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const { context, phone, page } = await begun(browser, server);
    const close = () => page.evaluate(() => window.databases.forEach((database) => database.close()));
    const before = await opened(page);
    await close();
    await phone.answer('D1', SHORT.D1);
    await folded(page);
    await page.locator('.masthead .status[data-state="saved"]').waitFor();
    assert.equal(await opened(page), before + 1);
    const [draft] = await drafts(page);
    assert.deepEqual([draft.entries.A2, draft.entries.D1], [SHORT.A2, SHORT.D1]);

    // The finish needs it at once.
    await phone.answerAll(SHORT);
    await folded(page);
    await close();
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    assert.deepEqual((await outbox(page)).map((row) => row.state.state), ['sent']);
    assert.equal((await server.tally(await server.token(), 'A2')).total.responses, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('a browser that closes the database and throws away what was in it', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const { context, phone, page } = await begun(browser, server);
    await page.evaluate(() => window.databases.forEach((database) => database.addEventListener('close', () => (window.lost = true))));
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: server.url, storageTypes: 'indexeddb' });
    await page.waitForFunction(() => window.lost);
    assert.deepEqual(await drafts(page), []);

    // What is on the screen is written whole with the next answer.
    await phone.answer('D1', SHORT.D1);
    await folded(page);
    const [draft] = await drafts(page);
    assert.deepEqual([draft.entries.A1, draft.entries.A2, draft.entries.D1], [true, SHORT.A2, SHORT.D1]);
    await phone.answerAll(SHORT);
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    assert.equal((await server.tally(await server.token(), 'A2')).total.responses, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
