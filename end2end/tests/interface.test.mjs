// The interface's own words in the language of the questions: nothing English is left, also without signal.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from '../support/server.mjs';
import { launch, visit } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';

const KINDS = fileURLToPath(new URL('../surveys/kinds.json', import.meta.url));
const WORDS = fileURLToPath(new URL('../../app/words/en.ftl', import.meta.url));
const language = (page, name) => page.locator('button.chip[lang]').filter({ hasText: new RegExp(`^${name}$`) });

/** The survey with every kind, where no question has the words of a button. */
async function survey(change) {
  const file = join(await mkdtemp(join(tmpdir(), 'interface-')), 'survey.json');
  const kinds = (await readFile(KINDS, 'utf8')).replace('"Your code"', '"Which code do you have?"');
  await writeFile(file, JSON.stringify(change(JSON.parse(kinds))));
  return file;
}

/** One language of many. */
function inPolish(value) {
  if (Array.isArray(value)) return value.map(inPolish);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.en === 'string') return value.pl ?? value.en;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inPolish(inner)]));
}

const spoken = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir].join(' '));

/** Every English message as a pattern: `Part { $at } of { $of }` is `^Part .+ of .+$`. */
async function englishWords() {
  const texts = [];
  for (const line of (await readFile(WORDS, 'utf8')).split('\n')) {
    const found = /^[a-z-]+ = (.+)$/.exec(line) ?? /^ +\*?\[\w+\] (.+)$/.exec(line);
    if (found && !found[1].includes('->')) texts.push(found[1].replace(/\{ "([^"]*)" \}/g, '$1').trim());
  }
  const letters = (text) => text.replace(/\{[^}]*\}/g, '');
  const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const pattern = (text) => `^${text.split(/\{[^}]*\}/).map(escaped).join('.+')}$`;
  return texts.filter((text) => /[a-z]{2}/i.test(letters(text))).map(pattern);
}

/** What is on the page to be seen or heard, in words. */
const seen = (page) =>
  page.evaluate(() => {
    const words = document.title.split(' – ');
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const within = walk.currentNode.parentElement;
      if (!within.closest('script, noscript, style') && within.checkVisibility()) words.push(walk.currentNode.data);
    }
    for (const element of document.querySelectorAll('[aria-label]')) {
      if (element.checkVisibility()) words.push(element.getAttribute('aria-label'));
    }
    return words.map((text) => text.trim()).filter(Boolean);
  });

async function noEnglish(page, patterns) {
  const words = await seen(page);
  const left = words.filter((text) => patterns.some((pattern) => new RegExp(pattern, 'u').test(text)));
  assert.deepEqual(left, []);
}

