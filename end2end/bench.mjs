// The figures that only a browser can tell; one line of JSON a figure. `cargo xtask bench` calls this.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from './support/server.mjs';
import { DESK, PHONE, launch, visit } from './support/browser.mjs';
import { Phone } from './support/phone.mjs';
import { complete } from './support/answers.mjs';
import { signIn } from './support/watch.mjs';

const SLOWER = 4;
const LINK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

const report = (figure, value, unit, at_most) =>
  console.log(JSON.stringify({ figure, value: Math.round(value * 100) / 100, unit, at_most }));
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
const mark = (page) => page.evaluate(() => performance.getEntriesByName('sectorwise-usable')[0].startTime);

async function slowed(page, { network = false } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (network) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINK);
  }
}

/** Counts what the server sends, the worker's own fetches included. */
async function counted(server) {
  const proxy = createServer((inward) => {
    const outward = connect(server.port, '127.0.0.1');
    outward.on('data', (data) => (proxy.bytes += data.length));
    inward.pipe(outward).pipe(inward);
    for (const socket of [inward, outward]) socket.on('error', () => (inward.destroy(), outward.destroy()));
  });
  proxy.bytes = 0;
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

const measures = {
  async bytes(browser, server) {
    const proxy = await counted(server);
    const context = await visit(browser, { url: `http://127.0.0.1:${proxy.address().port}` });
    const phone = await Phone.open(context);
    await phone.readyOffline();
    report('bytes of a first visit until ready offline', proxy.bytes / 1000, 'kB', 170);
    await context.close();
    proxy.close();
  },

  // The same survey with a second language: the program in between, and the words of that language.
  async languages(browser, server) {
    const file = `${server.folder}/standard.json`;
    await server.command('survey', 'export', 'state-of-the-sector', file);
    const survey = JSON.parse(await readFile(file));
    await publish(server, 'standard-in-polish', { ...survey, languages: ['en', 'pl'] });
    const proxy = await counted(server);
    const context = await visit(browser, { url: `http://127.0.0.1:${proxy.address().port}` });
    const phone = await Phone.open(context, '/s/standard-in-polish');
    await phone.readyOffline();
    report('bytes of the same in two languages', proxy.bytes / 1000, 'kB', 195);
    await context.close();
    proxy.close();
  },

  async usable(browser, server) {
    const times = [];
    for (let round = 0; round < 5; round++) {
      const context = await visit(browser, server);
      const page = await context.newPage();
      await slowed(page, { network: true });
      await page.goto('/s/state-of-the-sector');
      await new Phone(page).ready();
      times.push((await mark(page)) / 1000);
      await context.close();
    }
    report('usable on a first visit, slowed', quantile(times, 0.5), 's', 2.5);
  },

  async answer(browser, server) {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    const answers = complete(phone.survey);
    while ((await phone.page.locator('#q-E1:visible').count()) === 0) {
      await phone.answerPage(answers);
      await phone.onward();
    }
    await slowed(phone.page);
    const { frames, handlers } = await phone.page.evaluate(async () => {
      const frames = [];
      const handlers = [];
      const channel = new MessageChannel();
      const painted = () => new Promise((resolve) => {
        channel.port1.onmessage = resolve;
        requestAnimationFrame(() => channel.port2.postMessage(0));
      });
      // The handler is what the page does for a change, from the first listener to after the last.
      let began = 0;
      window.addEventListener('change', () => (began = performance.now()), { capture: true });
      window.addEventListener('change', () => handlers.push(performance.now() - began));
      // The radio lies over its label, so it is what a finger meets.
      const radios = [...document.querySelectorAll('.seg > input')].filter((radio) => radio.offsetParent);
      for (const radio of [...radios, ...radios.toReversed()]) {
        // Not in step with the screen.
        await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 17));
        const start = performance.now();
        radio.click();
        await painted();
        frames.push(performance.now() - start);
      }
      return { frames, handlers };
    });
    report('answer to next frame on the grids, slowed, p95', quantile(frames, 0.95), 'ms', 24);
    report('handler of an answer on the grids, slowed, p95', quantile(handlers, 0.95), 'ms', 6);
    await context.close();
  },

  async reopen(browser, server) {
    const context = await visit(browser, server);
    const phone = await Phone.open(context);
    await phone.readyOffline();
    await phone.answerPage(complete(phone.survey));
    await phone.onward();
    await phone.page.close();
    await server.stop();
    const times = [];
    for (let round = 0; round < 7; round++) {
      const page = await context.newPage();
      await slowed(page);
      await page.goto('/s/state-of-the-sector');
      await new Phone(page).ready();
      times.push((await mark(page)) / 1000);
      await page.close();
    }
    await server.start();
    report('reopening offline, slowed', quantile(times, 0.5), 's', 0.6);
    await context.close();
  },

  async watch(browser, server) {
    const context = await visit(browser, server, DESK);
    const page = await signIn(context, server);
    await page.evaluate(() => {
      window.seen = {};
      const shown = document.querySelector('#responses');
      new MutationObserver(() => (window.seen[shown.textContent.replace(/\D/g, '')] ??= Date.now())).observe(shown, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    const accepted = [];
    for (const submission of await server.demo(60, 9)) {
      await server.submit(submission);
      accepted.push(Date.now());
      await pause(100 + Math.random() * 300);
    }
    await page.waitForFunction(() => document.querySelector('#responses').textContent === '60');
    const seen = await page.evaluate(() => window.seen);
    // A number that was passed over was shown with the next one.
    const shownBy = (count) => Math.min(...Object.entries(seen).filter(([known]) => Number(known) >= count).map(([, at]) => at));
    report('submission accepted to shown, p95', quantile(accepted.map((at, index) => shownBy(index + 1) - at), 0.95), 'ms', 500);
    await context.close();
  },

  /** Ten pages of a hundred questions; each keystroke makes a chain of twenty appear or vanish. */
  async keystroke(browser, server) {
    await publish(server, 'rules', {
      sections: range(10).map((page) => ({
        id: `page-${page}`,
        title: `Page ${page}`,
        questions: range(5).flatMap((chain) =>
          range(21).map((place) => {
            const id = (at) => `q${page}_${chain}_${at}`;
            const question = { id: id(place), type: 'text', kind: 'local', label: `Question ${place} of chain ${chain}` };
            const before = '${' + id(place - 1) + '}';
            if (place === 1) question.relevant = `string-length(${before}) mod 2 = 1`;
            if (place > 1) question.relevant = `${before} = 'a'`;
            if (place > 0) question.default = "'a'";
            return question;
          }),
        ),
      })),
    });
    const context = await visit(browser, server);
    const phone = await Phone.open(context, '/s/rules');
    await phone.onward();
    await slowed(phone.page);
    const times = await phone.page.evaluate(typing, { id: 'q-q0_2_0-text', strokes: 60 });
    report('keystroke to next frame, 1,000 rules in chains of 20, slowed, p95', quantile(times, 0.95), 'ms', 32);
    await context.close();
  },

  async search(browser, server) {
    const first = ['Hackney', 'Bow', 'Night', 'Saint Mary', 'Łódź', 'Community', 'Youth', 'Somali', 'River', 'Old'];
    const second = ['Shelter', 'Club', 'Centre', 'Trust', 'Kitchen', 'Choir', 'Garden', 'Advice', 'Theatre', 'Network'];
    const choices = range(10_000).map((at) => ({
      code: `c${at}`,
      label: `${first[at % 10]} ${second[Math.floor(at / 10) % 10]} ${1_000_000 + at * 17}`,
    }));
    await publish(server, 'register', {
      lists: [{ name: 'charities', choices }],
      sections: [{ id: 'one', title: 'Your charity', questions: [{ id: 'charity', type: 'single', kind: 'local', label: 'Which?', list: 'charities' }] }],
    });
    const context = await visit(browser, server);
    const phone = await Phone.open(context, '/s/register');
    await phone.onward();
    await phone.page.locator('#q-charity .choice').first().waitFor();
    await slowed(phone.page);
    const times = await phone.page.evaluate(typing, { id: 'q-charity-search', words: ['shelter night', 'lodz club', '1001', 'ri', 'zzz'] });
    report('search in 10,000 choices, keystroke to next frame, slowed, p95', quantile(times, 0.95), 'ms', 50);
    await context.close();
  },
};

const range = (count) => Array.from({ length: count }, (_, at) => at);

async function publish(server, slug, survey) {
  const file = `${server.folder}/${slug}.json`;
  await writeFile(file, JSON.stringify({ slug, title: slug, languages: ['en'], minutes: { full: [5, 6], short: [5, 6] }, ...survey }));
  await server.command('survey', 'import', file, '--as', slug, '--publish');
}

/** In the page: types letter by letter, each to the next frame. */
async function typing({ id, strokes = 0, words = ['a'.repeat(strokes)] }) {
  const input = document.getElementById(id);
  const channel = new MessageChannel();
  const painted = () => new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
  const times = [];
  for (const word of words) {
    for (let length = 1; length <= word.length; length++) {
      await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 17));
      const start = performance.now();
      input.value = word.slice(0, length);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await painted();
      times.push(performance.now() - start);
    }
  }
  return times;
}

for (const name of process.argv.slice(2)) {
  const server = await Server.fresh();
  const browser = await launch();
  try {
    await measures[name](browser, server);
  } finally {
    await browser.close();
    await server.end();
  }
}
