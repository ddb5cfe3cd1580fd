// Two tabs on one phone: one draft is never written by both, one submission is never sent by both.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, SURVEY } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

test('a draft that is open in one tab is not taken up by another', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const first = await Phone.open(context);
    await first.answerPage(SHORT);
    await first.onward();
    await first.answer('A2', SHORT.A2);

    const second = await context.newPage();
    await second.goto(SURVEY);
    await second.getByText(/open in another tab/i).first().waitFor();

    // Another organisation may begin beside it.
    await second.getByRole('button', { name: /another|new/i }).first().click();
    const other = new Phone(second);
    await other.ready();
    await other.answerAll({ ...SHORT, B1: 'Another group', B4: { borough: 'E09000030' } });
    await server.stop();
    await other.finish();
    await first.answerAll(SHORT);
    await first.finish();
    await first.page.getByText('2 to send').first().waitFor();

    // Both tabs, a third one and the outbox are there when the server comes back: each is stored once.
    const third = await context.newPage();
    await third.goto('/outbox');
    await third.getByText('Waiting to go').waitFor();
    await server.start();
    await third.getByRole('heading', { name: /^Sent/ }).waitFor();
    // After a failed try a phone waits longer each time; half a minute by now.
    await third.getByText('Waiting to go').waitFor({ state: 'hidden', timeout: 90_000 });
    await first.page.locator('.masthead .status[data-state="sent"]').waitFor();
    await second.locator('.masthead .status[data-state="sent"]').waitFor();
    const token = await server.token();
    const tally = await server.tally(token, 'A2');
    assert.equal(tally.total.responses, 2);
    assert.equal(tally.sequence, 2);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
