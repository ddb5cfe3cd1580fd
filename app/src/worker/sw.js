// Sectorwise's service worker: pages that a person fills in open without signal.
//
// A generation is one cache, "page:<path>@<hash of its html>": the page and every asset that it names. The
// page is put in last, so a cache without it is unfinished and never used. A generation goes only when a
// newer one is complete and the open page has no use for it. Generations belong to pages, not to workers:
// this worker waits until all pages are closed before it replaces an older one, and loses nothing then.
"use strict";

// Another build is another script, and so another worker.
self.BUILD = "__BUILD__";

const PREFIX = "page:";
// How long a page may take to answer before the kept one is shown instead. The answer is kept all the same.
const PATIENCE = 1500;
const OUTBOX = "/outbox";
// So many parcels go in one request; the server takes more.
const BATCH = 50;

const underWay = new Map();

addEventListener("install", event => event.waitUntil(
  // An outbox of this build for who has an older one; the first comes with the page that asks for it. An
  // installation that has no signal for this is still of use.
  keptOutboxes().then(paths => Promise.all(paths.map(renew))).catch(() => {})));

addEventListener("activate", event => event.waitUntil(
  // Only a first worker, or one whose pages are all closed, gets here: nothing is taken over under a form.
  Promise.all([removeUnfinished(), clients.claim()])));

addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  // Everything else, above all what is sent, never passes through here (WebKit has lost bodies that way).
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") {
    const answer = isKept(url.pathname) ? page(event, url.pathname) : fetch(request);
    event.respondWith(answer.catch(() => noSignal(request)));
  }
});

addEventListener("message", event => {
  if (event.data === "send" && registration.sync) event.waitUntil(registration.sync.register("send").catch(() => {}));
  const { cache: path, from, uses, outbox } = event.data || {};
  if (typeof path !== "string" || !isKept(path)) return;
  event.waitUntil(hold(path, from || path, uses || [], isOutbox(outbox) ? outbox : OUTBOX).then(
    () => tell(event.source, { cached: path }),
    () => tell(event.source, { failed: path })));
});

// With every page closed, the browser wakes this when the signal is back.
addEventListener("sync", event => event.tag === "send" && event.waitUntil(
  navigator.locks ? navigator.locks.request("send", { ifAvailable: true }, lock => lock && sendWaiting()) : sendWaiting()));

/** Sends what waits, as it was frozen, and judges nothing: the state stays, and the next open page hears from the
    server that all of it had arrived, with the receipts. A request that is refused holds up no other; its parcels go
    again one by one. What does not get through then is tried again by the browser. */
async function sendWaiting() {
  const database = await settled(indexedDB.open("sectorwise"));
  try {
    const outbox = () => database.transaction("outbox").objectStore("outbox");
    const keys = await settled(outbox().index("due").getAllKeys());
    let failed = 0;
    while (keys.length) {
      const store = outbox();
      const rows = await Promise.all(keys.splice(0, BATCH).map(key => settled(store.get(key))));
      // What was taken back or is being mended since has nothing to send.
      const waiting = rows.map(row => row?.bytes).filter(Boolean);
      if (!waiting.length || await post(waiting)) continue;
      for (const bytes of waiting) failed += !await post([bytes]);
    }
    if (failed) throw new Error(failed);
  } finally {
    database.close();
  }
}

/** Whether the server took these in. Without signal, and where it asks to come back later, nothing more is tried. */
async function post(parcels) {
  const answer = await fetch("/api/v1/submissions", { method: "POST", redirect: "error", credentials: "omit",
    headers: { "content-type": "application/json" }, body: `{"submissions":[${parcels}]}` });
  if (answer.headers.has("retry-after")) throw new Error(answer.status);
  return answer.ok;
}

const settled = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  // A database that is not there is not to be made here.
  request.onupgradeneeded = () => request.transaction.abort();
});

// Those below it are the same list, each with the program that a survey's pages have as well.
const isOutbox = path => path === OUTBOX || typeof path === "string" && path.startsWith(OUTBOX + "/");
const isKept = path => isOutbox(path) || path.startsWith("/s/");
const tell = (client, words) => client && client.postMessage(words);

/** The network's page if it comes soon, else the kept one; the network's is kept in either case. */
async function page(event, path) {
  const asked = fetch(event.request);
  event.waitUntil(asked.then(answer => isOurs(answer) && keep(path, answer.clone())).catch(() => {}));
  const kept = await newest(path) || isOutbox(path) && await anyOutbox();
  if (!kept) return asked;
  if (!navigator.onLine) return kept;
  const answer = await Promise.race([asked.catch(() => null), pause(PATIENCE)]);
  // A Wi-Fi sign-in, a fault of the server, a survey taken down: none is a reason to lose the page.
  return answer && isOurs(answer) ? answer : kept;
}

