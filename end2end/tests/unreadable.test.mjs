// Rows that this program cannot read hold up no others, and stay where they are.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { outbox } from '../support/outbox.mjs';

/** More than two requests could carry. */
const STRANGE = 250;

/** As a newer version might have written them: they wait, due before everything else. */
const fill = (page, count) =>
  page.evaluate(
    (count) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('sectorwise');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('outbox', 'readwrite');
          for (let at = 0; at < count; at++) {
            writing.objectStore('outbox').put({ strange: at, state: { state: 'waiting', next_at: at } }, `strange-${at}/1`);
          }
          writing.oncomplete = () => resolve(opening.result.close());
          writing.onabort = () => reject(writing.error);
        };
      }),
    count,
  );

test('rows that nobody can read at the head of the outbox', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    await fill(phone.page, STRANGE);
    await phone.answerAll(SHORT);
    await phone.finish();
    await arrives(phone.page, 'Thank you. Your answers have arrived');
    assert.equal((await server.tally(await server.token(), 'A2')).total.responses, 1);
    const rows = await outbox(phone.page);
    assert.equal(rows.filter((row) => row.strange !== undefined && row.state.state === 'waiting').length, STRANGE);
    assert.equal(rows.filter((row) => row.state.state === 'sent').length, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
