// What a post holds, where readers force colours, on paper, and from right to left.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { PAGES, markupSite } from './lib/markup.mjs';
import { contrast } from './lib/pixels.mjs';
import { serve } from './lib/server.mjs';

const SMARTPHONE = { width: 390, height: 844 };
/** A sheet of A4 between its margins, in pixels. */
const SHEET = { width: 680, height: 1000 };

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(markupSite());
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function visit(file, options, look) {
  const { page, record, close } = await open(browser, `${server.origin}/${file}`, options);
  try {
    await look(page);
    assert.deepEqual(record.problems, []);
  } finally {
    await close();
  }
}

describe('where colours are forced', () => {
  const forced = { forcedColors: 'active', viewport: SMARTPHONE };
  const unfold = page => page.$$eval('main details', all => all.forEach(each => { each.open = true; }));

  for (const colorScheme of ['light', 'dark']) {
    // Browsers force the colour of letters and not always that of what they stand on.
    for (const [page, selector] of [
      ['everything', '.hl-line span'], ['everything', '.alert-title'], ['everything', '.contents a'],
      ['everything', '.copy'], ['everything', 'kbd'],
      ['community', '.media'], ['community', '.poll li'], ['community', '.badge'],
    ]) {
      it(`words can be read, ${colorScheme}: ${selector}`, () => visit(
        PAGES[page], { ...forced, colorScheme }, async at => {
          await unfold(at);
          const all = await at.locator(`main ${selector}`).all();
          assert.ok(all.length > 0);
          for (const each of all.slice(0, 6)) {
            const found = await contrast(browser, await each.screenshot());
            assert.ok(found >= 4.5, `${found} of ${await each.textContent()}`);
          }
        }));
    }

    it(`what was found can be read, ${colorScheme}`, () => visit(
      'search.html?q=lamps', { ...forced, colorScheme }, async page => {
        const marks = page.locator('main mark');
        await marks.first().waitFor();
        for (const mark of await marks.all()) {
          assert.ok(await contrast(browser, await mark.screenshot()) >= 4.5, await mark.textContent());
        }
      }));
  }

  it('words of code have none of their own', () => visit(PAGES.everything, forced, async page => {
    const colours = await page.$$eval('pre [class^="hl-"]', all =>
      new Set(all.map(each => getComputedStyle(each).color)).size);
    assert.ok(colours <= 2, `${colours}`);
  }));

  it('boxes have an edge, since they have no ground', () => visit(
    PAGES.everything, forced, async page => {
      for (const selector of ['.alert', '.media', '.poll', 'pre', 'figure', '.contents', '.prose input', '.copy', '.hl-line']) {
        const edges = await page.$$eval(`main ${selector}`, all => all.map(each => {
          const box = each.matches('figure pre') ? each.closest('figure') : each;
          const { borderLeftWidth, borderLeftStyle, borderLeftColor } = getComputedStyle(box);
          const ground = getComputedStyle(document.documentElement).backgroundColor;
          return parseFloat(borderLeftWidth) > 0 && borderLeftStyle !== 'none' && borderLeftColor !== ground;
        }));
        assert.ok(edges.length > 0, selector);
        assert.deepEqual(edges.filter(has => !has), [], selector);
      }
    }));

  it('cards have their signs, and nothing has a shadow', () => visit(
    PAGES.everything, forced, async page => {
      const found = await page.evaluate(() => ({
        signs: [...document.querySelectorAll('.media')].map(card => {
          const { backgroundColor, clipPath } = getComputedStyle(card, '::before');
          return clipPath !== 'none' && backgroundColor !== getComputedStyle(card).backgroundColor;
        }),
        shadows: [...document.querySelectorAll('pre, table, .formula, .formula-long')]
          .filter(each => getComputedStyle(each).backgroundImage !== 'none').length,
      }));
      assert.ok(found.signs.length >= 5);
      assert.deepEqual(found.signs.filter(has => !has), []);
      assert.equal(found.shadows, 0);
    }));
});

