// axe-core on every page, with WCAG 2.2 AA and best practice: no violation, light and dark, phone and desk.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Server } from '../support/server.mjs';
import { DESK, PHONE, launch, picture, visit } from '../support/browser.mjs';
import { Phone } from '../support/phone.mjs';
import { complete } from '../support/answers.mjs';
import { signIn } from '../support/watch.mjs';
import { edited } from '../support/workbook.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds, and whether anything scrolls sideways. */
async function look(page, name, found) {
  // From the top: what the masthead lies over while scrolled is not too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source());
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
  found.push(...violations.map((violation) => `${name}: ${violation}`));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) found.push(`${name}: scrolls sideways by ${wide} px`);
}

let text;
async function source() {
  // Through the debugger, past the page's own policy.
  text ??= await (await import('node:fs/promises')).readFile(axe, 'utf8');
  return text;
}

/** Publishes a survey with a local question and changes it, so that every designer's page has something to show. */
async function design(page) {
  await page.goto('/design');
  await page.locator('label', { hasText: 'Start from the London needs pulse' }).click();
  await page.getByLabel('Address').fill('pulse');
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page.waitForURL('**/design/pulse');
  await page.goto('/design/pulse/review');
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.waitForURL('**/design/pulse/share');
  const edit = { edit: 'survey', property: 'title', before: 'London needs pulse', after: 'Pulse' };
  const question = { id: 'HK1', type: 'single', kind: 'local', label: 'Which?' };
  const add = { edit: 'add-question', section: 'needs', after: 'K1', question };
  const sent = await page.request.post('/api/v1/drafts/pulse/edits', { data: { client: 'axe', edits: [edit, add] } });
  assert.deepEqual((await sent.json()).results.map(({ outcome }) => outcome), ['applied', 'applied']);
  const languages = { edit: 'survey', property: 'languages', before: ['en'], after: ['en', 'ur'] };
  await page.request.post('/api/v1/drafts/pulse/edits', { data: { client: 'axe', edits: [languages] } });
  const of = ['', '/translate', '/review', '/share', '/poster', '/xlsform', '/phone', '/discard'];
  return ['/design', ...of.map((page) => `/design/pulse${page}`)];
}

/** A workbook that is refused, one of which something is left out, and one that can be taken back. */
async function imports(page, look) {
  const question = (id, type) => ({ edit: 'add-question', section: 'page-1', question: { id, type, kind: 'local', label: id } });
  await page.request.post('/api/v1/drafts', { data: { slug: 'own', from: 'blank' } });
  await page.request.post('/api/v1/drafts/own/edits', { data: { client: 'axe', edits: [question('HK1', 'date'), question('HK2', 'text')] } });
  const own = await (await page.request.get('/api/v1/drafts/own/xlsform')).body();
  const [refused, partly] = ['dates', 'image'].map((kind) => edited(own, (text) => text.replaceAll('>date<', `>${kind}<`)));
  const send = async (name, path, button, bytes) => {
    await page.goto(path);
    if (path === '/design') {
      await page.locator('label', { hasText: 'Start from an XLSForm' }).click();
      await page.getByLabel('Address').fill('from-excel');
    }
    await page.getByLabel('The file', { exact: true }).setInputFiles({ name: 'form.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
    await page.getByRole('button', { name: button }).click();
    await page.locator('.in-workbook').waitFor();
    await look(`${path}, ${name}`);
  };
  for (const [path, button] of [['/design', 'Start a draft'], ['/design/own/xlsform', 'Replace the draft']]) {
    await send('refused', path, button, refused);
    await send('something left out', path, button, partly);
  }
  await page.goto('/design/own/xlsform');
  await page.getByRole('button', { name: 'Take the file back' }).waitFor();
  await look('/design/own/xlsform, replaced');
}

const PAGES = ['/', '/help', '/privacy', '/accessibility', '/outbox', '/sign-in', '/nowhere'];

for (const colorScheme of ['light', 'dark']) {
  for (const [kind, width] of [['phone', 390], ['narrow', 320], ['desk', 1280]]) {
    test(`no violation on any page, ${colorScheme}, ${kind}`, { timeout: 300_000 }, async () => {
      const server = await Server.fresh();
      const browser = await launch();
      const found = [];
      try {
        const size = kind === 'desk' ? DESK : { ...PHONE, viewport: { width, height: 844 } };
        const context = await visit(browser, server, { ...size, colorScheme });
        for (const path of PAGES) {
          const page = await context.newPage();
          await page.goto(path);
          await look(page, path, found);
          await page.close();
        }
        const phone = await Phone.open(context);
        const answers = complete(phone.survey);
        await look(phone.page, 'start', found);
        for (let pages = 0; pages < 20 && !/Check your answers/.test(await phone.title()); pages++) {
          const title = await phone.title();
          await look(phone.page, title, found);
          if (pages === 2) {
            // Problems shown, too.
            await phone.page.getByRole('button', { name: /^Save and continue/ }).click();
            await phone.page.locator('.summary').waitFor();
            await look(phone.page, `${title}, with problems`, found);
          }
          await phone.answerPage(answers);
          await look(phone.page, `${title}, answered`, found);
          await phone.onward();
        }
        await look(phone.page, 'check', found);
        await phone.finish();
        await phone.page.locator('.masthead .status[data-state="sent"]').waitFor();
        await look(phone.page, 'receipt', found);
        await phone.page.goto('/outbox');
        await phone.page.getByRole('heading', { name: /^Sent/ }).waitFor();
        await look(phone.page, 'outbox, with one sent', found);
        await server.command('demo', '--responses', '800', '--seed', '3');
        const watch = await signIn(context, server, '/watch/state-of-the-sector?question=C5');
        await look(watch, 'watch', found);
        if (kind === 'desk' && colorScheme === 'light') await picture(watch, 'watch');
        for (const path of await design(watch)) {
          await watch.goto(path);
          if (/pulse(\/translate)?$/.test(path)) await watch.locator('#pill').waitFor();
          await look(watch, path, found);
        }
        await imports(watch, (name) => look(watch, name, found));
        assert.deepEqual(context.errors, []);
      } finally {
        await browser.close();
        await server.end();
      }
      assert.equal(found.join('\n'), '');
    });
  }
}
