// The promise: a survey filled in without a server reaches the borough tallies exactly once.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, PHONE, launch, picture, visit } from '../support/browser.mjs';
import { Phone, SURVEY } from '../support/phone.mjs';
import { complete } from '../support/answers.mjs';
import { signIn } from '../support/watch.mjs';

test('answered offline, closed, reopened, finished offline: one row and one count', { timeout: 300_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const token = await server.token();
    const context = await visit(browser, server, PHONE);
    let phone = await Phone.open(context);
    await phone.readyOffline();
    const answers = complete(phone.survey);
    await server.stop();

    // With the server stopped: the page opens again from nothing.
    await phone.page.close();
    phone = await Phone.open(context);
    await phone.answerPage(answers);
    await phone.onward();
    for (let pages = 0; pages < 4; pages++) {
      await phone.answerPage(answers);
      if (pages === 2) await picture(phone.page, 'phone');
      await phone.onward();
    }
    // A keystroke, and the tab is gone.
    const title = await phone.title();
    await phone.answerPage(answers);
    await phone.page.close();

    phone = await Phone.open(context);
    await phone.carryOn(title);
    for (const { id, type } of phone.survey.sections.find((section) => section.title === title)?.questions ?? []) {
      if (type === 'single') await assertChosen(phone, id, answers[id]);
    }
    await phone.answerAll(answers);
    const check = await phone.page.locator('main').innerText();
    assert.match(check, /Hackney Night Shelter/);
    assert.match(check, /£182,000/);
    await picture(phone.page, 'phone-check');
    await phone.finish();
    // A try may be under way just now; it fails, and the words are there again.
    await phone.page.locator('.masthead .status', { hasText: '1 to send' }).waitFor();
    const code = await phone.page.locator('.receipt .code').first().textContent();
    await phone.page.close();

    // Still there, and said so, without a server.
    const outbox = await context.newPage();
    await outbox.goto('/outbox');
    await outbox.getByText('Waiting to go').waitFor();
    await outbox.locator('.masthead .status', { hasText: '1 to send' }).waitFor();

    // The coordinator's screen moves by itself when the server is back.
    await server.start();
    const desk = await visit(browser, server, DESK);
    const watch = await signIn(desk, server);
    await outbox.getByRole('heading', { name: /^Sent/ }).waitFor();
    assert.ok((await outbox.locator('main').innerText()).includes(code.trim()));
    await watch.waitForFunction(() => document.querySelector('#responses')?.textContent === '1');
    assert.match(await watch.locator('[data-place="E09000012"][id^="row-"]').innerText(), /Hackney\s+1\b/);
    const tally = await server.tally(token, 'A2');
    assert.equal(tally.total.responses, 1);
    assert.equal(tally.places.find((place) => place.code === 'E09000012').counts['chief-officer'], 1);

    // Exactly one row, however often the phone comes back.
    const again = await context.newPage();
    await again.goto(SURVEY);
    const jsonl = await (await server.get('/api/v1/surveys/state-of-the-sector/responses.jsonl', { token })).text();
    const rows = jsonl.trim().split('\n').map((line) => JSON.parse(line));
    assert.equal(rows.length, 1);
    assert.equal(rows[0].answers.B4.postcode, 'E8 1DY');
    assert.equal(Object.keys(rows[0].answers).length, 44, 'all but the contact, which travels apart');
    assert.match(rows[0].contact, /^[0-9a-f]{64}$/, 'contact details are not in the export');
    assert.deepEqual(context.errors, []);
    assert.deepEqual(desk.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

async function assertChosen(phone, id, value) {
  const part = value?.missing ?? value;
  assert.ok(await phone.page.locator(`[id="q-${id}-${part}"]`).isChecked(), `${id} is still ${part}`);
}
