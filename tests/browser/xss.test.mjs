// Posts, titles, names and tags made of attacks, through every importer and the whole build.
//
// The pages are looked at twice. First as documents, without running them: no
// element or attribute that could run anything is left. Then in browsers where no
// policy stops anything, so that nothing but the sanitiser stands between the
// reader and the attack: all that is published of them, with everything clicked and
// focused, beside the same attacks as they came.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { attackedExport, EXPORTS } from './lib/exports.mjs';
import { fire } from './lib/fire.mjs';
import { Fragments } from './lib/fragments.mjs';
import { serve } from './lib/server.mjs';
import { binary, buildReport, files, pages, repository, temporaryFolder } from './lib/site.mjs';

const shared = process.env.ANSWERBOOK_SHARED ?? path.join(repository, '../shared');
const list = path.join(shared, 'data/bad-input/xss/payloads.dev.jsonl');
const present = fs.existsSync(list);
const skip = present || process.env.CI ? false : `${list} is not there`;

/** How many pieces of pages share a document; what each costs is mostly the document. */
const TOGETHER = 250;

/** The speculation rules of every page, which the policy knows by their digest. */
const AHEAD = '{"prefetch":[{"where":{"and":['
  + '{"or":[{"href_matches":"/*.html"},{"href_matches":"/*/"}]},'
  + '{"not":{"selector_matches":"[rel~=external],[rel~=nofollow],[target]"}}]},"eagerness":"moderate"}]}';

/** Before a release all attacks go everywhere (`ANSWERBOOK_ATTACKS=all`); else each a share of the ways. */
const isWhole = process.env.ANSWERBOOK_ATTACKS === 'all';

/** Every which attack is run as it came. */
const RAW_EVERY = isWhole ? 1 : 30;

/** Importers share the attacks, so that each goes one way. */
const IMPORTED_EVERY = isWhole ? 1 : EXPORTS.length;

describe('attacks', { skip }, () => {
  /** What is published of all attacks through all importers. */
  const published = new Fragments();
  let payloads;
  let browser;

  before(async () => {
    assert.ok(present, `${list} is not there`);
    payloads = fs.readFileSync(list, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line).payload);
    browser = await launch();
  });
  after(() => browser?.close());

  it('are made for every importer', () => {
    const schema = JSON.parse(execFileSync(binary(), ['schema', 'config'], { encoding: 'utf8' }));
    const text = schema.$defs.WireSource.properties.type.description;
    const types = [...text.matchAll(/`([a-z]+)`/g)].map(([, name]) => name).filter(name => name !== 'auto');
    assert.deepEqual([...new Set(EXPORTS.map(({ type }) => type))].sort(), types.sort());
  });

  it('leave nothing in any page that could run', async () => {
    // A thread for each payload, so that each is a title, a tag and a name once.
    const { output } = imported(EXPORTS[0], share(payloads, 0), 1);
    const found = pages(output);
    assert.ok(found.length > payloads.length / IMPORTED_EVERY, `${found.length} pages`);
    assert.deepEqual(await problemsOf(browser, output, found), []);
    for (const { html } of found) published.add(html);
  });

  for (const [number, source] of EXPORTS.entries()) {
    it(`leave nothing in what comes from ${source.name}`, async () => {
      const some = share(payloads, number);
      const { output, threads, n, marks } = imported(source, some, 60);
      // Nothing is left out, so that all that follows is about all of them.
      const { notice = 0, ...skipped } = threads.skipped;
      assert.deepEqual(skipped, {});
      assert.equal(threads.published, threads.present - notice);
      assert.ok(threads.published >= n, `${threads.published} of ${n} threads`);
      const found = pages(output);
      const seen = new Set(found.flatMap(({ html }) => html.match(/\bmark\d+z\b( &lt;i&gt;)?/g) ?? []));
      const lost = marks.filter(mark => !seen.has(mark.replace('<i>', '&lt;i&gt;')));
      assert.deepEqual(lost.slice(0, 40), []);
      assert.deepEqual(await problemsOf(browser, output, found), []);
      const nPosts = published.posts;
      for (const { html } of found) published.add(html);
      assert.ok(published.posts - nPosts >= some.length, `${published.posts - nPosts} posts`);
    });
  }

  it('run as they came', async () => {
    const raw = payloads.filter((_, at) => at % RAW_EVERY === 0);
    const { ran, fired, tried, proved } = await fire(raw, 1);
    console.log(`of ${raw.length} attacks ${fired.size} show a box, ${tried.size} break a policy`);
    assert.equal(ran.size, raw.length);
    assert.ok(fired.size > raw.length * 0.4, `${fired.size} fired`);
    // A few change the document that would prove it, such as `<body contenteditable>`.
    assert.ok(proved.size > raw.length * 0.98, `${proved.size} proved`);
  });

  it('are found among other pieces', async () => {
    const some = published.distinct.filter((_, at) => at % 13 === 0).slice(0, 160);
    const needles = ['<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<!--', '<p style="color:red">x</p>'];
    const all = some.flatMap((piece, at) => (at % 40 === 7 ? [needles[Math.floor(at / 40)], piece] : [piece]));
    const where = needles.map(needle => all.indexOf(needle));
    const { ran, fired, tried } = await fire(all, 40);
    const sorted = numbers => [...numbers].sort((a, b) => a - b);
    assert.deepEqual(sorted(fired), where.slice(0, 2));
    assert.deepEqual(sorted(tried), [where[0], where[1], where[3]]);
    // One that hides what follows is run alone, and so is what it hid.
    assert.equal(ran.size, all.length);
  });

  it('do not run when they are published', async () => {
    const all = published.distinct;
    const { proved, fired, tried, documents, again } = await fire(all, TOGETHER);
    console.log(`${published.occurrences} pieces, ${published.posts} of them posts; ${all.length} are different; `
      + `${documents} documents, ${again} pieces run again, alone`);
    assert.deepEqual([...fired, ...tried].slice(0, 40).map(at => all[at].slice(0, 300)), []);
    assert.equal(proved.size, all.length);
  });

  it('do not run in a browser without a policy', async () => {
    const { output } = imported(EXPORTS[0], share(payloads, 1), 60);
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
});

/** The attacks that the importer of this number gets. */
function share(payloads, number) {
  return payloads.filter((_, at) => at % IMPORTED_EVERY === number % IMPORTED_EVERY);
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
    const documents = batch.map(({ file, html }) => ({ file, html }));
    problems.push(...await page.evaluate(suspicious, { documents, ahead: AHEAD }));
  }
  const machine = files(output).filter(file => /\.(xml|json)$/.test(file))
    .map(file => ({ file, text: fs.readFileSync(path.join(output, file), 'utf8') }));
  problems.push(...await page.evaluate(malformed, machine));
  await close();
  console.log(`${found.length} pages, ${machine.length} feeds and maps`);
  return problems.slice(0, 40);
}

