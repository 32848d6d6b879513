// One page of each kind of the example site, as a reader's browser sees it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';

import { axe, axeAtEach } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, visiting } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { KINDS, exampleSite, pages, samplePages } from './lib/site.mjs';

const MAX_BYTES = 25 * 1024;
const MAX_REQUESTS = 5;

// Built while the file loads, so that each page can be a test of its own.
const output = exampleSite();
const all = pages(output);
const samples = samplePages(output);

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(output, { gzip: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

describe('the example site', () => {
  it('has a page of each kind', () => {
    const found = new Set(all.map(page => page.kind));
    assert.deepEqual(KINDS.filter(kind => !found.has(kind)), []);
    assert.deepEqual(all.filter(page => !KINDS.includes(page.kind)).map(page => page.file), []);
  });

  it('has a home page for each language', () => {
    const homes = samples.filter(page => page.kind === 'home').map(page => page.lang);
    assert.deepEqual(homes.sort(), ['en', 'ru', 'sl', 'uk']);
  });

  it('reaches every question in four clicks without a script', () => {
    const byFile = new Map(all.map(page => [page.file, page]));
    let distance = new Map([['index.html', 0]]);
    for (let clicks = 0; clicks < 4; clicks += 1) {
      for (const [file, at] of [...distance]) {
        if (at !== clicks) continue;
        for (const target of links(byFile.get(file))) {
          if (byFile.has(target) && !distance.has(target)) distance.set(target, clicks + 1);
        }
      }
    }
    const lost = all.filter(page => ['question', 'answer'].includes(page.kind))
      .filter(page => !distance.has(page.file));
    assert.deepEqual(lost.map(page => page.file), []);
  });
});

describe('each page', () => {
  for (const sample of samples) {
    it(`is accessible, fits and stays at home: ${sample.name}`, () =>
      visit(sample.file, { waitUntil: 'load' }, async ({ page, record }) => {
        assert.deepEqual(await axeAtEach(page, [DESKTOP, PHONE]), []);
        assert.deepEqual(record.problems, []);
        assert.deepEqual(foreign(record.requests), []);
      }));

    it(`has a title, a language, one heading and a policy: ${sample.name}`, () =>
      visit(sample.file, { waitUntil: 'load' }, async ({ page }) => {
        const found = await page.evaluate(() => ({
          title: document.title.trim(),
          lang: document.documentElement.lang,
          headings: [...document.querySelectorAll('h1')].map(h1 => h1.textContent.trim()),
          policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
          prefetch: document.querySelector('script[type=speculationrules]')?.textContent ?? '',
        }));
        assert.notEqual(found.title, '');
        assert.equal(found.lang, sample.lang);
        assert.equal(found.headings.length, 1);
        assert.notEqual(found.headings[0], '');
        assert.match(found.policy, /default-src 'none'/);
        assert.match(found.policy, /script-src 'self'/);
        // Data alone, which the policy knows by its digest.
        const digest = createHash('sha256').update(found.prefetch).digest('base64');
        assert.ok(found.policy.includes(`'sha256-${digest}'`), found.prefetch);
        assert.equal(JSON.parse(found.prefetch).prefetch[0].eagerness, 'moderate');
        assert.doesNotMatch(found.policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
      }));
  }
});

describe('a question page', () => {
  const questions = all.filter(page => page.kind === 'question' || page.kind === 'answer');

  it(`weighs at most ${MAX_BYTES} bytes in ${MAX_REQUESTS} requests`, async () => {
    const heavy = [];
    let most = 0;
    const queue = [...questions];
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const { file } = next;
        await visit(file, {}, ({ record }) => {
          const bytes = [...record.bytes.values()].reduce((sum, some) => sum + some, 0);
          // Pictures in posts weigh, but how many there are is the writer's choice.
          const ours = [...record.bytes.keys()].filter(url => !url.includes('/files/'));
          most = Math.max(most, bytes);
          if (bytes > MAX_BYTES || ours.length > MAX_REQUESTS) {
            heavy.push(`${file}: ${bytes} bytes, ${ours.length} requests`);
          }
        });
      }
    }));
    console.log(`${questions.length} pages, the heaviest ${most} bytes`);
    assert.deepEqual(heavy, []);
  });

  it('lets the keyboard skip to the answer', () => {
    const sample = samples.find(page => page.kind === 'question');
    return visit(sample.file, {}, async ({ page }) => {
      await page.keyboard.press('Tab');
      const skip = page.locator(':focus');
      assert.equal(await skip.getAttribute('href'), '#main');
      const box = await skip.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.width > 20, 'the focused link is visible');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() =>
        document.querySelector('#main').contains(document.activeElement));
      assert.ok(inside, 'the next stop is in the main part');
    });
  });

  it('works without a script', () => {
    const sample = samples.find(page => page.kind === 'question');
    return visit(sample.file, { javaScriptEnabled: false }, async ({ page }) => {
      assert.ok(await page.locator('main .best').isVisible());
    });
  });
});

