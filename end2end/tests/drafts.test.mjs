// Several drafts of one survey on one phone: each is copied, opened, deleted and sent alone.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, SURVEY } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';
import { drafts, folded } from '../support/outbox.mjs';

test('a draft is copied, and both are sent as two submissions', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    const { page } = phone;
    await phone.answerPage(SHORT);
    await phone.onward();
    const title = await phone.title();
    await phone.answerPage(SHORT);
    await folded(page);
    const entries = page.locator('#outbox li');
    const copy = page.getByRole('button', { name: 'Make a copy' });

    await page.goto('/outbox');
    await copy.click();
    await entries.nth(1).waitFor();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const [first, second] = (await drafts(page)).toSorted((one, other) => one.number - other.number);
    assert.deepEqual(second.entries, first.entries);
    assert.equal(second.revision, 1);
    for (const field of ['id', 'edit_key', 'salt', 'number']) {
      assert.ok(second[field] && second[field] !== first[field], `${field} is the copy's own`);
    }
    assert.doesNotMatch(await page.locator('main').innerText(), /Marsh Lane/, 'no name before a draft is opened');

    // One more, and only that one goes.
    await copy.first().click();
    await entries.nth(2).waitFor();
    const third = (await drafts(page)).find((draft) => draft.number === 3);
    await page.locator(`#delete-${third.id}`).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.locator(`#delete-${third.id}`).waitFor({ state: 'detached' });
    assert.deepEqual(new Set((await drafts(page)).map((draft) => draft.id)), new Set([first.id, second.id]));

    // The start offers the newest and says where the other is.
    await page.goto(SURVEY);
    await phone.ready();
    await page.getByText('You began on').first().waitFor();
    await page.getByRole('link', { name: 'Others that you began on this phone: 1' }).click();
    await page.waitForURL('**/outbox');
    await page.locator(`#go-${second.id}`).click();
    await page.waitForURL(/\/s\//);
    await phone.ready();
    assert.equal(await phone.title(), title, 'it opens where the first one was left');
    await phone.answerAll({ ...SHORT, B1: 'Another group', B4: { borough: 'E09000030' } });
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();

    await page.goto('/outbox');
    await page.locator(`#go-${first.id}`).click();
    await page.waitForURL(/\/s\//);
    await phone.ready();
    await phone.answerAll(SHORT);
    await phone.finish();
    await page.locator('.masthead .status[data-state="sent"]').waitFor();
    const token = await server.token();
    const text = await (await server.get('/api/v1/surveys/state-of-the-sector/responses.jsonl', { token })).text();
    const rows = text.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(rows.map((row) => [row.id, row.answers.B1]), [[second.id, 'Another group'], [first.id, SHORT.B1]]);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
