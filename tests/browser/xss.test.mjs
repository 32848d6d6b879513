// Posts, titles, names and tags made of attacks, through every importer and the whole build.
//
// The pages are looked at twice. First as documents, without running them: no
// element or attribute that could run anything is left. Then in a browser whose
// content security policy is switched off, so that nothing but the sanitiser
// stands between the reader and the attack, with everything clicked and focused.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { attackedExport, EXPORTS } from './lib/exports.mjs';
import { serve } from './lib/server.mjs';
import { build, buildReport, files, pages, repository, temporaryFolder } from './lib/site.mjs';

const shared = process.env.ANSWERBOOK_SHARED ?? path.join(repository, '../shared');
const list = path.join(shared, 'data/bad-input/xss/payloads.dev.jsonl');
const harness = path.join(shared, 'tools/xss-fire.mjs');
const present = fs.existsSync(list) && fs.existsSync(harness);
const skip = present || process.env.CI ? false : `${list} is not there`;

describe('attacks', { skip }, () => {
  /** What the importers' pages hold, to be run. */
  const fragments = [];
  let payloads;
  let browser;

  before(async () => {
    assert.ok(present, `${list} is not there`);
    payloads = fs.readFileSync(list, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line).payload);
    browser = await launch();
  });
  after(() => browser?.close());

  it('leave nothing in any page that could run', async () => {
    // A thread for each payload, so that each is a title, a tag and a name once.
    const output = attacked(payloads, 1);
    const found = pages(output);
    assert.ok(found.length > payloads.length, `${found.length} pages`);
    assert.deepEqual(await problemsOf(browser, output, found), []);
  });

  for (const source of EXPORTS) {
    it(`leave nothing in what comes from ${source.name}`, async () => {
      const { output, threads, n, marks } = imported(source, payloads, 60);
      // Nothing is left out, so that all that follows is about all payloads.
      const { notice = 0, ...skipped } = threads.skipped;
      assert.deepEqual(skipped, {});
      assert.equal(threads.published, threads.present - notice);
      assert.ok(threads.published >= n, `${threads.published} of ${n} threads`);
      const found = pages(output);
      const seen = new Set(found.flatMap(({ html }) => html.match(/\bmark\d+z\b( &lt;i&gt;)?/g) ?? []));
      const lost = marks.filter(mark => !seen.has(mark.replace('<i>', '&lt;i&gt;')));
      assert.deepEqual(lost.slice(0, 40), []);
      assert.deepEqual(await problemsOf(browser, output, found), []);
      fragments.push(...fragmentsOf(source, found));
    });
  }

  it('do not run as fragments, whatever they came from', async () => {
    assert.ok(fragments.length >= 10 * EXPORTS.length, `${fragments.length} fragments`);
    const { ran, fired } = await fire(temporaryFolder(), 'imported.jsonl', fragments);
    console.log(`${fragments.length} fragments`);
    assert.equal(ran, fragments.length);
    assert.deepEqual(fired, []);
  });

  it('do not run in a browser without a policy', async () => {
    const output = attacked(payloads, 60);
    const server = await serve(output);
    after(() => server.close());
    const found = pages(output);
    const fired = [];
    const queue = found.map(({ file }) => file);
    await Promise.all(Array.from({ length: 4 }, async () => {
      const { page, record, close } = await open(browser, 'about:blank', { bypassCSP: true });
      for (let file = queue.pop(); file; file = queue.pop()) {
        record.problems.length = record.requests.length = 0;
        await page.goto(`${server.origin}/${encodeURI(file)}`, { waitUntil: 'load' });
        await page.evaluate(provoke);
        // What an attack started may need a moment.
        await page.waitForTimeout(50);
        const serious = record.problems.filter(text => /^(dialog|script)/.test(text));
        const outside = record.requests.filter(url => !/^(data:|about:)/.test(url) && !url.startsWith(server.origin));
        for (const text of [...serious, ...outside]) fired.push(`${file}: ${text}`);
      }
      await close();
    }));
    console.log(`${found.length} pages`);
    assert.deepEqual(fired.slice(0, 40), []);
  });

  it('do not run as fragments, though they do as they came', async () => {
    const folder = temporaryFolder();
    const bodies = pages(attacked(payloads, 60)).filter(page => page.kind === 'question')
      .map(({ file, html }) => ({ id: file, html: html.match(/<main[\s\S]*<\/main>/)[0] }));
    const ours = await fire(folder, 'sanitised.jsonl', bodies);
    assert.equal(ours.ran, bodies.length);
    assert.deepEqual(ours.fired, []);
    // The harness works only if it can see an attack that succeeds.
    const raw = payloads.slice(0, 250).map((html, at) => ({ id: `raw-${at}`, html }));
    assert.ok((await fire(folder, 'raw.jsonl', raw)).fired.length > 3, 'raw attacks fire');
  });
});

