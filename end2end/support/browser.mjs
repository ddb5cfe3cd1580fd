// Debian's Chromium, driven by Playwright; a phone or a desk.
import { chromium } from 'playwright-core';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 800 } };

const PROGRAM = { executablePath: process.env.SECTORWISE_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS };
const PLACE = { locale: 'en-GB', timezoneId: 'Europe/London' };

export async function launch() {
  return chromium.launch(PROGRAM);
}

/** A context whose pages report what the console calls an error; `errors` is looked at by the tests. */
export async function visit(browser, server, options = PHONE) {
  return watched(await browser.newContext({ baseURL: server.url, ...PLACE, ...options }));
}

/** The same in a browser of its own, with a profile whose settings are these. */
export async function visitWith(preferences, folder, server) {
  await mkdir(join(folder, 'Default'), { recursive: true });
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return watched(await chromium.launchPersistentContext(folder, { ...PROGRAM, baseURL: server.url, ...PLACE, ...PHONE }));
}

function watched(context) {
  context.setDefaultTimeout(20_000);
  context.errors = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => context.errors.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A phone without a server says so for every request; that is what these tests do to it.
      if (message.type() === 'error' && !/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(message.text())) {
        context.errors.push(`${page.url()}: ${message.text()}`);
      }
    });
  });
  return context;
}

/** A picture for the README and for whoever looks after a failure. */
export async function picture(page, name, options = {}) {
  const folder = new URL('../pictures/', import.meta.url).pathname;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, ...options });
}
