// A newer version of a survey: a draft goes on in its own, or is taken over, and says what could not be.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';

const KINDS = new URL('../surveys/kinds.json', import.meta.url);

async function publish(server, folder, change = () => {}) {
  const survey = JSON.parse(await readFile(KINDS));
  change(survey);
  const file = join(folder, 'survey.json');
  await writeFile(file, JSON.stringify(survey));
  await server.command('survey', 'import', file, '--as', 'kinds', '--publish');
}

/** One phone with a half-filled survey. */
async function begun(browser, server) {
  const context = await visit(browser, server);
  const phone = await Phone.open(context, '/s/kinds');
  await phone.readyOffline();
  await phone.tap('q-ok-yes');
  await phone.onward();
  await phone.type('q-name-text', 'Night Shelter');
  await phone.tap('q-borough-hackney');
  await phone.onward();
  await phone.page.close();
  return context;
}

/** Opens the survey until the newest version is there. */
async function newest(context, version) {
  for (let visits = 0; visits < 4; visits++) {
    const phone = await Phone.open(context, '/s/kinds');
    if (phone.survey.version === version) return phone;
    await phone.readyOffline();
    await phone.page.close();
  }
  throw new Error(`version ${version} never came`);
}

test('a half-filled survey goes on in its own version, another is taken over', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-versions-'));
  try {
    await publish(server, folder);
    const stays = await begun(browser, server);
    const moves = await begun(browser, server);
    await publish(server, folder, (survey) => {
      const about = survey.sections[1].questions;
      about.splice(about.findIndex((question) => question.id === 'opens'), 1);
      const borough = about.find((question) => question.id === 'borough');
      borough.options = borough.options.filter((option) => option.code !== 'hackney');
      about.push({ id: 'extra', type: 'text', kind: 'local', label: 'Anything else?' });
    });

    // Its own version, also from the newer page and without a server.
    let phone = await newest(stays, 2);
    await phone.readyOffline();
    await server.stop();
    await phone.page.close();
    phone = await Phone.open(stays, '/s/kinds');
    await phone.carryOn('Your sites');
    await phone.page.goBack();
    await phone.page.goto('/s/kinds#part-2');
    await phone.page.locator('#q-opens').waitFor();
    assert.equal(await phone.page.locator('#q-extra').count(), 0);
    await phone.page.goto('/s/kinds#part-3');
    await phone.type('q-site-1-place-text', 'North');
    await phone.onward();
    await phone.finish();
    await server.start();
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();

    // The newer version, with a list of what did not fit.
    phone = await newest(moves, 2);
    await phone.page.getByRole('button', { name: /Take my answers over/ }).click();
    const lost = phone.page.getByRole('alert').filter({ hasText: 'taken over' });
    await lost.waitFor();
    assert.match(await lost.textContent(), /borough/);
    assert.doesNotMatch(await lost.textContent(), /name /);
    assert.match(await lost.textContent(), /There is 1 new question\./);
    await phone.page.goto('/s/kinds#part-2');
    await phone.page.locator('#q-extra').waitFor();
    assert.equal(await phone.page.locator('#q-name-text').inputValue(), 'Night Shelter');
    await phone.type('q-extra-text', 'No');
    await phone.onward();
    await phone.type('q-site-1-place-text', 'South');
    await phone.onward();
    await phone.finish();
    await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();

    const token = await server.token();
    const text = await (await server.get('/api/v1/surveys/kinds/responses.jsonl', { token })).text();
    const versions = text.trim().split('\n').map((line) => JSON.parse(line)).map((one) => one.version ?? one.body.version);
    assert.deepEqual(versions.sort(), [1, 2]);
    assert.deepEqual([...stays.errors, ...moves.errors], []);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a draft goes on in its language, also where the newer version does not have it', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-versions-'));
  const spoken = (page, language, direction) =>
    page.waitForFunction(
      ([language, direction]) => document.documentElement.lang === language && document.documentElement.dir === direction,
      [language, direction],
    );
  try {
    await publish(server, folder);
    const context = await visit(browser, server);
    let phone = await Phone.open(context, '/s/kinds');
    await phone.readyOffline();
    await phone.page.locator('button.chip[lang=ur]').click();
    await arrives(phone.page, 'ہر قسم');
    assert.equal(await phone.page.locator('.brand span:not([hidden])').textContent(), 'ہر قسم');
    await phone.tap('q-ok-yes');
    await phone.onward();
    await phone.type('q-name-text', 'Night Shelter');
    await phone.page.close();
    await publish(server, folder, (survey) => {
      survey.languages = ['en', 'pl'];
      survey.sections[1].questions.push({ id: 'extra', type: 'text', kind: 'local', label: 'Anything else?' });
    });

    // In its own version it has its own languages, and the interface's words in them.
    phone = await newest(context, 2);
    await spoken(phone.page, 'ur', 'rtl');
    await phone.page.locator('button.chip[lang=ur][aria-pressed=true]').waitFor();
    await phone.page.getByRole('button', { name: 'میرے جوابات نئے نسخے میں لے جائیں' }).click();

    // The newer one is read in its main language, all of the page.
    await arrives(phone.page, 'About you');
    await spoken(phone.page, 'en', 'ltr');
    await phone.page.locator('button.chip[lang=ur]').waitFor({ state: 'detached' });
    const note = phone.page.getByRole('status').filter({ hasText: 'All your answers were taken over.' });
    await note.waitFor();
    assert.match(await note.textContent(), /There is 1 new question\./);
    assert.equal(await phone.page.locator('#q-name-text').inputValue(), 'Night Shelter');
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});
