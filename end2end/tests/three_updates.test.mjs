// Three updates in a row: a visited survey opens offline after each, also where the phone has seen none of them.
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

const UPDATES = [1, 2, 3];

const program = (page) => page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.endsWith('.wasm')));

/** Visits until the phone has another program than this one, and keeps it. */
async function updated(context, before) {
  for (let visits = 0; visits < 4; visits++) {
    const phone = await Phone.open(context);
    await phone.readyOffline();
    const now = await program(phone.page);
    await phone.page.close();
    if (now !== before) return now;
  }
  throw new Error('the new build never came');
}

/** Begins the survey; gives the page that is open, and the program. */
async function begun(context) {
  const phone = await Phone.open(context);
  await phone.readyOffline();
  await phone.answerPage(SHORT);
  await phone.onward();
  await phone.answer('A2', SHORT.A2);
  const found = { title: await phone.title(), program: await program(phone.page) };
  await phone.page.close();
  return found;
}

test('a phone that was away for three versions, and one that saw each', { timeout: 300_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-updates-'));
  try {
    const away = await visit(browser, server);
    const here = await visit(browser, server);
    const left = await begun(away);
    const seen = await begun(here);
    const programs = [seen.program];
    await server.stop();

    for (const turn of UPDATES) {
      server.extra = { ...server.extra, SECTORWISE_SITE_DIR: await nextBuild(join(folder, String(turn)), turn) };
      await server.start();
      programs.push(await updated(here, programs.at(-1)));
      await server.stop();
      // What was kept last opens without a server, with the draft of the first build.
      const phone = await Phone.open(here);
      assert.equal(await program(phone.page), programs.at(-1));
      await phone.carryOn(seen.title);
      await phone.page.locator(`#q-A2-${SHORT.A2}:checked`).waitFor();
      await phone.page.close();
    }
    assert.equal(new Set(programs).size, UPDATES.length + 1);

    // Nothing of the first build is anywhere but on this phone.
    let phone = await Phone.open(away);
    assert.equal(await program(phone.page), left.program);
    await phone.carryOn(left.title);
    await phone.answerAll(SHORT);
    await phone.finish();
    await phone.page.locator('.masthead .status[data-state="queued"]').waitFor();
    await server.start();
    assert.equal((await fetch(left.program)).status, 404);
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor({ timeout: 60_000 });
    await phone.page.close();
    const tally = await server.tally(await server.token(), 'A2');
    assert.equal(tally.total.responses, 1);

    // And it comes to the newest of them, passing over the two between.
    assert.equal(await updated(away, left.program), programs.at(-1));
    phone = await Phone.open(here);
    await phone.carryOn(seen.title);
    await phone.answerAll({ ...SHORT, B1: 'Another group' });
    await phone.finish();
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();
    assert.equal((await server.tally(await server.token(), 'A2')).total.responses, 2);
    assert.deepEqual([...away.errors, ...here.errors], []);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});