function* batches(items, size) {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Runs in the browser: names what could run in documents that are parsed, not shown. */
function suspicious({ documents, ahead }) {
  const ACTIVE = 'iframe,frame,frameset,object,embed,applet,base,portal,style,template,meta[http-equiv=refresh]';
  const problems = [];
  for (const { file, html } of documents) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const say = (what, element) => problems.push(`${file}: ${what}: ${element.outerHTML.slice(0, 200)}`);
    for (const one of ['main', 'h1', 'title', 'body > header', 'body > footer']) {
      if (parsed.querySelectorAll(one).length !== 1) say(`not one ${one}`, parsed.body);
    }
    for (const element of parsed.querySelectorAll(ACTIVE)) say('element', element);
    // Math is made of TeX, and holds nothing else.
    const MATH = /^(math|semantics|annotation|m(row|i|n|o|text|space|s|frac|sqrt|root|sub|sup|subsup|under|over|underover|multiscripts|prescripts|table|tr|td|padded|phantom)|b|i|em|code|span)$/;
    const OF_MATH = /^(class|display|displaystyle|encoding|form|mathvariant|accent|accentunder|stretchy|symmetric|largeop|movablelimits|fence|separator|scriptlevel|linethickness|[lr]space|m(in|ax)size|width|height|depth)$/;
    for (const math of parsed.querySelectorAll('math')) {
      const whole = [math, ...math.querySelectorAll('*')];
      const isOurs = math.querySelector(':scope > semantics > annotation[encoding="application/x-tex"]')
        && whole.every(each => MATH.test(each.localName)
          && each.getAttributeNames().every(name => OF_MATH.test(name)));
      if (!isOurs) say('math', math);
    }
    for (const element of parsed.querySelectorAll('body link, body meta, body title')) say('element', element);
    for (const script of parsed.querySelectorAll('script')) {
      if (script.type === 'application/ld+json') {
        try { JSON.parse(script.textContent); } catch { say('JSON-LD', script); }
      } else if (script.type === 'speculationrules') {
        // The same on every page: nothing of a post gets into it.
        if (script.textContent !== ahead) say('speculation rules', script);
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
        // Of addresses, all others than these are wrong; a link may also lead to a file server
        // or a telephone.
        const isLink = element.localName === 'a' && name === 'href';
        const allowed = isLink ? /^(https?|mailto|ftp|tel)$/ : /^(https?|mailto)$/;
        if (scheme && /^(href|src|action|formaction|poster|background|cite|ping|xlink:href|data)$/.test(name)
          && !allowed.test(scheme)) say(`scheme in ${name}`, element);
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
