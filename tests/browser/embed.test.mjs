// The element that puts the search into any page, of this site or of another.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { boxOf, searchOutput } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { temporaryFolder } from './lib/site.mjs';

let browser;
let answers;

before(async () => {
  browser = await launch();
  answers = await serve(searchOutput(), { headers: { 'access-control-allow-origin': '*' } });
});

after(async () => {
  await browser?.close();
  await answers?.close();
});

/** Opens a page of another origin with the element in it. */
async function visit(attributes, options, check, { from = answers, policy = true } = {}) {
  const folder = temporaryFolder();
  const source = `script-src ${from.origin} 'wasm-unsafe-eval'; connect-src ${from.origin}`;
  fs.writeFileSync(path.join(folder, 'index.html'), `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Lamp Solo</title>
<meta name="viewport" content="width=device-width">
${policy ? `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${source}">` : ''}
<script type="module" src="${from.origin}/search/embed.js"></script></head>
<body><main><h1>Lamp Solo</h1><answerbook-search ${attributes}></answerbook-search>
<p>A lamp.</p></main></body></html>`);
  const host = await serve(folder);
  const opened = await open(browser, `${host.origin}/index.html`, options);
  try {
    const box = boxOf(opened.page, opened.page.locator('answerbook-search'));
    await check({ ...opened, box, host });
  } finally {
    await opened.close();
    await host.close();
  }
}

describe('the element in a page of another origin', () => {
  it('answers under a strict policy', () =>
    visit('language="en"', {}, async ({ page, box, record }) => {
      await box.type('attic dims');
      await box.hits();
      const first = box.options.first();
      assert.match(await first.locator('.hit-title').textContent(), /attic dims/);
      assert.ok(await first.locator('.hit-answer').isVisible());
      await Promise.all([page.waitForURL(`${answers.origin}/answers/**`), first.click()]);
      assert.match(page.url(), /attic-dims/);
      assert.deepEqual(record.problems.filter(text => !/favicon/.test(text)), []);
    }));

  it('loads nothing but its script before the focus', () => {
    answers.log.length = 0;
    return visit('', {}, async () => {
      assert.deepEqual(answers.log.map(entry => entry.path), ['/search/embed.js']);
    });
  });

  it('moves with the keys and leads to all results', () =>
    visit('', {}, async ({ page, box }) => {
      await box.type('lamp');
      await box.hits();
      await page.keyboard.press('ArrowDown');
      assert.match((await box.active()).text, /lamp/i);
      await page.keyboard.press('ArrowUp');
      await Promise.all([page.waitForURL(`${answers.origin}/search.html?q=lamp`), page.keyboard.press('Enter')]);
    }));

  it('keeps to its language, its product, its topics and its limit', () =>
    visit('language="uk" limit="3" product="Lamp Solo" tag="hums"', {}, async ({ page, box }) => {
      await box.type('lamp');
      await page.waitForFunction(() => document.querySelector('answerbook-search').shadowRoot
        .querySelector('[role=status]')?.textContent);
      assert.match(await box.status.textContent(), /^Лише іншою мовою\W+\d+ відповід/);
      assert.equal(await box.form.locator('.hit').count(), 3);
      for (const text of await box.form.locator('.hit-title').allTextContents()) assert.match(text, /hums/);
      await Promise.all([page.waitForURL(/\/uk\/search\.html\?/), page.keyboard.press('Enter')]);
      const asked = new URL(page.url()).searchParams;
      assert.deepEqual([...asked], [['q', 'lamp'], ['product', 'Lamp Solo'], ['tag', 'hums']]);
    }));

  it('leaves the page as it was', () =>
    visit('', {}, async ({ page, box }) => {
      const before = await page.evaluate(() => ({
        keys: Object.getOwnPropertyNames(window).length,
        sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
        font: getComputedStyle(document.querySelector('h1')).font,
      }));
      await box.type('lamp');
      await box.hits();
      const after = await page.evaluate(() => ({
        keys: Object.getOwnPropertyNames(window).length,
        sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
        font: getComputedStyle(document.querySelector('h1')).font,
      }));
      assert.deepEqual(after, before);
      // Against a frame that has never seen the script.
      const added = await page.evaluate(() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        return Object.getOwnPropertyNames(window).filter(key => !plain.has(key) && isNaN(key));
      });
      // This is what the test itself puts there.
      assert.deepEqual(added.filter(key => !/playwright|pwBinding|reportViolation|__/i.test(key)), []);
    }));

  it('takes colours and parts from the page', () =>
    visit('', {}, async ({ page, box }) => {
      await page.evaluate(() => {
        const style = new CSSStyleSheet();
        style.replaceSync(`answerbook-search { --answerbook-accent: rgb(1, 2, 3); --answerbook-radius: 3px }
          answerbook-search::part(input) { font-style: italic }`);
        document.adoptedStyleSheets = [style];
      });
      await box.type('lamp');
      await box.hits();
      const found = await box.input.evaluate(input => ({
        italic: getComputedStyle(input).fontStyle,
        radius: getComputedStyle(input).borderRadius,
      }));
      assert.deepEqual(found, { italic: 'italic', radius: '3px' });
    }));

  for (const colorScheme of ['light', 'dark']) {
    it(`is accessible and fits: ${colorScheme}, ${PHONE.width} px`, () =>
      visit('', { colorScheme, viewport: PHONE, bypassCSP: true }, async ({ page, box }) => {
        assert.deepEqual(await axe(page), []);
        await box.type('lamp');
        await box.hits();
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await overflowing(page), []);
      }));
  }

  it('still leads to the results where the host allows no other origin', async () => {
    // The script itself needs leave; what it loads later gets none.
    const strict = await serve(searchOutput());
    strict.change = (name, given) => {
      if (name.endsWith('embed.js')) given.headers['access-control-allow-origin'] = '*';
    };
    try {
      await visit('', {}, async ({ page, box }) => {
        await box.input.focus();
        await page.keyboard.type('lamp');
        await page.waitForTimeout(300);
        await Promise.all([page.waitForURL(`${strict.origin}/search.html?q=lamp`), page.keyboard.press('Enter')]);
      }, { from: strict });
    } finally {
      await strict.close();
    }
  });
});

describe('the element in a page of the same origin', () => {
  it('answers in a worker', async () => {
    const folder = temporaryFolder();
    fs.cpSync(searchOutput(), folder, { recursive: true });
    fs.mkdirSync(path.join(folder, 'shop'));
    fs.writeFileSync(path.join(folder, 'shop/lamp.html'), `<!doctype html><html lang="en"><title>Lamp</title><link rel="icon" href="data:,">
<script type="module" src="../search/embed.js"></script><answerbook-search></answerbook-search>`);
    const host = await serve(folder);
    const { page, record, close } = await open(browser, `${host.origin}/shop/lamp.html`);
    try {
      const box = boxOf(page, page.locator('answerbook-search'));
      await box.type('attic dims');
      await box.hits();
      assert.equal(page.workers().length, 1);
      assert.deepEqual(record.problems, []);
    } finally {
      await close();
      await host.close();
    }
  });
});
