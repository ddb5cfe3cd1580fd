// Debian's Chromium, driven by Playwright; a phone or a desk.
import { chromium } from 'playwright-core';
import { mkdir } from 'node:fs/promises';

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

export async function launch() {
  return chromium.launch({ executablePath: process.env.SECTORWISE_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A context whose pages report what the console calls an error; `errors` is looked at by the tests. */
export async function visit(browser, server, options = PHONE) {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB', timezoneId: 'Europe/London', ...options });
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
