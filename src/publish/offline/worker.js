// Keeps what was read for when there is no network. What the network has comes first, so nobody
// who has one sees a page of an earlier build.
"use strict";
const version = "VERSION";
// What is kept from the start: paths, as addresses have them, with digests of their bytes.
const files = "FILES";
// What is said of a page that was not kept: folder, language, direction, title, text, site, home.
const said = "SAID";
const style = "STYLE";

// How many more are kept, the last ones that were read.
const MOST = 400;
const AT_ONCE = 6;

const root = new URL("./", self.location).href;
const name = `answerbook ${root}`;
const list = `${root}sw.js?${"files"}`;
// Their names change with their bytes.
const isFixed = (path) => /^(assets\/.+-[0-9a-f]{8}|files\/[0-9a-f]{16}|search\/[a-z]+-[0-9a-z-]{6,})\.[a-z0-9]+$/.test(path);

const store = () => caches.open(name);
// The same page has the same key, whatever its query, and with or without the name of its file.
const key = (address) => {
  const url = new URL(address, root);
  url.search = url.hash = "";
  return url.href.replace(/\/index\.html$/, "/");
};
const below = (address) => decodeURI(key(address).slice(root.length));

const each = async (all, work) => {
  const waiting = [...all];
  const next = async () => {
    while (waiting.length) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
};

// Takes what is kept from the start, as far as it differs from what an earlier build left.
async function install() {
  const cache = await store();
  const before = await (await cache.match(list))?.json() ?? {};
  const wanted = Object.keys(files).filter((path) => before[path] !== files[path]);
  await each(wanted, async (path) => {
    const answer = await fetch(new Request(root + path, { cache: "no-cache" }));
    if (!answer.ok) throw new Error(path);
    await cache.put(key(root + path), answer);
  });
  await cache.put(list, new Response(JSON.stringify(files)));
  await self.skipWaiting();
}

// Asks anew for what is kept besides: what has changed is replaced, and what is gone goes.
async function renew() {
  await self.clients.claim();
  const cache = await store();
  const own = new Set(Object.keys(files).map((path) => key(root + path)).concat(list));
  const others = (await cache.keys()).filter(({ url }) => !own.has(url));
  await each(others, async ({ url }) => {
    const answer = await fetch(new Request(url, { cache: "no-cache" })).catch(() => null);
    if (answer?.ok && !answer.redirected) await cache.put(url, answer);
    else if (answer) await cache.delete(url);
  });
}

async function keep(address, answer) {
  const cache = await store();
  const at = key(address);
  // What was read last is last.
  if (!(below(address) in files)) await cache.delete(at);
  await cache.put(at, answer);
  const kept = await cache.keys();
  const more = kept.filter(({ url }) => url !== list && !(below(url) in files));
  await Promise.all(more.slice(0, Math.max(more.length - MOST, 0)).map((old) => cache.delete(old)));
}

const kept = async (address) => (await store()).match(key(address));

// The site has no worker any more: nothing stays.
async function retire() {
  const answer = await fetch(self.location, { method: "HEAD", cache: "no-cache" }).catch(() => null);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  await caches.delete(name);
  await self.registration.unregister();
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function excuse(address) {
  const path = below(address);
  const words = said.find(([folder]) => folder && path.startsWith(folder)) ?? said[0];
  const [, lang, dir, title, text, site, home] = words.map(escaped);
  const html = `<!DOCTYPE html><html lang="${lang}" dir="${dir}"><meta charset="utf-8">`
    + `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`
    + `<link rel="stylesheet" href="${root}${escaped(style)}"><main class="wrap page"><h1>${title}</h1>`
    + `<p>${text}</p><p><a href="${root}${home}">${site}</a></p></main></html>`;
  return new Response(html, { status: 503, headers: {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
  } });
}

let looked = false;

async function answer(event) {
  const { request } = event;
  const fixed = isFixed(below(request.url)) && await kept(request.url);
  if (fixed) return fixed;
  // Hosts let browsers use a page for a while without asking; a new build would not be seen.
  const asked = request.mode === "navigate"
    ? new Request(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin" })
    : request;
  let answer;
  try {
    answer = await fetch(asked);
  } catch (problem) {
    const found = await kept(request.url);
    if (found) return found;
    if (request.mode === "navigate") return excuse(request.url);
    throw problem;
  }
  if (answer.ok && answer.status === 200 && answer.type === "basic" && !answer.redirected) {
    event.waitUntil(keep(request.url, answer.clone()));
  } else if (answer.status === 404 || answer.status === 410) {
    event.waitUntil(store().then((cache) => cache.delete(key(request.url))));
  }
  if (request.mode === "navigate" && !looked) {
    looked = true;
    event.waitUntil(retire());
  }
  return answer;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(renew()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  // A vote is a request that the server counts: it is never kept, and never asked again.
  const isOurs = request.url.startsWith(root) && !/^(sw\.js|feedback\/)/.test(request.url.slice(root.length));
  if (request.method !== "GET" || !isOurs || request.headers.has("range")) return;
  event.respondWith(answer(event));
});
// What the first page had loaded before there was a worker.
self.addEventListener("message", (event) => {
  const { data } = event;
  if (!Array.isArray(data)) return;
  event.waitUntil(each(data.filter((url) => url.startsWith(root)), async (url) => {
    if (await kept(url)) return;
    const found = await fetch(url).catch(() => null);
    if (found?.ok && !found.redirected) await keep(url, found);
  }));
});