/** For pages that nobody keeps; the way back is the survey that was open, or the one that was kept last. */
async function noSignal(request) {
  const paths = [...await caches.keys()].map(pathOf).filter(path => path && path.startsWith("/s/"));
  const from = request.referrer && new URL(request.referrer).pathname;
  const back = paths.includes(from) ? from : paths.pop() || OUTBOX;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>No signal</title>
<meta name="viewport" content="width=device-width"><style>
:root{color-scheme:light dark;font:1.1rem/1.5 system-ui}body{max-width:32em;margin:2em auto;padding:0 1em}
</style>__WORDS__`.replaceAll("%back", back).replaceAll("%phone", OUTBOX);
  return new Response(html, { status: 503, headers: {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  } });
}

/** Hashed names mean the same bytes for ever, so any generation's copy will do. */
async function asset(request) {
  return await caches.match(request, { ignoreSearch: true, ignoreVary: true }) || fetch(request);
}

/** Sees to it that an open page has its generation, and forgets the ones that nobody needs. A page is the
    same with and without a query, and the browser still has it under the address where it was opened. */
async function hold(path, from, uses, outbox) {
  if (!await newest(path)) await take(path, from, "force-cache").catch(() => take(path, path, "no-cache"));
  if (path !== outbox && !await newest(outbox)) await take(outbox, outbox, "no-cache").catch(() => {});
  await forgetOld(path, uses);
}

const keptOutboxes = async () => [...new Set([...await caches.keys()].map(pathOf).filter(isOutbox))];

/** The list in whichever of its programs is here. */
async function anyOutbox() {
  for (const path of await keptOutboxes()) {
    const found = await newest(path);
    if (found) return found;
  }
}

/** A newer generation of an outbox that is kept here; the older go, unless it is open. */
async function renew(path) {
  if (!await newest(path)) return;
  await take(path, path, "no-cache");
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.every(client => new URL(client.url).pathname !== path)) await forgetOld(path, []);
}

async function take(path, from, cache) {
  const answer = await fetch(from, { cache });
  if (!isOurs(answer)) throw new Error(`${path}: not ours`);
  await keep(path, answer);
}

/** Makes a generation of a page, one at a time. */
function keep(path, answer) {
  const before = underWay.get(path) || Promise.resolve();
  const now = before.catch(() => {}).then(() => store(path, answer)).finally(() => {
    if (underWay.get(path) === now) underWay.delete(path);
  });
  underWay.set(path, now);
  return now;
}

async function store(path, answer) {
  const copy = answer.clone();
  const html = await answer.text();
  const name = `${PREFIX}${path}@${(await hash(new TextEncoder().encode(html))).slice(0, 16)}`;
  const cache = await caches.open(name);
  if (await cache.match(path)) return;
  const assets = new Set([...html.matchAll(/\/assets\/[\w.-]+/g)].map(found => found[0]));
  await Promise.all([...assets].map(async address => {
    if (!await cache.match(address)) await cache.put(address, await whole(address));
  }));
  await cache.put(path, copy);
}

/** An asset from another generation, from the browser's own cache or from the server; checked by its name. */
async function whole(address) {
  const kept = await caches.match(address);
  if (kept) return kept;
  for (const cache of ["force-cache", "reload"]) {
    const answer = await fetch(address, { cache });
    const expected = /-([0-9a-f]{10})\.\w+$/.exec(address);
    const found = answer.ok && !answer.redirected && await hash(await answer.clone().arrayBuffer());
    if (found && (!expected || found.startsWith(expected[1]))) return answer;
  }
  throw new Error(`${address}: not ours`);
}

/** The page of the complete generation that was made last. */
async function newest(path) {
  for (const cacheName of (await caches.keys()).reverse()) {
    const found = pathOf(cacheName) === path && await caches.match(path, { cacheName });
    if (found) return found;
  }
}

/** The complete generations of a page, the oldest first. */
async function complete(path) {
  const found = [];
  for (const name of await caches.keys()) {
    if (pathOf(name) !== path) continue;
    const cache = await caches.open(name);
    if (await cache.match(path)) found.push({ name, cache });
  }
  return found;
}

const pathOf = name => name.startsWith(PREFIX) ? name.slice(PREFIX.length, name.lastIndexOf("@")) : null;

/** An open page may come from an older generation than the newest; that one stays while it differs in what
    the page uses. The others are over, unless the same survey is open in another tab. */
async function forgetOld(path, uses) {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.filter(client => new URL(client.url).pathname === path).length > 1) return;
  const old = await complete(path);
  const last = old.pop();
  for (const { name, cache } of old) {
    let isUsed = false;
    for (const address of uses) {
      isUsed ||= !await last.cache.match(address) && Boolean(await cache.match(address));
    }
    if (!isUsed) await caches.delete(name);
  }
}

/** What a download left half done, when there was no signal or the worker was stopped. */
async function removeUnfinished() {
  for (const name of await caches.keys()) {
    const path = pathOf(name);
    if (path === null || await (await caches.open(name)).match(path) || underWay.has(path)) continue;
    await caches.delete(name);
  }
}

/** A portal's page has not this header, and a page that was led here by another is not a page. */
const isOurs = answer => answer.ok && !answer.redirected && answer.headers.has("x-sectorwise-build");

const pause = millis => new Promise(done => setTimeout(done, millis, null));

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
}
