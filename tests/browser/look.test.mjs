// Small things of the look: paper, the search field, cards in a row.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, visiting } from './lib/browser.mjs';
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

function visit(file, options, check) {
  return visiting(browser, `${server.origin}/${encodeURI(file)}`, options, check);
}

describe('the colours of pages', () => {
  const paper = page => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  it('are those of the device until a reader chooses others, which stay', () => visit(
    'index.html', { colorScheme: 'light' }, async ({ page, record }) => {
      const light = await paper(page);
      const choice = page.getByRole('combobox', { name: /colours/i });
      assert.equal(await choice.inputValue(), '');
      await choice.selectOption('dark');
      const dark = await paper(page);
      assert.notEqual(dark, light);
      await page.reload({ waitUntil: 'commit' });
      // Before any other script has run.
      await page.waitForFunction(() => document.body);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), 'dark');
      await page.waitForLoadState('load');
      assert.equal(await paper(page), dark);
      assert.equal(await choice.inputValue(), 'dark');
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.equal(await paper(page), dark, 'both ways to dark pages are one');
      await choice.selectOption('light');
      assert.equal(await paper(page), light);
      await choice.selectOption('');
      assert.equal(await paper(page), dark);
      assert.deepEqual(record.problems, []);
    }));

  it('are the same whether the device or the reader wants them dark', async () => {
    const css = fs.readFileSync(path.join(repository, 'themes/commons/static/site.css'), 'utf8');
    const rules = [...css.matchAll(/:root(?::not\(\[data-scheme=light\]\)|\[data-scheme=dark\]) \{\n([^}]+)\}/g)]
      .map(([, rules]) => rules.replace(/ *color-scheme: dark;\n/, ''));
    assert.equal(rules.length, 2);
    assert.equal(rules[0], rules[1]);
  });

  for (const [name, at] of Object.entries({ 'the page of results': 'search.html?q=hub', 'a page that is not there': '404.html' })) {
    it(`can be chosen on ${name}, where they are painted at once`, () => visit(
      at, { colorScheme: 'light' }, async ({ page, record }) => {
        const choice = page.getByRole('combobox', { name: /colours/i });
        const light = await paper(page);
        await choice.selectOption('dark');
        const dark = await paper(page);
        assert.notEqual(dark, light);
        await page.reload();
        assert.equal(await paper(page), dark);
        assert.equal(await choice.inputValue(), 'dark');
        assert.deepEqual(record.problems, []);
      }));
  }

  it('without a script nothing is offered that does nothing', () => visit(
    'index.html', { javaScriptEnabled: false }, async ({ page }) => {
      assert.equal(await page.locator('.scheme').isVisible(), false);
    }));
});

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

  it('nothing asks to be pressed, and notices have an edge', async () => {
    const all = pages(output).filter(page => ['question', 'answer'].includes(page.kind));
    const noted = all.find(page => page.html.includes('class="notice"') && page.html.includes('class="still"'));
    assert.ok(noted, 'an old answer with a notice');
    await visit(noted.file, {}, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('a[href="#helped"]').isVisible(), false);
      const found = await page.evaluate(() => ({
        edge: parseFloat(getComputedStyle(document.querySelector('.notice')).borderTopWidth),
        marks: [...document.querySelectorAll('summary')].map(each => getComputedStyle(each).listStyleType),
      }));
      assert.ok(found.edge > 0);
      assert.ok(found.marks.length > 0);
      assert.deepEqual(found.marks.filter(mark => mark !== 'none'), []);
    });
  });
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

describe('a table on a phone', () => {
  const phone = { viewport: { width: 390, height: 844 } };

  it('has room for more than a word a line, and scrolls by itself', () => visit(
    'answers/skydannia-khaba.html', phone, async ({ page }) => {
      await page.$eval('.prose table', table => {
        const cell = '<td>Hold the small button for ten seconds</td>';
        table.innerHTML = `<tbody>${`<tr>${cell.repeat(4)}</tr>`.repeat(2)}</tbody>`;
        dispatchEvent(new Event('resize'));
      });
      const cells = await page.$$eval('.prose td', all => all.map(each => each.getBoundingClientRect().width));
      assert.ok(cells.length > 6);
      assert.deepEqual(cells.filter(width => width < 125), []);
      const table = await page.$eval('.prose table', each => ({
        scrolls: each.scrollWidth > each.clientWidth, reached: each.tabIndex,
        shadow: getComputedStyle(each).backgroundImage !== 'none',
      }));
      assert.deepEqual(table, { scrolls: true, reached: 0, shadow: true });
    }));
});

it('the number of questions stands clear of what is above it', async () => {
  const product = pages(output).find(page => page.kind === 'product' && page.html.includes('class="tags"'));
  await visit(product.file, {}, async ({ page }) => {
    const [chips, count] = [await page.locator('.tags').first().boundingBox(), await page.locator('.count').boundingBox()];
    assert.ok(count.y - chips.y - chips.height >= 20, `${count.y - chips.y - chips.height} px`);
  });
});

describe('the foot of a page', () => {
  for (const width of [390, 1280]) {
    it(`has ways to browse, links of the brand and tools apart: ${width} px`, () => visit(
      'index.html', { viewport: { width, height: 844 } }, async ({ page }) => {
        const groups = await page.$$eval('.site-foot .wrap > *', all => all.map(each => {
          const { left, top } = each.getBoundingClientRect();
          return { name: each.ariaLabel, is: each.localName, left, top, n: each.querySelectorAll('a').length };
        }));
        assert.deepEqual(groups.map(group => group.is), ['nav', 'nav', 'div']);
        const [browse, brand, tools] = groups;
        assert.match(browse.name, /^Browse/);
        assert.equal(brand.name, 'Lumo');
        assert.ok(tools.top > brand.top);
        assert.ok(width > 400 ? brand.left > browse.left : brand.top > browse.top);
        // Nothing stands alone at the far edge.
        const feed = await page.getByRole('link', { name: 'Feed' }).boundingBox();
        assert.ok(width > 400 || feed.x < width / 2, `${feed.x}`);
      }));
  }
});

it('signs have a size of their own where a sheet is not understood', () => {
  for (const { file, html } of pages(output)) {
    const bare = [...html.matchAll(/<svg class="icon"[^>]*>/g)].filter(([svg]) => !svg.includes('width="20" height="20"'));
    assert.equal(bare.length, 0, file);
  }
});