describe('on paper', () => {
  for (const colorScheme of ['light', 'dark']) {
    // Browsers print no ground, so words must be readable on white.
    it(`all words are dark, also for who reads in ${colorScheme}`, async () => {
      for (const file of Object.values(PAGES)) {
        await visit(file, { colorScheme, viewport: SHEET }, async page => {
          await page.emulateMedia({ media: 'print', colorScheme });
          const pale = await page.$$eval('main *', all => {
            const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const linear = part => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
            return all.filter(each => {
              const words = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
              if (!words || !each.checkVisibility()) return false;
              context.fillStyle = getComputedStyle(each).color;
              context.fillRect(0, 0, 1, 1);
              const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
              const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
              return 1.05 / (luminance + 0.05) < 4.5;
            }).map(each => each.outerHTML.slice(0, 80));
          });
          assert.deepEqual(pale, [], file);
        });
      }
    });
  }

  it('nothing is folded, hidden at a side or below a button', () => visit(
    PAGES.community, { viewport: SHEET }, async page => {
      await page.emulateMedia({ media: 'print' });
      const found = await page.evaluate(() => ({
        cut: [...document.querySelectorAll('.prose pre, .prose table')].filter(each => {
          const sheet = each.closest('.answer, .asked').getBoundingClientRect();
          const words = document.createRange();
          words.selectNodeContents(each);
          return words.getBoundingClientRect().right > sheet.right;
        }).length,
        folded: [...document.querySelectorAll('details .prose p')].filter(each =>
          each.getBoundingClientRect().height === 0 || !each.checkVisibility({ contentVisibilityAuto: true })).length,
        n: document.querySelectorAll('details .prose p').length,
        buttons: [...document.querySelectorAll('.copy, .site-nav, .helped')].filter(each => each.checkVisibility()).length,
      }));
      assert.ok(found.n >= 4);
      assert.deepEqual({ ...found, n: 0 }, { cut: 0, folded: 0, n: 0, buttons: 0 });
    }));

  for (const viewport of [SHEET, SMARTPHONE]) {
    it(`code, tables and formulas are as wide as the sheet, from ${viewport.width} px`, () => visit(
      PAGES.everything, { viewport }, async page => {
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize(SHEET);
        const wide = await page.$$eval('.prose :is(pre, table, .hl-line, math mi)', all => all
          .filter(each => each.getBoundingClientRect().right
            > each.closest('.prose').getBoundingClientRect().right + 1)
          .map(each => each.outerHTML.slice(0, 80)));
        assert.deepEqual(wide, []);
        await page.evaluate(() => dispatchEvent(new Event('afterprint')));
        assert.deepEqual(await page.$$eval('.formula', all => all.map(each => each.style.fontSize)), ['', '']);
      }));
  }

  it('cards say where they lead, and boxes have an edge', () => visit(
    PAGES.everything, { viewport: SHEET }, async page => {
      await page.emulateMedia({ media: 'print' });
      const cards = await page.$$eval('a.media', all => all.map(card => ({
        href: card.getAttribute('href'), after: getComputedStyle(card, '::after').content,
        sign: getComputedStyle(card, '::before').display,
      })));
      assert.ok(cards.length >= 4);
      for (const { href, after, sign } of cards) {
        assert.ok(after.includes(href), `${after} has ${href}`);
        assert.equal(sign, 'none');
      }
      for (const selector of ['.alert', '.media', '.poll', 'figure', '.hl-line']) {
        const widths = await page.$$eval(selector, all => all.map(each =>
          parseFloat(getComputedStyle(each).borderLeftWidth)));
        assert.ok(widths.length > 0 && widths.every(width => width > 0), selector);
      }
    }));
});

describe('from right to left', () => {
  const options = { viewport: SMARTPHONE };

  it('the page is, and code is not', () => visit(PAGES.rightToLeft, options, async page => {
    const directions = await page.evaluate(() => ['html', '.prose', '.alert', 'table', 'pre', '.formula', 'math']
      .map(name => getComputedStyle(document.querySelector(name)).direction));
    assert.deepEqual(directions, ['rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr']);
  }));

  it('edges, signs, boxes and votes change sides, and marks of code do not', () => visit(
    PAGES.rightToLeft, options, async page => {
      const found = await page.evaluate(() => {
        const one = name => document.querySelector(name);
        const box = each => each.getBoundingClientRect();
        const words = each => {
          const range = document.createRange();
          range.selectNodeContents(each);
          return range.getBoundingClientRect();
        };
        const style = (name, pseudo) => getComputedStyle(one(name), pseudo);
        return {
          alert: parseFloat(style('.alert').borderRightWidth) > parseFloat(style('.alert').borderLeftWidth),
          best: parseFloat(style('.best').borderRightWidth) > parseFloat(style('.best').borderLeftWidth),
          sign: box(one('.media')).right - words(one('.media')).right > 30,
          task: box(one('.prose input')).left > box(one('.prose input').parentElement).right,
          votes: Math.abs(box(one('.votes')).left - box(one('.poll ul')).left) < 1,
          copy: box(one('.copy')).left - box(one('figure')).left < 20,
          title: box(one('figure')).right - words(one('figcaption')).right < 24,
          mark: parseFloat(style('.hl-line').borderLeftWidth) > 0 && parseFloat(style('.hl-line').borderRightWidth) === 0,
          table: box(one('th')).right > box(one('table')).right - 2,
        };
      });
      assert.deepEqual(Object.entries(found).filter(([, right]) => !right), []);
    }));
});

describe('a card', () => {
  for (const file of [PAGES.community, PAGES.everything, PAGES.rightToLeft]) {
    it(`has its sign beside the first line of its words: ${file}`, () => visit(
      file, { viewport: SMARTPHONE }, async page => {
        await page.$$eval('main details', all => all.forEach(each => { each.open = true; }));
        const all = await page.$$eval('.media', cards => cards.map(card => {
          const box = card.getBoundingClientRect();
          const sign = getComputedStyle(card, '::before');
          const [top, size] = [box.top + parseFloat(sign.top), parseFloat(sign.height)];
          const isRight = getComputedStyle(card).direction === 'rtl';
          const range = document.createRange();
          range.selectNodeContents(card);
          const lines = [...range.getClientRects()].filter(line => line.width > 1);
          const first = lines[0];
          return {
            words: card.textContent,
            beside: isRight
              ? lines.every(line => line.right <= box.right - parseFloat(sign.right) - size)
              : lines.every(line => line.left >= box.left + parseFloat(sign.left) + size),
            level: Math.abs((first.top + first.bottom) / 2 - (top + size / 2)),
            above: box.top - (card.previousSibling?.parentElement === card.parentElement
              && card.parentElement.matches('.prose') ? card.previousElementSibling?.getBoundingClientRect().bottom ?? -99 : -99),
          };
        }));
        assert.ok(all.length >= 2);
        assert.ok(all.some(({ words }) => words.length > 60), 'one of them is long');
        for (const { words, beside, level, above } of all) {
          assert.ok(beside, `the sign is not above or below: ${words}`);
          assert.ok(level < 3, `${level} px: ${words}`);
          assert.ok(above >= 8, `${above} px to what is above: ${words}`);
        }
      }));
  }
});
