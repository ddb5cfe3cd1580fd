// Real phones in the fault suite: tabs are killed, clocks jump, storage fills up, and the network is what
// `cargo xtask faults` makes of it. The last line says what these phones were promised.
import { setTimeout as pause } from 'node:timers/promises';
import { launch, visit } from './support/browser.mjs';
import { Phone, SURVEY, leaves } from './support/phone.mjs';
import { SHORT } from './support/answers.mjs';
import { clockSet } from './support/clock.mjs';
import { chance } from './support/chance.mjs';
import { outbox } from './support/outbox.mjs';

const PHONES = 3;
const YEAR = 365 * 86_400_000;
/** A pause that the phone was asked to make is over by then. */
const LATER = 20 * 60_000;
/** Everything must have arrived so long after the last fault. */
const QUIET = 90_000;

const url = process.env.SECTORWISE_URL;
const end = Date.now() + Number(process.env.SECTORWISE_SECONDS) * 1000;
const dice = chance(Number(process.env.SECTORWISE_SEED));
const faults = { 'tab-killed': 0, 'storage-full': 0, 'clock-jumped': 0 };
const wrong = [];
/** Ids that a page called arrived or kept. */
const promised = new Set();

/** Closed without a word, or its process ended. */
async function kill(page) {
  if (page.isClosed()) return;
  faults['tab-killed'] += 1;
  if (dice(3) > 0) return page.close();
  const session = await page.context().newCDPSession(page);
  // It never answers.
  session.send('Page.crash').catch(() => {});
  await page.waitForEvent('crash', { timeout: 5_000 }).catch(() => {});
  await page.close();
}

/** Nothing more may be kept here; gives what makes room again. The browser forgets it with the session. */
async function fillUp(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: url, quotaSize: 1 });
  faults['storage-full'] += 1;
  return () => session.send('Storage.overrideQuotaForOrigin', { origin: url });
}

async function open(context, isFull) {
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  if (dice(4) === 0) {
    await clockSet(page, (dice(7) - 3) * YEAR);
    faults['clock-jumped'] += 1;
  }
  // Before the page opens its database: the browser looks at the room left only now and then.
  const makeRoom = isFull ? await fillUp(page) : null;
  await page.goto(SURVEY);
  const phone = new Phone(page);
  await phone.ready();
  return { phone, makeRoom };
}

/** One survey from the start, or from where a killed tab has left it; with a second tab that sends. */
async function fill(context, number) {
  const { phone, makeRoom } = await open(context, dice(5) < 3);
  const { page } = phone;
  const other = await context.newPage();
  await other.goto('/outbox');
  const dooms = [[other, 4_000]];
  if (dice(2) === 0) dooms.push([page, 6_000]);
  const doomed = dooms.map(([page, longest]) => pause(200 + dice(longest)).then(() => kill(page)));
  try {
    const carryOn = page.locator('main .note button.button:visible').first();
    if (await carryOn.isVisible()) {
      const before = await phone.title();
      await carryOn.click();
      await leaves(page, before);
    }
    await phone.answerAll({ ...SHORT, B1: `Group ${number}` });
    await finish(phone, makeRoom);
  } finally {
    await Promise.allSettled(doomed);
    await page.close();
  }
}

async function finish(phone, makeRoom) {
  const { page } = phone;
  if (makeRoom) {
    // Sent from memory, or said not to be; with room again it can be kept.
    await page.locator('main button.wide:not(.second):visible').last().click();
    const said = page.locator('.receipt .code, #not-finished').first();
    await said.waitFor();
    await makeRoom();
  }
  if (!(await page.locator('.receipt .code').first().isVisible())) await phone.finish();
  promised.add(new URL(page.url()).hash.replace('#receipt=', ''));
}

/** One phone, used by one organisation after the other. */
async function use(context) {
  for (let number = 0; Date.now() < end; number++) {
    try {
      await fill(context, number);
    } catch (error) {
      // A page that was killed, or a server that was dead when it was opened for the first time.
      if (process.env.SECTORWISE_LOUD) console.error(String(error.message).split('\n')[0]);
      await pause(200);
    }
    for (const page of context.pages()) await page.close().catch(() => {});
  }
}

/** Waits until everything on this phone has arrived; gives all of it. */
async function arrived(context) {
  const page = await context.newPage();
  await clockSet(page, LATER);
  await page.goto('/outbox');
  let parcels = await outbox(page);
  for (const until = Date.now() + QUIET; Date.now() < until; parcels = await outbox(page)) {
    if (parcels.every((parcel) => parcel.state.state === 'sent')) break;
    // As when the signal comes back.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await pause(500);
  }
  return parcels;
}

// A browser that hangs must not keep the suite waiting for ever.
setTimeout(() => {
  console.error('the browsers did not come to an end');
  process.exit(1);
}, end - Date.now() + 2 * QUIET).unref();

const browser = await launch();
const contexts = await Promise.all(Array.from({ length: PHONES }, () => visit(browser, { url })));
await Promise.all(contexts.map(use));
const parcels = (await Promise.all(contexts.map(arrived))).flat();
for (const context of contexts) {
  // What the network does is told on the console; a panic is not.
  wrong.push(...context.errors.filter((error) => /panicked|unreachable/.test(error)));
}
await browser.close();
const kept = new Set(parcels.map((parcel) => parcel.id));
const fromMemory = [...promised].filter((id) => !kept.has(id));
console.log(JSON.stringify({ faults, wrong, parcels, from_memory: fromMemory }));
