// Small things of the look: paper, the search field, cards in a row.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { exampleSite, pages, repository } from './lib/site.mjs';

const output = exampleSite();
const strings = path.join(repository, 'themes/commons/strings');

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(output);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function visit(file, options, check) {
  const opened = await open(browser, `${server.origin}/${encodeURI(file)}`, options);
  try {
    return await check(opened);
  } finally {
    await opened.close();
  }
}

describe('on paper', () => {
  const answer = pages(output).find(page => page.kind === 'question');

  it('an answer begins on the first page, below its title', () => visit(
    answer.file, { viewport: { width: 680, height: 1000 } }, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      const kept = await page.$$eval('main, article, section, .answer, .prose, details', all =>
        all.filter(each => getComputedStyle(each).breakInside !== 'auto').map(each => each.className));
      assert.deepEqual(kept, [], 'what is longer than the rest of a page would leave it empty');
    }));

  it('nothing that leads on is printed, and addresses are', () => visit(
    answer.file, {}, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      const shown = await page.$$eval('.site-head, nav *, form, .site-foot, .rail, .helped', all =>
        all.filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 60)));
      assert.deepEqual(shown, []);
      const source = await page.$eval('.source a[href^="http"]', a => getComputedStyle(a, '::after').content);
      assert.match(source, /attr\(href\)|https?:/);
    }));
});

describe('the search field', () => {
  const placeholders = fs.readdirSync(strings).map(name => [
    name, fs.readFileSync(path.join(strings, name), 'utf8').match(/^search-placeholder = (.*)$/m)[1],
  ]);

  for (const file of ['index.html', 'tags.html']) {
    it(`has room on a phone for what it says in every language: ${file}`, () => visit(
      file, { viewport: { width: 390, height: 844 } }, async ({ page }) => {
        const cut = await page.evaluate(texts => {
          const input = document.querySelector('form[role=search] input');
          const style = getComputedStyle(input);
          const context = document.createElement('canvas').getContext('2d');
          context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          return texts.map(([name, text]) => [name, context.measureText(text).width, room])
            .filter(([, width]) => width > room);
        }, placeholders);
        assert.deepEqual(cut, []);
      }));
  }

  it('ends with a sign where there is no room, and its list is as wide as itself', () => visit(
    'index.html', { viewport: { width: 390, height: 844 } }, async ({ page }) => {
      const input = page.locator('main input[type=search]');
      assert.equal(await input.evaluate(el => getComputedStyle(el).textOverflow), 'ellipsis');
      await input.fill('hub');
      await page.locator('.hits-list > *').first().waitFor();
      const [field, hits] = [await input.boundingBox(), await page.locator('.hits').boundingBox()];
      assert.ok(Math.abs(field.width - hits.width) < 0.5, `${field.width} ${hits.width}`);
      assert.ok(Math.abs(field.x - hits.x) < 0.5);
    }));
});

describe('cards in a row', () => {
  it('have their facts at the same height, whatever wraps', () => visit(
    'index.html', { viewport: { width: 1280, height: 900 } }, async ({ page }) => {
      const rows = await page.$$eval('article.card', cards => {
        const by = new Map();
        for (const card of cards) {
          const top = Math.round(card.getBoundingClientRect().top);
          const meta = Math.round(card.querySelector('.meta').getBoundingClientRect().top);
          by.set(top, [...by.get(top) ?? [], meta]);
        }
        return [...by.values()];
      });
      assert.ok(rows.length > 1 && rows.some(row => row.length > 1));
      for (const row of rows) assert.equal(new Set(row).size, 1, `${row}`);
    }));
});
