// The translator's view: Polish is added, typed, exchanged as a workbook and seen on the phone; Urdu runs the other way.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';
import { DESK, launch, visit } from '../support/browser.mjs';
import { begin, enter, ready } from '../support/design.mjs';
import { axe } from '../support/axe.mjs';
import { cells, repacked } from '../support/workbook.mjs';

const field = (page, key) => page.locator(`[id="t-${key}"]`);
const kept = (page) =>
  page.waitForFunction(() => document.querySelector('#pill')?.dataset.state === 'saved' && !Object.keys(localStorage).some((key) => key.startsWith('sw:d:')));
const percent = async (page) => Number.parseInt(await page.locator('#translated strong').innerText(), 10);
const done = async (page) => Number((await page.locator('#translated').innerText()).match(/: (\d+) of/)[1]);

test('an officer translates into Polish, by hand and by workbook, and sees it on the phone', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, DESK);
    const page = await enter(context);
    await begin(page, 'hackney-2027', 'Hackney 2027');
    await page.goto('/design/hackney-2027/translate');
    await ready(page);
    await page.getByRole('heading', { name: 'This survey is in English only' }).waitFor();

    await page.locator('#add-language').selectOption('pl');
    await page.locator('#to-pl[aria-pressed="true"]').waitFor();
    assert.equal(await percent(page), 0);

    // The original is the name of the field; what is typed is counted.
    await page.getByLabel('Hackney 2027', { exact: true }).fill('Hackney po polsku');
    await page.keyboard.press('Control+Enter');
    // The next one that is missing has the focus.
    await page.waitForFunction(() => /^t-survey\.(?!title)/.test(document.activeElement.id));
    await page.keyboard.type('Drugi tekst');
    await kept(page);
    await page.waitForFunction(() => /: 2 of/.test(document.querySelector('#translated')?.innerText));

    // Only what is missing: what is being typed stays, what is done has gone.
    const before = await page.locator('.string').count();
    await page.locator('label[for="only-missing"]').click();
    await page.waitForFunction((before) => document.querySelectorAll('.string').length === before - 2, before);
    await page.locator('.string textarea').first().fill('Trzeci');
    await page.waitForTimeout(600);
    assert.equal(await page.locator('.string').count(), before - 2);
    await page.locator('label[for="only-missing"]').click();

    // Undo takes back the newest.
    await page.locator('#undo').click();
    await page.waitForFunction(() => /: 2 of/.test(document.querySelector('#translated')?.innerText));
    await kept(page);

    // A core question's English stays; its Polish is free.
    await page.locator('#part-premises-digital').click();
    await page.locator('#group-F2').getByText('Core: its English stays, translations are yours').waitFor();
    await field(page, 'question.F2.label').fill('Z czym są kłopoty?');
    await kept(page);
    const start = await done(page);

    // Out as a workbook, changed, and back in by the form.
    const answer = await page.request.get('/api/v1/drafts/hackney-2027/strings.xlsx');
    assert.equal(answer.status(), 200);
    const workbook = await answer.body();
    const strings = await cells(workbook);
    assert.ok(strings.includes('question.F2.label') && strings.includes('Z czym są kłopoty?'), 'what was typed is in it');
    const changed = await repacked(workbook, [['Z czym są kłopoty?', 'Z czym macie kłopoty?'], ['Drugi tekst', 'Drugi, lepszy tekst']]);
    await page.locator('#exchange').click();
    await page.locator('#file').setInputFiles({ name: 'strings.xlsx', mimeType: 'application/octet-stream', buffer: changed });
    await page.getByRole('button', { name: 'Upload the strings' }).click();
    await page.getByRole('heading', { name: 'The strings have been taken' }).waitFor();
    assert.match(await page.locator('section[aria-labelledby=taken]').innerText(), /Polish: 2 texts set/);
    await ready(page);

    const draft = (await (await page.request.get('/api/v1/drafts/hackney-2027')).json()).questionnaire;
    assert.equal(draft.sections.flatMap((section) => section.questions).find(({ id }) => id === 'F2').label.pl, 'Z czym macie kłopoty?');
    assert.equal(await done(page), start);

    // A file that is none comes back with what to do.
    await page.locator('#file').setInputFiles({ name: 'strings.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no') });
    await page.getByRole('button', { name: 'Upload the strings' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.match(await page.title(), /^Error: /);

    // The list of problems has one line for the language, and it leads here.
    await page.goto('/design/hackney-2027#F2');
    await ready(page);
    const line = page.locator('#untranslated-pl');
    await line.waitFor();
    assert.match(await page.locator('.problems li', { has: line }).innerText(), /Polish: \d+ of \d+ texts are not translated yet/);
    // On the phone it is Polish, and what is not translated says that it is English.
    await page.locator('#words-pl').click();
    const phone = page.frameLocator('#preview-frame');
    await phone.locator('html[lang="pl"]').waitFor();
    await phone.locator('#q-F2').getByText('Z czym macie kłopoty?').waitFor();
    // So are the buttons around it.
    await phone.getByRole('button', { name: 'Zapisz i kontynuuj' }).waitFor();
    assert.equal(await phone.locator('#q-F2 .choice label span[lang="en"][dir="ltr"]').first().isVisible(), true);
    assert.equal(await phone.locator('#q-F2 .ask span[lang]').count(), 0);
    await line.press('Enter');
    await page.waitForURL('**/translate?to=pl');
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('Urdu is typed from right to left, two translators see each other, and nobody is kept out', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const [first, second] = [await visit(browser, server, DESK), await visit(browser, server, DESK)];
    const page = await enter(first);
    await begin(page, 'camden', 'Camden');
    const question = { id: 'HK1', type: 'text', kind: 'local', label: 'How many work at ${B1}?', name: 'Workers' };
    const languages = { edit: 'survey', property: 'languages', before: ['en'], after: ['en', 'pl', 'ur'] };
    const add = { edit: 'add-question', section: 'premises-digital', after: 'F2', question };
    const sent = await page.request.post('/api/v1/drafts/camden/edits', { data: { client: 'test', edits: [languages, add] } });
    assert.deepEqual((await sent.json()).results.map(({ outcome }) => outcome), ['applied', 'applied']);
    await page.goto('/design/camden/translate?to=ur#HK1');
    await ready(page);
    await page.locator('#to-ur[aria-pressed="true"]').waitFor();
    const urdu = field(page, 'question.HK1.label');
    assert.deepEqual([await urdu.getAttribute('lang'), await urdu.getAttribute('dir')], ['ur', 'rtl']);
    assert.equal(await page.locator('label[for="t-question.HK1.label"]').getAttribute('dir'), 'ltr');
    // A name that was forgotten is said softly, and goes when it is there.
    await urdu.fill('کتنے لوگ کام کرتے ہیں؟');
    await page.getByText('${B1} is missing here').waitFor();
    await urdu.fill('${B1} میں کتنے لوگ کام کرتے ہیں؟');
    await page.getByText('${B1} is missing here').waitFor({ state: 'detached' });
    await kept(page);

    const other = await enter(second, '/design/camden/translate');
    await ready(other);
    await other.locator('#to-ur').click();
    await other.locator('#part-premises-digital').click();
    await other.waitForFunction(() => document.getElementById('t-question.HK1.label')?.value.includes('کتنے'));
    await field(other, 'question.HK1.name').fill('کارکن');
    await page.waitForFunction(() => document.getElementById('t-question.HK1.name')?.value === 'کارکن');

    // What has changed since it was published and translated is marked.
    const published = await page.request.post('/api/v1/drafts/camden/publication', { data: { sequence: (await (await page.request.get('/api/v1/drafts/camden')).json()).sequence } });
    assert.equal(published.status(), 200, await published.text());
    const edit = { edit: 'question', id: 'HK1', property: 'name', language: 'en', before: 'Workers', after: 'Staff' };
    await page.request.post('/api/v1/drafts/camden/edits', { data: { client: 'test', edits: [edit] } });
    await page.getByText('The English has changed since version 1, the Urdu has not').waitFor();
    assert.deepEqual(await axe(page, 'translate'), []);
    assert.deepEqual([...first.errors, ...second.errors], []);
  } finally {
    await browser.close();
    await server.end();
  }
});
