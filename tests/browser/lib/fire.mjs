// Runs fragments of HTML in Chromium with nothing between them and the reader: no policy that
// would stop them, everything focused, hovered and clicked.
//
// Nothing is believed that is not seen. Each document holds attacks of ours, which must run in it
// by loading, focus, the mouse and a click: what does not see those would not see others. After
// each fragment stands a script that tells that the parser came through, with nothing left open:
// a fragment that takes what follows with it is run again, alone, and so are all fragments of a
// document in which something ran.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import { temporaryFolder } from './site.mjs';

/** As many browsers as CI has processors, and the documents that each has open. */
const BROWSERS = 2;
const OPEN = 24;

/** How many documents all of them show before they are started anew. */
const AT_ONCE = 1000;

/** How long one browser may take, in milliseconds, and longer for each document. */
const PATIENCE = 30_000;
const PATIENCE_EACH = 500;

/** Attacks that run: while the document is read, by loading, focus, the mouse, a click. */
const KNOWN = [
  call => `<script>${call}</script>`,
  call => `<svg onload="${call}"></svg>`,
  call => `<img src="/none" onerror="${call}">`,
  call => `<input onfocus="${call}">`,
  call => `<i onmouseover="${call}">x</i>`,
  call => `<a href="javascript:${call}">x</a>`,
];

/**
 * Runs fragments, `nEach` of them in a document.
 *
 * Returns the numbers of those that `ran`; that `proved` it, in a document where our attacks did,
 * too; that `fired`, which is to call what shows a box; and that `tried` what a policy of ours,
 * which is told and not obeyed, forbids: scripts, styles and whatever is elsewhere. Besides, how
 * many `documents` there were, and how many fragments were run `again`, alone.
 */
export async function fire(fragments, nEach) {
  const all = fragments.map((_, at) => at);
  const result = { ran: new Set(), fired: new Set(), tried: new Set(), proved: new Set(), documents: 0, again: 0 };
  const doubtful = await round(fragments, groupsOf(all, nEach), result);
  if (nEach > 1 && doubtful.length > 0) {
    result.again = doubtful.length;
    await round(fragments, groupsOf(doubtful, 1), result);
    // A machine that was busy may have been too slow for some; what ran is not forgotten.
    const late = doubtful.filter(at => !result.proved.has(at));
    await round(fragments, groupsOf(late, 1), result);
  }
  return result;
}

function groupsOf(numbers, size) {
  const groups = [];
  for (let from = 0; from < numbers.length; from += size) groups.push(numbers.slice(from, from + size));
  return groups;
}

/** Runs documents, and returns the fragments of those that cannot be told apart. */
async function round(fragments, groups, result) {
  const told = [];
  // Never too many of them: a browser keeps what it has shown.
  for (const some of groupsOf(groups, AT_ONCE)) {
    told.push(...await runAll(some.map(group => group.map(at => fragments[at]))));
  }
  const doubtful = [];
  groups.forEach((group, number) => {
    const { started, over, done, fired, tried } = told[number];
    result.documents++;
    if (group.length === 1) {
      const [at] = group;
      if (started) result.ran.add(at);
      if (done?.proved) result.proved.add(at);
      if (fired) result.fired.add(at);
      if (tried) result.tried.add(at);
      return;
    }
    const closed = new Set(fired || tried || !done?.proved ? [] : over);
    group.forEach((at, n) => {
      if (!closed.has(n)) return doubtful.push(at);
      result.ran.add(at);
      return result.proved.add(at);
    });
  });
  return doubtful;
}

