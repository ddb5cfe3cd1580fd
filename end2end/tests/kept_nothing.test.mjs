// Browsers that keep little or nothing: the page says so in plain words, and answers can be given and sent all the same.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { launch, visit, visitWith } from '../support/browser.mjs';
import { Phone, arrives } from '../support/phone.mjs';
import { SHORT } from '../support/answers.mjs';

const WORDS = 'This browser does not let us keep answers on this phone.';
const BLOCK = 2;

const refuse = {
  database: () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Not in this window', 'SecurityError');
    };
  },
  journal: () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Not in this window', 'SecurityError');
      },
    });
  },
};

/** From the first page to the receipt, with nothing kept and all of it said. */
async function answersAndSends(context, server) {
  const phone = await Phone.open(context);
  const { page } = phone;
  await page.getByRole('alert').filter({ hasText: WORDS }).waitFor();
  await phone.answerPage(SHORT);
  await page.locator('.masthead .status[data-state="unsaved"]').waitFor();
  await phone.onward();
  await phone.answerAll(SHORT);
  await phone.finish();
  await arrives(page, 'Thank you. Your answers have arrived');
  const tally = await server.tally(await server.token(), 'A2');
  assert.equal(tally.total.responses, 1);
  await page.goto('/outbox');
  await page.getByText('This browser does not let pages keep anything.').waitFor();
  assert.deepEqual(context.errors, []);
}

async function tried(work) {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    await work(await visit(browser, server), server);
  } finally {
    await browser.close();
    await server.end();
  }
}

test('a browser that refuses every kind of storage', { timeout: 120_000 }, () =>
  tried(async (context, server) => {
    await context.addInitScript(refuse.database);
    await context.addInitScript(refuse.journal);
    await answersAndSends(context, server);
  }));

test('a browser that refuses the database alone', { timeout: 120_000 }, () =>
  tried(async (context, server) => {
    await context.addInitScript(refuse.database);
    await answersAndSends(context, server);
  }));

test('a browser that refuses the journal alone keeps everything in the database', { timeout: 120_000 }, () =>
  tried(async (context) => {
    await context.addInitScript(refuse.journal);
    const phone = await Phone.open(context);
    await phone.answerPage(SHORT);
    await phone.onward();
    const title = await phone.title();
    await phone.answer('A2', SHORT.A2);
    await phone.page.locator('.masthead .status[data-state="saved"]').waitFor();
    assert.equal(await phone.page.getByRole('alert').count(), 0);
    await phone.page.goto('/s/state-of-the-sector');
    await phone.page.reload();
    await phone.ready();
    await phone.carryOn(title);
    await phone.page.locator(`#q-A2-${SHORT.A2}:checked`).waitFor();
    assert.deepEqual(context.errors, []);
  }));

test('a person who has blocked cookies and site data in the settings', { timeout: 120_000 }, async () => {
  const server = await Server.fresh();
  const folder = await mkdtemp(join(tmpdir(), 'sectorwise-profile-'));
  const context = await visitWith({ profile: { default_content_setting_values: { cookies: BLOCK } } }, folder, server);
  try {
    await answersAndSends(context, server);
  } finally {
    await context.close();
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a private window that gives pages no worker says that it opens only with signal', { timeout: 120_000 }, () =>
  tried(async (context, server) => {
    // As in Firefox; the look of Chromium's is made the same as an ordinary window's on purpose.
    await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
    const phone = await Phone.open(context);
    await phone.page.getByText('as in a private window').waitFor();
    assert.equal(await phone.page.getByText('This page came without https').isVisible(), false);
    await phone.answerAll(SHORT);
    await phone.finish();
    await arrives(phone.page, 'Thank you. Your answers have arrived');
    assert.equal((await server.tally(await server.token(), 'A2')).total.responses, 1);
    assert.deepEqual(context.errors, []);
  }));

test('where the browser promises nothing, the list says what becomes of a private window', { timeout: 120_000 }, () =>
  tried(async (context) => {
    const page = await context.newPage();
    await page.goto('/outbox');
    await page.getByText('This browser has not promised to keep your answers').waitFor();
    await page.getByText('If this is a private window, everything here goes when it is closed.').waitFor();
    assert.equal(await page.getByText('as in a private window').isVisible(), false, 'nothing shows that it is one');
    assert.deepEqual(context.errors, []);
  }));
