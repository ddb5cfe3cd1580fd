// Every kind of question in three languages, without signal: switched at any time, nothing lost, all of it accepted.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';

const KINDS = fileURLToPath(new URL('../surveys/kinds.json', import.meta.url));
const language = (page, name) => page.locator('button.chip[lang]').filter({ hasText: new RegExp(`^${name}$`) });
const spoken = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir].join(' '));

test('repeats, lists and dates in three languages, without signal', { timeout: 180_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    await server.command('survey', 'import', KINDS, '--as', 'kinds', '--publish');
    const context = await visit(browser, server);
    const phone = await Phone.open(context, '/s/kinds');
    const { page } = phone;
    await phone.readyOffline();
    await server.stop();

    // Another language comes from what was kept with the page.
    await language(page, 'اردو').click();
    await arrives(page, 'ہر قسم');
    assert.equal(await spoken(page), 'ur rtl');
    assert.ok(await page.getByRole('heading', { name: 'آپ کے جوابات کا استعمال' }).isVisible());
    await phone.tap('q-ok-yes');
    await phone.onward();
    assert.equal(await phone.title(), 'آپ کے بارے میں');
    assert.match(await page.locator('#q-hello').textContent(), /A few questions/);
    await phone.type('q-name-text', 'Łódź Club');
    assert.match(await page.locator('#q-founded').textContent(), /When was Łódź Club founded/);
    await language(page, 'polski').click();
    await arrives(page, 'O was');
    assert.equal(await spoken(page), 'pl ltr');
    assert.equal(await page.locator('#q-name-text').inputValue(), 'Łódź Club');

    // A list that is searched, and a filter that follows another answer.
    assert.equal(await page.locator('#q-ward').count(), 0);
    await phone.tap('q-borough-barnet');
    await page.locator('#q-ward').getByText('Nic na liście nie pasuje do Twoich odpowiedzi.').waitFor();
    await phone.tap('q-borough-hackney');
    await page.locator('#q-ward-search').fill('cliss');
    await page.locator('#q-ward .choice').first().waitFor();
    assert.deepEqual(await page.locator('#q-ward .choice').allTextContents(), ['Clissold']);
    await phone.tap('q-ward-w2');
    await page.locator('#q-founded-moment').fill('2099-01-01');
    await page.locator('#q-opens-moment').fill('09:30');
    await page.locator('#q-visit-moment').fill('2026-12-01T10:00');
    await page.getByRole('button', { name: 'Zapisz i kontynuuj' }).click();
    await page.locator('#summary').waitFor();
    assert.match(await page.locator('#summary').textContent(), /Not after today/);
    await page.locator('#q-founded-moment').fill('1998-05-01');
    await language(page, 'English').click();
    await arrives(page, 'About you');
    await phone.onward();

    // Sites: one at first, another, and one taken away again; a question appears for one of them.
    await phone.type('q-site-1-place-text', 'North');
    await phone.type('q-site-1-staff-number', '8');
    await page.locator('#q-site-1-lead').waitFor();
    await page.getByRole('button', { name: 'Add: Site' }).click();
    await page.locator('#q-site-2-place-text').waitFor();
    await phone.type('q-site-2-place-text', 'Mistake');
    await page.getByRole('button', { name: 'Add: Site' }).click();
    await page.locator('#q-site-3-place-text').waitFor();
    await phone.type('q-site-3-place-text', 'South');
    await phone.type('q-site-3-staff-number', '4');
    await page.getByRole('button', { name: 'Take away Site 2' }).click();
    await page.waitForFunction(() => !document.querySelector('#q-site-3-place-text'));
    assert.equal(await page.locator('#q-site-2-place-text').inputValue(), 'South');
    assert.match(await page.locator('#q-room').textContent(), /your 12 people/);
    assert.equal(await page.locator('#q-code-text').inputValue(), 'HK-');
    await phone.type('q-code-text', 'HK-x');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.locator('#summary').waitFor();
    await phone.type('q-code-text', 'HK-7');

    // A closed tab loses nothing, and the draft knows its language.
    await language(page, 'اردو').click();
    await arrives(page, 'آپ کے مقامات');
    await page.close();
    const again = await Phone.open(context, '/s/kinds');
    assert.equal(await spoken(again.page), 'ur rtl');
    await again.carryOn('آپ کے مقامات');
    assert.equal(await again.page.locator('#q-site-2-place-text').inputValue(), 'South');
    await language(again.page, 'English').click();
    await arrives(again.page, 'Your sites');
    await again.onward();
    const answers = await again.page.locator('dl.answers').allTextContents();
    for (const words of ['Łódź Club', '1 May 1998', 'Clissold', '1. Its name', 'North', 'South', 'HK-7']) {
      assert.ok(answers.some((text) => text.includes(words)), `${words} in ${answers}`);
    }
    await again.finish();
    await server.start();
    await again.page.locator('.masthead .status[data-state="sent"]').waitFor();
    const token = await server.token();
    const exported = await (await server.get('/api/v1/surveys/kinds/responses.jsonl', { token })).text();
    const [sent] = exported.trim().split('\n').map((line) => JSON.parse(line));
    const { answers: given } = sent.answers ? sent : sent.body;
    assert.deepEqual(given.site, [
      { place: 'North', staff: 8 },
      { place: 'South', staff: 4 },
    ]);
    assert.deepEqual([given.total, given.ward, given.founded, given.code], [12, 'w2', '1998-05-01', 'HK-7']);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