/** Runs documents in browsers side by side: what each told, by its number. */
async function runAll(documents) {
  const token = randomBytes(8).toString('hex');
  const told = documents.map(() => ({ over: [] }));
  const waiting = [];
  const server = http.createServer(async (request, response) => {
    const [, kind, number] = request.url.match(/^\/(browser|document|told)\/(\d+)$/) ?? [];
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (kind === 'browser') {
      const own = documents.map((_, at) => at).filter(at => at % BROWSERS === Number(number));
      const settings = JSON.stringify({ numbers: own, browser: Number(number), open: OPEN });
      response.writeHead(200, html).end(`<!doctype html><body><script>(${openAll})(${settings})</script>`);
    } else if (kind === 'document') {
      const policy = `default-src 'self'; script-src 'nonce-${token}' 'report-sample'; style-src 'self'`;
      response.writeHead(200, { ...html, 'content-security-policy-report-only': policy })
        .end(documentText(token, Number(number), documents[number]));
    } else if (kind === 'told') {
      let body = '';
      for await (const part of request) body += part;
      for (const one of JSON.parse(body)) told[one.number] = one;
      response.end();
      waiting[number]();
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  const patience = PATIENCE + PATIENCE_EACH * documents.length;
  try {
    await Promise.all(Array.from({ length: BROWSERS }, async (_, number) => {
      const over = new Promise(resolve => { waiting[number] = resolve; });
      const close = start(`${origin}/browser/${number}`);
      const late = new Promise((_, reject) => {
        setTimeout(() => reject(new Error(`no browser came to an end in ${patience} ms`)), patience).unref();
      });
      await Promise.race([over, late]).finally(close);
    }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return told;
}

/**
 * Starts a browser on its own, which costs a third of one that is watched through the devtools
 * protocol, and returns what ends it.
 */
function start(address) {
  const profile = path.join(temporaryFolder(), 'profile');
  const child = spawn(process.env.CHROMIUM || '/usr/bin/chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--mute-audio',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-breakpad',
    '--disable-site-isolation-trials', '--disable-features=IsolateSandboxedIframes,SitePerProcess',
    // Nothing is asked of the network.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', `--user-data-dir=${profile}`, address,
  ], { stdio: 'ignore' });
  return async () => {
    const over = once(child, 'exit');
    child.kill('SIGKILL');
    await over;
    // Its children need a moment to end, too.
    for (let turn = 0; turn < 50; turn++) {
      try {
        return fs.rmSync(profile, { recursive: true, force: true });
      } catch {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
  };
}

/** A document: what watches it, attacks that must run, then each fragment and a script after it. */
function documentText(token, number, fragments) {
  const script = text => `<script nonce="${token}">${text}</script>`;
  const known = KNOWN.map((make, at) => make(`alert('${token} ${at}')`)).join('');
  const watcher = script(`(${watch})(${JSON.stringify({ token, number, nKnown: KNOWN.length })})`);
  const all = fragments.map((html, at) => `${html}${script(`over_${token}(${at})`)}`);
  return `<!doctype html><html><head><meta charset="utf-8">${watcher}</head><body>${known}\n${all.join('\n')}`;
}

/** Runs in a document, before all else: tells the page above what happens here. */
function watch({ token, number, nKnown }) {
  const { parent, document, addEventListener, setTimeout } = window;
  const tell = message => parent.postMessage({ token, number, ...message }, '*');
  tell({ started: true });
  const seen = new Set();
  for (const name of ['alert', 'prompt', 'confirm', 'print']) {
    window[name] = text => {
      const known = String(text).startsWith(token) && String(text).slice(token.length + 1);
      if (known) seen.add(known);
      else tell({ fired: true });
    };
  }
  addEventListener('securitypolicyviolation', event => {
    const isOurs = event.sample.includes(token);
    if (!isOurs) tell({ tried: `${event.effectiveDirective} ${event.sample || event.blockedURI}` });
  });
  // A fragment is over when its script stands in the body: nothing that it opened is open.
  const over = [];
  Object.defineProperty(window, `over_${token}`, {
    value: at => {
      const { currentScript, body } = document;
      if (currentScript.parentNode === body) over.push(at);
      currentScript.remove();
    },
  });
  const TYPES = [
    'mouseover', 'mouseenter', 'mousemove', 'pointerover', 'pointerdown', 'wheel', 'copy', 'cut', 'paste', 'input',
    'keydown', 'toggle', 'contextmenu', 'dragover', 'drop',
  ];
  const HANDLED = 'a, area, button, input, select, textarea, summary, [tabindex], [contenteditable]';
  const act = element => {
    for (const type of TYPES) element.dispatchEvent(new Event(type, { bubbles: true }));
    // And whatever else it waits for. From the prototype: a form's fields may hide its own.
    for (const name of Element.prototype.getAttributeNames.call(element)) {
      if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase()));
    }
    if (!Element.prototype.matches.call(element, HANDLED)) return;
    element.focus?.();
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  };
  // A link to a page would lead away from here, by a click on what is in it, too.
  addEventListener('click', event => {
    const link = event.target.closest?.('a, area');
    if (/^(https?|mailto|ftp|tel):/.test(link?.href)) event.preventDefault();
  }, { capture: true });
  addEventListener('submit', event => {
    if (!event.target.outerHTML.includes('script:')) event.preventDefault();
  });
  const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
  addEventListener('load', async () => {
    for (const element of [...document.querySelectorAll('body, body *')]) {
      if (element.localName === 'details') element.open = true;
      try { act(element); } catch { /* of the fragment */ }
    }
    for (let turn = 0; turn < 500 && seen.size < nKnown; turn++) await wait(20);
    // What needs a moment more than ours.
    await wait(100);
    tell({ over, done: { proved: seen.size === nKnown } });
  });
}

/** Runs in the page that a browser opens: a frame for each document, and then their news. */
async function openAll({ numbers, browser, open }) {
  const told = new Map(numbers.map(number => [number, { number, over: [] }]));
  const ends = new Map();
  addEventListener('message', ({ data }) => {
    const one = told.get(data?.number);
    if (!one) return;
    Object.assign(one, data);
    if (data.done) ends.get(data.number)?.();
  });
  // `top.alert()` stands here, and would stop everything. Who called it says its own address.
  const shown = new Set();
  const called = function called() {
    try {
      const address = called.caller.constructor('return document.URL')();
      told.get(Number(address.match(/\d+$/)[0])).fired = true;
    } catch {
      for (const number of shown) told.get(number).fired = true;
    }
  };
  for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = called;
  const queue = [...numbers].reverse();
  await Promise.all(Array.from({ length: open }, async () => {
    for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
      shown.add(number);
      const frame = document.createElement('iframe');
      // Of one origin, without which no link with a script runs; it cannot lead the page away.
      frame.sandbox = 'allow-scripts allow-forms allow-same-origin';
      await new Promise(resolve => {
        ends.set(number, resolve);
        setTimeout(resolve, 30_000);
        // A second document in it is one that it was led away to.
        let nLoaded = 0;
        frame.onload = () => {
          if (++nLoaded > 1) setTimeout(resolve, 100);
        };
        frame.src = `/document/${number}`;
        document.body.append(frame);
      });
      frame.remove();
      shown.delete(number);
    }
  }));
  await fetch(`/told/${browser}`, { method: 'POST', body: JSON.stringify([...told.values()]) });
}
