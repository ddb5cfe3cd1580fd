// Background Sync: with every page closed the worker sends what waits, past what is refused, and judges nothing.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { outbox } from '../support/outbox.mjs';

/** More than go into three requests. */
const OTHERS = 120;

/** Puts rows as they wait into the outbox, in this order, before everything else. */
const queue = (page, bodies) =>
  page.evaluate(
    (bodies) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('sectorwise');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('outbox', 'readwrite');
          bodies.forEach((bytes, at) =>
            writing.objectStore('outbox').put({ bytes, state: { state: 'waiting', next_at: at } }, `made-up-${at}/1`));
          writing.oncomplete = () => resolve(opening.result.close());
          writing.onabort = () => reject(writing.error);
        };
      }),
    bodies,
  );

/** The browser says that the signal is back. */
async function signalIsBack(context, server) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const registered = new Promise((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(server.url) && !isDeleted);
      if (ours) resolve(ours.registrationId);
    }));
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  await session.send('ServiceWorker.dispatchSyncEvent', { origin: server.url, registrationId, tag: 'send', lastChance: false });
  return page;
}

/** The log, once it has so many, or as it is when nobody waits any longer. */
async function stored(server, count) {
  const token = await server.token();
  const end = Date.now() + 60_000;
  for (;;) {
    const { total } = await server.tally(token, 'A2');
    if (total.responses >= count || Date.now() > end) return total.responses;
  }
}

test('the worker sends with every page closed', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    await phone.readyOffline();
    const others = (await server.demo(OTHERS)).map((one) => JSON.stringify(one));
    await server.stop();
    await phone.answerAll(SHORT);
    await phone.finish();
    const asked = async () => (await (await navigator.serviceWorker.ready).sync.getTags()).includes('send');
    await phone.page.waitForFunction(asked);
    // One that makes its whole request unreadable, and one that is no submission, lie before most of the others.
    await queue(phone.page, [others[0], '{"broken', '{}', ...others.slice(1)]);
    await phone.page.close();
    assert.equal(context.pages().length, 0);

    await server.start();
    const page = await signalIsBack(context, server);
    assert.equal(await stored(server, OTHERS + 1), OTHERS + 1);

    // The states are as they were: whether it is a yes is for the page to say.
    await page.goto('/help');
    const rows = await outbox(page);
    assert.equal(rows.length, OTHERS + 3);
    for (const row of rows) assert.equal(row.state.state, 'waiting');

    // The next page hears that it had arrived, with a receipt, and nothing is counted twice.
    await page.goto('/outbox');
    await page.getByRole('heading', { name: /^Sent/ }).waitFor();
    assert.equal((await outbox(page)).filter((row) => row.state.state === 'sent').length, 1);
    assert.equal(await stored(server, OTHERS + 1), OTHERS + 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
