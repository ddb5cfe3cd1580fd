// An old page and a new build: nothing goes dead, nothing typed is lost, and the new page comes by itself.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';
import { nextBuild } from '../support/site.mjs';
import { SHORT } from '../support/answers.mjs';

const script = (page) => page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.endsWith('.wasm')));

test('a page of an old build stays alive under a new one, and its draft goes on', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-next-'));
  try {
    const context = await visit(browser, server);
    let phone = await Phone.open(context);
    await phone.readyOffline();
    const old = await script(phone.page);
    await phone.answerPage(SHORT);
    await phone.onward();
    await phone.answer('A2', SHORT.A2);

    // The new build has none of the old files any more.
    await server.stop();
    server.extra = { ...server.extra, SECTORWISE_SITE_DIR: await nextBuild(folder) };
    await server.start();
    assert.equal((await fetch(old)).status, 404);

    // The open page goes on; without a server it opens again, whole, with its draft.
    await phone.answerPage(SHORT);
    await phone.onward();
    const title = await phone.title();
    await phone.page.close();
    await server.stop();
    phone = await Phone.open(context);
    await phone.carryOn(title);
    await phone.page.close();

    // With the server back, the next visit or the one after it has the new build, and the draft is there.
    await server.start();
    for (let visits = 0; visits < 3; visits++) {
      phone = await Phone.open(context);
      if ((await script(phone.page)) !== old) break;
      await phone.readyOffline();
      await phone.page.close();
    }
    assert.notEqual(await script(phone.page), old);
    await phone.readyOffline();
    await phone.carryOn(title);

    // And the new build is the one that opens offline.
    await phone.page.close();
    await server.stop();
    phone = await Phone.open(context);
    assert.notEqual(await script(phone.page), old);
    await phone.carryOn(title);
    await phone.answerAll(SHORT);
    await phone.finish();
    await server.start();
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();
    const tally = await server.tally(await server.token());
    assert.equal(tally.total.responses, 1);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});
