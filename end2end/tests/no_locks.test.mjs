// Tabs of a browser without Web Locks: a lease in localStorage stands in for them, and each survey is sent once.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, SURVEY, arrives } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { outbox } from '../support/outbox.mjs';

async function withoutLocks(browser, server) {
  const context = await visit(browser, server);
  await context.addInitScript(() => delete Navigator.prototype.locks);
  return context;
}

const held = (page) => page.getByText('You have this survey open in another tab').first();

/** The tab holds its draft, whatever other tabs hold: a beat that never came, as where both began in one moment. */
const alone = (page) =>
  page.addInitScript(() => {
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      return key.startsWith('sw:l:draft:') ? null : getItem.call(this, key);
    };
  });

async function stored(server, count) {
  const tally = await server.tally(await server.token(), 'A2');
  assert.deepEqual([tally.total.responses, tally.sequence], [count, count]);
}

test('two surveys finished at once in two tabs are each sent once', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await withoutLocks(browser, server);
    const first = await Phone.open(context);
    assert.equal(await first.page.evaluate(() => typeof navigator.locks), 'undefined');
    await first.answerPage(SHORT);
    await first.onward();
    await first.answer('A2', SHORT.A2);
    const second = await Phone.open(context);
    await held(second.page).waitFor();
    await second.page.getByRole('button', { name: 'Start another' }).click();
    await second.answerAll({ ...SHORT, B1: 'Another group', B4: { borough: 'E09000030' } });
    await first.answerAll(SHORT);
    await Promise.all([first.finish(), second.finish()]);
    for (const { page } of [first, second]) await page.locator('.masthead .status[data-state="sent"]').waitFor();
    await stored(server, 2);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('one draft in two tabs, finished at once, is one submission', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await withoutLocks(browser, server);
    const pages = [await context.newPage(), await context.newPage()];
    for (const page of pages) await alone(page);
    const [first, second] = pages.map((page) => new Phone(page));
    await first.page.goto(SURVEY);
    await first.ready();
    await first.answerAll(SHORT);
    await second.page.goto(SURVEY);
    await second.ready();
    await second.page.goto(`${SURVEY}#check`);
    await arrives(second.page, 'Check your answers');
    await server.stop();
    await Promise.all([first.finish(), second.finish()]);
    const codes = await Promise.all(pages.map((page) => page.locator('.receipt .code').first().textContent()));
    assert.equal(codes[0], codes[1]);
    assert.equal((await outbox(first.page)).length, 1);
    await server.start();
    for (const page of pages) await arrives(page, 'Thank you. Your answers have arrived');
    await stored(server, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('a tab that slept while another went on with its draft says so when it wakes', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await withoutLocks(browser, server);
    const sleeper = await Phone.open(context);
    await sleeper.answerPage(SHORT);
    await sleeper.onward();
    const title = await sleeper.title();
    await sleeper.answer('A2', SHORT.A2);
    const session = await context.newCDPSession(sleeper.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });

    // Its lease runs out, as it does after a minute without a beat.
    const awake = await Phone.open(context);
    await held(awake.page).waitFor();
    await awake.page.evaluate(() => {
      const key = Object.keys(localStorage).find((key) => key.startsWith('sw:l:draft:'));
      localStorage.setItem(key, `${localStorage.getItem(key).split(' ')[0]} ${Date.now() - 100_000}`);
    });
    await awake.page.reload();
    await awake.ready();
    await awake.carryOn(title);
    await awake.page.locator(`#q-A2-${SHORT.A2}:checked`).waitFor();
    await awake.answer('D1', SHORT.D1);

    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await held(sleeper.page).waitFor();
    await awake.answerAll(SHORT);
    await awake.finish();
    await awake.page.locator('.masthead .status[data-state="sent"]').waitFor();
    await stored(server, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