/** Builds a site whose every word is a payload, `n_each` of them in a thread. */
function attacked(payloads, nEach) {
  const site = path.join(temporaryFolder(), 'site');
  fs.mkdirSync(site);
  fs.writeFileSync(path.join(site, 'answerbook.yaml'), [
    'title: Attacks',
    'base_url: https://answers.example.org/',
    'sources:',
    '  - type: jsonl',
    '    path: threads.jsonl',
    '    name: Attacks',
    '    language: en',
    'publish:',
    '  resolution: all',
    '',
  ].join('\n'));
  const threads = [...batches(payloads, nEach)].map(thread);
  const lines = threads.map(thread => `${JSON.stringify(thread)}\n`).join('');
  fs.writeFileSync(path.join(site, 'threads.jsonl'), lines);
  return build(site);
}

/** Builds a site of an importer's export whose every word is a payload. */
function imported(source, payloads, nEach) {
  const site = path.join(temporaryFolder(), 'site');
  const { files, settings, n, marks } = attackedExport(source, payloads, nEach);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(site, 'export', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  fs.writeFileSync(path.join(site, 'answerbook.yaml'), [
    'title: Attacks',
    'base_url: https://answers.example.org/',
    'publish:',
    '  resolution: all',
    'sources:',
    `  - type: ${source.type}`,
    '    path: export',
    '    name: Attacks',
    '    language: en',
    '    consent: terms',
    ...settings.map(line => `    ${line}`),
    '',
  ].join('\n'));
  return { ...buildReport(site), n, marks };
}

/** Looks at pages, and at what machines read, without running them; at most 40 problems. */
async function problemsOf(browser, output, found) {
  const { page, close } = await open(browser, 'about:blank');
  const problems = [];
  for (const batch of batches(found, 200)) {
    problems.push(...await page.evaluate(suspicious, batch.map(({ file, html }) => ({ file, html }))));
  }
  const machine = files(output).filter(file => /\.(xml|json)$/.test(file))
    .map(file => ({ file, text: fs.readFileSync(path.join(output, file), 'utf8') }));
  problems.push(...await page.evaluate(malformed, machine));
  await close();
  console.log(`${found.length} pages, ${machine.length} feeds and maps`);
  return problems.slice(0, 40);
}

/**
 * A part of the pages of threads, to be run: of every tenth what stands above the answers, and
 * every fortieth answer, five at once. Whole pages would take the harness too long.
 */
function fragmentsOf(source, found) {
  const number = EXPORTS.indexOf(source);
  const bodies = found.filter(page => page.kind === 'question' || page.kind === 'answer')
    .map(({ html }) => html.match(/<main[\s\S]*<\/main>/)[0]);
  const heads = bodies.filter((_, at) => at % (source.each ? 400 : 10) === number % 10)
    .map(body => body.split('<article class="answer')[0]);
  const answers = bodies.flatMap(body => body.match(/<article class="answer[\s\S]*?<\/article>/g) ?? [])
    .filter((_, at) => at % 40 === number);
  const several = [...batches(answers, 5)].map(answers => answers.join('\n'));
  return [...heads, ...several].map((html, at) => ({ id: `${source.name} ${at}`, html }));
}

function thread(payloads, at) {
  const [first] = payloads;
  const author = { id: `person-${at}`, name: first, role: 'member' };
  const bodies = payloads.flatMap(body => ['html', 'markdown', 'text'].map(markup => ({ body, markup })));
  return {
    id: `t${at}`,
    // A title of spaces alone would be another test.
    title: `${at} ${first}`,
    language: 'en',
    created: '2026-01-02T03:04:05Z',
    tags: [first],
    product: first,
    version: first,
    licence: first,
    author,
    question: { body: first, markup: 'html' },
    answers: bodies.map((post, n) => ({
      ...post, id: `t${at}-a${n}`, author, created: '2026-01-02T04:04:05Z', score: 3, accepted: n === 0,
    })),
    comments: [],
  };
}

function* batches(items, size) {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Runs in the browser: names what could run in documents that are parsed, not shown. */
function suspicious(documents) {
  const ACTIVE = 'iframe,frame,frameset,object,embed,applet,base,portal,math,style,template,meta[http-equiv=refresh]';
  const problems = [];
  for (const { file, html } of documents) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const say = (what, element) => problems.push(`${file}: ${what}: ${element.outerHTML.slice(0, 200)}`);
    for (const one of ['main', 'h1', 'title', 'body > header', 'body > footer']) {
      if (parsed.querySelectorAll(one).length !== 1) say(`not one ${one}`, parsed.body);
    }
    for (const element of parsed.querySelectorAll(ACTIVE)) say('element', element);
    for (const element of parsed.querySelectorAll('body link, body meta, body title')) say('element', element);
    for (const script of parsed.querySelectorAll('script')) {
      if (script.type === 'application/ld+json') {
        try { JSON.parse(script.textContent); } catch { say('JSON-LD', script); }
      } else if (script.textContent !== '' || !/^(\.\.\/)*[a-z0-9./-]+\.js$/.test(script.getAttribute('src') ?? '')) {
        say('script', script);
      }
    }
    const ids = new Set();
    for (const element of parsed.querySelectorAll('*')) {
      // From the prototype: a form's own properties may hide its fields' names.
      const names = Element.prototype.getAttributeNames.call(element);
      for (const [name, value] of names.map(name => [name, Element.prototype.getAttribute.call(element, name)])) {
        if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') say(`attribute ${name}`, element);
        const plain = value.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '');
        const scheme = plain.match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
        if (/^(javascript|data|vbscript|file|blob)$/.test(scheme)
          && /href|src|action|data|poster|background|cite|ping|to|from|values/i.test(name)
          && !name.startsWith('data-') && name !== 'content') say(`address in ${name}`, element);
        // Of addresses, all others than these are wrong.
        if (scheme && /^(href|src|action|formaction|poster|background|cite|ping|xlink:href|data)$/.test(name)
          && !/^(https?|mailto)$/.test(scheme)) say(`scheme in ${name}`, element);
      }
      if (element.id && ids.has(element.id)) say('id twice', element);
      ids.add(element.id);
    }
    for (const form of parsed.querySelectorAll('form')) {
      if (/^[a-z]*:|^\/\//i.test(form.getAttribute('action') ?? '')) say('form', form);
    }
  }
  return problems;
}

/** Runs in the browser: names feeds, maps and lists that do not parse. */
function malformed(documents) {
  const problems = [];
  for (const { file, text } of documents) {
    if (file.endsWith('.json')) {
      try { JSON.parse(text); } catch (error) { problems.push(`${file}: ${error.message}`); }
    } else {
      const error = new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror');
      if (error) problems.push(`${file}: ${error.textContent.slice(0, 200)}`);
    }
  }
  return problems;
}

/** Runs in the browser: does what a reader's hand could do, without leaving the page. */
function provoke() {
  addEventListener('click', event => event.preventDefault(), { capture: true });
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.querySelectorAll('main, main *')) {
    for (const type of ['mouseover', 'mouseenter', 'mousemove', 'pointerover', 'copy', 'paste', 'input', 'keydown', 'toggle']) {
      element.dispatchEvent(new Event(type, { bubbles: true }));
    }
    if (element.matches('a, button, input, details, [tabindex], [contenteditable]')) {
      element.focus();
      element.click?.();
    }
  }
}

/** Runs the shared harness over fragments: each in a frame of its own. */
function fire(folder, name, fragments) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, fragments.map(fragment => `${JSON.stringify(fragment)}\n`).join(''));
  const chromium = process.env.CHROMIUM || '/usr/bin/chromium';
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [harness, file, chromium], { maxBuffer: 1 << 26 }, (error, printed) => {
      // 1 says that something fired; anything else that nothing is known.
      if (error && error.code !== 1) reject(error);
      else resolve(JSON.parse(printed));
    });
  });
}