describe('the search page', () => {
  it('finds a question by a word of its title', () => {
    const question = samples.find(page => page.kind === 'question' && page.lang === 'en')
      ?? samples.find(page => page.kind === 'question');
    const title = question.html.match(/<h1[^>]*>([^<]+)/)[1].trim();
    const word = title.split(/[^\p{L}]+/u).sort((a, b) => b.length - a.length)[0];
    const search = all.find(page => page.kind === 'search' && page.lang === question.lang);
    return visit(search.file, {}, async ({ page, record }) => {
      const field = page.locator('main input[type=search]').first();
      await field.fill(word);
      await field.press('Enter');
      // The box may have shown it as well, before Enter closed it.
      await page.locator('main a:not([role=option])', { hasText: word }).first().waitFor({ timeout: 5000 });
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(record.problems, []);
      assert.deepEqual(foreign(record.requests), []);
    });
  });
});

describe('opened from a folder', () => {
  for (const sample of samples.filter(page => page.kind !== 'missing')) {
    it(`looks and links as on a server: ${sample.name}`, async () => {
      const address = pathToFileURL(path.join(output, sample.file)).href;
      const opened = await open(browser, address);
      try {
        const styled = await opened.page.evaluate(() => document.styleSheets.length > 0
          && getComputedStyle(document.querySelector('.skip')).position !== 'static');
        assert.ok(styled, 'the style sheet applies');
        assert.deepEqual(opened.record.problems, []);
        const outside = opened.record.requests.filter(url => !url.startsWith('file:'));
        assert.deepEqual(outside.filter(url => !url.startsWith('data:')), []);
        const hrefs = await opened.page.$$eval('a[href]', found => found.map(a => a.href));
        const missing = hrefs.filter(href => href.startsWith('file:'))
          .filter(href => !fs.statSync(new URL(href.split('#')[0]), { throwIfNoEntry: false })?.isFile());
        assert.deepEqual(missing, []);
      } finally {
        await opened.close();
      }
    });
  }
});

/** Opens a page of the site, hands it over, and closes it whatever happens. */
function visit(file, options, check) {
  return visiting(browser, `${server.origin}/${encodeURI(file)}`, options, check);
}

function foreign(requests) {
  return requests.filter(url => !url.startsWith(`${server.origin}/`) && !url.startsWith('data:'));
}

/** Files of the site that a page links to. */
function links(page) {
  return [...page.html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)]
    .map(([, href]) => href.replaceAll('&amp;', '&').split('#')[0])
    .filter(href => href && !/^[a-z]+:/i.test(href))
    .map(href => new URL(href, `http://site/${encodeURI(page.file)}`).pathname.slice(1))
    .map(file => decodeURI(file.endsWith('/') || file === '' ? `${file}index.html` : file));
}
