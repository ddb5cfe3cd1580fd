// The standard in two languages and two versions has the bundle in between, and all of it works without signal.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';

const survey = (version) => ({
  title: { en: 'Groups of Barnet', pl: 'Grupy w Barnet' },
  languages: ['en', 'pl'],
  slug: 'barnet',
  minutes: { full: [3, 4], short: [3, 4] },
  ready: [],
  notice: { version: '1', title: { en: 'How answers are used' }, parts: [] },
  help: { text: { en: 'Ask your CVS.', pl: 'Zapytaj w CVS.' } },
  sections: [
    { id: 'start', title: { en: 'Before you start' }, questions: [{ id: 'ok', type: 'consent', kind: 'local', label: { en: 'I agree', pl: 'Zgadzam się' } }] },
    {
      id: 'about',
      title: { en: 'About you', pl: 'O was' },
      questions: [
        { id: 'name', type: 'text', kind: 'local', label: { en: 'Name of the group', pl: 'Nazwa grupy' } },
        version === 1
          ? { id: 'old', type: 'text', kind: 'local', label: { en: 'Asked once' } }
          : { id: 'new', type: 'text', kind: 'local', label: { en: 'Asked since', pl: 'Nowe pytanie' } },
      ],
    },
  ],
});

const programs = (page) =>
  page.evaluate(() => {
    const names = performance.getEntriesByType('resource').map(({ name }) => /assets\/([a-z]+)-\w+\.wasm/.exec(name)?.[1]);
    return [...new Set(names.filter(Boolean))];
  });

test('two languages and two versions, without signal', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-several-'));
  const publish = async (version) => {
    const file = join(folder, `${version}.json`);
    await writeFile(file, JSON.stringify(survey(version)));
    await server.command('survey', 'import', file, '--as', 'barnet', '--publish');
  };
  try {
    await publish(1);
    const context = await visit(browser, server);
    let phone = await Phone.open(context, '/s/barnet');
    await phone.readyOffline();
    assert.deepEqual(await programs(phone.page), ['several']);
    // This machine's own address counts as safe; the words about pages that are not stay hidden.
    assert.equal(await phone.page.locator('#plain').isVisible(), false);
    await phone.tap('q-ok-yes');
    await phone.onward();
    await phone.type('q-name-text', 'Klub');
    await phone.type('q-old-text', 'Gone');
    await server.stop();

    await phone.page.locator('button.chip[lang=pl]').click();
    await arrives(phone.page, 'O was');
    assert.equal(await phone.page.locator('#q-name-text').inputValue(), 'Klub');

    // What is on this phone has the same program, and what nobody keeps says so in each language.
    const list = await context.newPage();
    await list.goto('/outbox/several');
    await list.getByRole('link', { name: 'Kontynuuj' }).waitFor();
    assert.deepEqual(await programs(list), ['several']);
    await list.goto('/help');
    await list.locator('[lang=ur][dir=rtl] h1').waitFor();
    await list.locator('[lang=pl]').getByRole('link', { name: 'W tym telefonie' }).click();
    await list.getByRole('link', { name: 'Kontynuuj' }).waitFor();
    await list.close();
    await phone.page.close();

    await server.start();
    await publish(2);
    for (let visits = 0; visits < 4; visits++) {
      phone = await Phone.open(context, '/s/barnet');
      if (phone.survey.version === 2) break;
      await phone.readyOffline();
      await phone.page.close();
    }
    await phone.page.getByRole('button', { name: /Przenieś|wersj/ }).click();
    await phone.page.getByRole('alert').filter({ hasText: 'old' }).waitFor();
    await phone.page.goto('/s/barnet#part-2');
    await phone.page.getByText('Nowe pytanie').waitFor();
    assert.equal(await phone.page.locator('#q-name-text').inputValue(), 'Klub');
    await phone.onward();
    await phone.finish();
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();
    const text = await (await server.get('/api/v1/surveys/barnet/responses.jsonl', { token: await server.token() })).text();
    const sent = JSON.parse(text.trim());
    const body = sent.body ?? sent;
    assert.deepEqual([body.version, body.language, body.answers.name, body.answers.old], [2, 'pl', 'Klub', undefined]);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});