test('a survey in Urdu has no English word of the interface', { timeout: 180_000 }, async () => {
  const patterns = await englishWords();
  assert.ok(patterns.length > 200, `${patterns.length} messages`);
  const server = await Server.fresh();
  const browser = await launch();
  try {
    await server.command('survey', 'import', await survey((kinds) => kinds), '--as', 'kinds', '--publish');
    const context = await visit(browser, server);
    const phone = await Phone.open(context, '/s/kinds');
    const { page } = phone;
    await phone.readyOffline();
    await server.stop();

    // The words came with the page, before anybody asked for them.
    await language(page, 'اردو').click();
    await arrives(page, 'ہر قسم');
    assert.equal(await spoken(page), 'ur rtl');
    await noEnglish(page, patterns);
    const next = page.locator('main form button.wide:not(.second):visible').last();
    await next.click();
    await page.locator('#summary').waitFor();
    assert.match(await page.locator('#summary').textContent(), /حصہ لینے کے لیے خانے پر نشان لگائیں/);
    await noEnglish(page, patterns);
    await phone.tap('q-ok-yes');
    await page.locator('.masthead .status').getByText('فون پر محفوظ').waitFor();
    await phone.onward();
    await noEnglish(page, patterns);
    await next.click();
    await page.locator('#summary').waitFor();
    await noEnglish(page, patterns);
    await phone.type('q-name-text', 'لیاری کلب');
    await phone.tap('q-borough-hackney');
    await page.locator('#q-ward .choice').first().waitFor();
    await noEnglish(page, patterns);
    await phone.onward();
    await phone.type('q-site-1-place-text', 'شمال');
    await page.getByRole('button', { name: 'شامل کریں' }).click();
    await page.locator('#q-site-2-place-text').waitFor();
    await noEnglish(page, patterns);
    await phone.type('q-site-2-place-text', 'جنوب');
    await phone.onward();
    assert.equal(await phone.title(), 'اپنے جوابات دیکھ لیں');
    await noEnglish(page, patterns);

    // The list of what is on this phone, without signal, whatever the address that somebody has kept.
    for (const address of ['/outbox/all', '/outbox']) {
      const list = await context.newPage();
      await list.goto(address);
      await list.getByRole('heading', { name: 'اس فون پر', exact: true }).waitFor();
      await list.getByRole('link', { name: 'جاری رکھیں' }).waitFor();
      assert.equal(await spoken(list), 'ur rtl');
      await noEnglish(list, patterns);
      if (address === '/outbox') {
        await language(list, 'polski').click();
        await list.getByRole('heading', { name: 'W tym telefonie', exact: true }).waitFor();
        await list.getByRole('link', { name: 'Kontynuuj' }).waitFor();
        await noEnglish(list, patterns);
        await language(list, 'اردو').click();
        await list.getByRole('link', { name: 'جاری رکھیں' }).waitFor();
      }
      await list.close();
    }

    // In Polish, the same page; and in English as it always was.
    await language(page, 'polski').click();
    await arrives(page, 'Sprawdź odpowiedzi');
    await noEnglish(page, patterns);
    await language(page, 'English').click();
    await arrives(page, 'Check your answers');
    await page.getByText('Your answers stay on this phone until you send them.').waitFor();
    await page.getByText('Zapisano w telefonie').waitFor({ state: 'detached' });
    await language(page, 'اردو').click();
    await arrives(page, 'اپنے جوابات دیکھ لیں');

    // The receipt, before and after the arrival.
    await phone.finish();
    assert.equal(await phone.title(), 'شکریہ۔ آپ کے جوابات مکمل ہیں');
    await noEnglish(page, patterns);
    await server.start();
    await arrives(page, 'شکریہ۔ آپ کے جوابات پہنچ گئے');
    await noEnglish(page, patterns);
    // The way back leads to the receipt, not into an empty form that looks as if all were lost.
    await page.goBack();
    await page.waitForFunction(() => location.hash.startsWith('#receipt='));
    assert.equal(await phone.title(), 'شکریہ۔ آپ کے جوابات پہنچ گئے');
    assert.deepEqual(context.errors, []);

    // Whoever comes back finds the language of the last time.
    await page.close();
    const again = await Phone.open(context, '/s/kinds');
    assert.equal(await spoken(again.page), 'ur rtl');
    await noEnglish(again.page, patterns);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('a survey in Polish only is Polish before any script has run', { timeout: 120_000 }, async () => {
  const patterns = await englishWords();
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const file = await survey((kinds) => ({ ...inPolish(kinds), slug: 'po-polsku', languages: ['pl'] }));
    await server.command('survey', 'import', file, '--as', 'po-polsku', '--publish');
    const html = await (await server.get('/s/po-polsku')).text();
    assert.match(html, /<html lang="pl" dir="ltr">/);
    assert.match(html, /Zacznij/);
    assert.doesNotMatch(html, />(Start|Help|Have these to hand)</);
    const context = await visit(browser, server);
    const phone = await Phone.open(context, '/s/po-polsku');
    assert.equal(await phone.page.locator('button.chip[lang]').count(), 0);
    await noEnglish(phone.page, patterns);
    await phone.tap('q-ok-yes');
    await phone.page.getByText('Zapisano w telefonie').waitFor();
    await phone.onward();
    await noEnglish(phone.page, patterns);
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});
