// Officers work in Excel and on phones without a programmer: workbooks in and out, a draft to try out, a draft discarded.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { DESK, PHONE, launch, visit } from '../support/browser.mjs';
import { begin, enter, ready } from '../support/design.mjs';
import { edited } from '../support/workbook.mjs';
import { axe } from '../support/axe.mjs';

/** What the browser saves when a link is pressed. */
async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function choose(page, server, name, bytes) {
  await mkdir(server.folder, { recursive: true });
  await writeFile(join(server.folder, name), bytes);
  await page.getByLabel('The file', { exact: true }).setInputFiles(join(server.folder, name));
}

/** The places in the table of what is wrong or was left out. */
const places = (page) =>
  page.locator('.in-workbook tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText).join(' ')));

test('an officer takes the standard to Excel, brings it back, and reads where a mistake stands', { timeout: 240_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, { ...DESK, acceptDownloads: true });
    const page = await enter(context, '/design');
    // The published standard, as it is.
    await page.goto('/design/state-of-the-sector/share');
    const standard = await download(page, page.getByRole('link', { name: 'Download as XLSForm (.xlsx)' }));
    assert.equal(standard.name, 'state-of-the-sector-v1.xlsx');

    // A draft begins with it; its title was changed in Excel.
    const titled = edited(standard.bytes, (text) => text.replaceAll('>State of the Sector 2026<', '>Hackney, made in Excel<'));
    await page.goto('/design');
    assert.equal(await page.getByLabel('The file', { exact: true }).isVisible(), false, 'asked for when it is needed');
    await page.locator('label', { hasText: 'Start from an XLSForm' }).click();
    await page.getByLabel('Address').fill('hackney');
    await choose(page, server, 'titled.xlsx', titled);
    await page.getByRole('button', { name: 'Start a draft' }).click();
    await page.waitForURL('**/design/hackney');
    await ready(page);
    assert.equal(await page.locator('h1').innerText(), 'Hackney, made in Excel');
    await page.locator('#row-F2').waitFor();

    // Out of the draft and into it, while a colleague has it open; what was wrong has its place.
    await page.getByRole('link', { name: 'Work on it in Excel' }).click();
    const draft = await download(page, page.getByRole('link', { name: 'Download as XLSForm (.xlsx)' }));
    const bad = edited(draft.bytes, (text) => text.replaceAll('>select_one A2<', '>select_won A2<'));
    await choose(page, server, 'bad.xlsx', bad);
    await page.getByRole('button', { name: 'Replace the draft' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal((await places(page)).length, 1, await page.locator('main').innerText());
    assert.match((await places(page))[0], /^survey \d+ type$/);
    await page.locator('.summary a').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id ?? ''), 'file', 'the summary leads to the field');

    // The core is as it is.
    const core = edited(draft.bytes, (text) => text.replaceAll('>They need repair<', '>Broken<'));
    await choose(page, server, 'core.xlsx', core);
    await page.getByRole('button', { name: 'Replace the draft' }).click();
    await page.locator('.in-workbook', { hasText: 'same words' }).waitFor();

    const colleague = await enter(await visit(browser, server, DESK), '/design/hackney');
    await ready(colleague);
    const renamed = edited(draft.bytes, (text) => text.replaceAll('>Hackney, made in Excel<', '>Hackney, once more<'));
    await choose(page, server, 'renamed.xlsx', renamed);
    await page.getByRole('button', { name: 'Replace the draft' }).click();
    await page.getByText('nobody has changed it since').waitFor();
    await colleague.locator('h1', { hasText: 'Hackney, once more' }).waitFor();
    await page.getByRole('button', { name: 'Take the file back' }).click();
    await page.waitForURL('**/design/hackney');
    await colleague.locator('h1', { hasText: 'Hackney, made in Excel' }).waitFor();
    assert.deepEqual(context.errors, []);
  } finally {
    await browser.close();
    await server.end();
  }
});

test('a draft is tried on a phone that is not signed in, and its discarding is told', { timeout: 240_000 }, async () => {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    const context = await visit(browser, server, DESK);
    const page = await enter(context);
    await begin(page, 'camden', 'Camden');
    const [code] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Try it on a phone' }).click()]);
    const link = await code.getByLabel('Or send the link').inputValue();
    const phone = await visit(browser, server, PHONE);
    const tried = await phone.newPage();
    await tried.goto(link);
    await tried.getByText('Camden').first().waitFor();
    // The whole form, alive: consent opens the first page.
    await tried.getByRole('button', { name: 'Start' }).waitFor();
    assert.deepEqual(await axe(tried, 'try'), []);
    // In several languages there are chips, since there is no editor around it.
    const languages = { edit: 'survey', property: 'languages', before: ['en'], after: ['en', 'ur'] };
    await page.request.post('/api/v1/drafts/camden/edits', { data: { client: 'test', edits: [languages] } });
    await tried.reload();
    await tried.locator('button.chip[lang=ur]').click();
    await tried.locator('html[lang=ur][dir=rtl]').waitFor();
    await tried.getByRole('button', { name: 'شروع کریں' }).waitFor();
    assert.deepEqual(await axe(tried, 'try, in Urdu'), []);
    assert.deepEqual(phone.errors, []);

    const colleague = await visit(browser, server, DESK);
    const other = await enter(colleague, '/design/camden');
    await ready(other);
    await page.goto('/design/camden/review');
    await page.getByRole('link', { name: 'Discard this draft' }).click();
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await page.waitForURL('**/design');
    assert.equal(await page.getByText('/s/camden').count(), 0);
    await other.locator('#discarded', { hasText: 'discarded this draft' }).waitFor();
    assert.equal(await other.locator('.bench').evaluate((bench) => bench.inert), true);
    assert.match(await other.locator('#pill').innerText(), /Discarded/);
    assert.equal(await other.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('sw:d:'))), false);
    assert.deepEqual(await axe(other, 'discarded'), []);
    await tried.reload();
    await tried.getByText('There is no page at this address').waitFor();
    assert.deepEqual([...context.errors, ...colleague.errors], []);
  } finally {
    await browser.close();
    await server.end();
  }
});
