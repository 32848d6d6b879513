// What a post can hold beside plain words, as a reader sees, reaches and copies it.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { axeAtEach } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open } from './lib/browser.mjs';
import { PAGES, codeOf, markupSite } from './lib/markup.mjs';
import { columns } from './lib/pixels.mjs';
import { serve } from './lib/server.mjs';

const MAX_BYTES = 30 * 1024;
const SIZES = [DESKTOP, PHONE, { width: 390, height: 844 }];
/** What is wider than its place scrolls there. */
const WIDE = '.prose pre, .prose table, .formula, .formula-long';

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(markupSite(), { gzip: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page of the site with all that is folded unfolded; nothing may go wrong on it. */
async function visit(file, look, options = {}) {
  const { page, record, close } = await open(browser, `${server.origin}/${file}`, options);
  try {
    await unfold(page);
    await look(page, record);
    assert.deepEqual(record.problems, []);
    assert.deepEqual(record.requests.filter(url => !url.startsWith(`${server.origin}/`)), []);
  } finally {
    await close();
  }
}

function unfold(page) {
  return page.$$eval('main details', all => all.forEach(each => { each.open = true; }));
}

describe('each page of it', () => {
  for (const [name, file] of Object.entries(PAGES)) {
    it(`is accessible and fits, unfolded: ${name}`, () => visit(file, async page => {
      assert.deepEqual(await axeAtEach(page, SIZES), []);
    }));
  }
});

describe('code', () => {
  it('has colours for words', () => visit(PAGES.everything, async page => {
    const colours = await page.$$eval('pre [class^="hl-"]', all =>
      new Set(all.map(each => getComputedStyle(each).color)).size);
    assert.ok(colours >= 4, `${colours}`);
  }));

  it('is selected as it was written', () => visit(PAGES.everything, async page => {
    const selected = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector('pre'));
      return getSelection().toString();
    });
    assert.equal(selected.trimEnd(), codeOf('everything').trimEnd());
  }));

  it('is copied as it was written, and says so', () => visit(PAGES.everything, async page => {
    const button = page.locator('.copy').first();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=status]', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    assert.equal(await button.textContent(), 'Copied');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()),
      codeOf('everything').trimEnd());
  }, { permissions: ['clipboard-read', 'clipboard-write'] }));

  it('has marked lines from edge to edge, as far as it scrolls', () => visit(
    PAGES.everything, async page => {
      for (const viewport of SIZES) {
        await page.setViewportSize(viewport);
        const found = await page.$eval('pre:has(.hl-line)', pre => {
          const edge = pre.getBoundingClientRect().left - pre.scrollLeft;
          const lines = [...pre.querySelectorAll('.hl-line')].map(line => line.getBoundingClientRect());
          return {
            lefts: lines.map(line => line.left - edge), rights: lines.map(line => line.right - edge),
            width: pre.scrollWidth, shown: pre.clientWidth,
          };
        });
        assert.ok(found.width > found.shown, 'it scrolls');
        assert.equal(found.lefts.length, 2);
        for (const left of found.lefts) assert.ok(Math.abs(left) < 1, `${left}`);
        for (const right of found.rights) assert.ok(Math.abs(right - found.width) < 1.5, `${right} of ${found.width}`);
      }
    }));

  it('comes out from below the copy button, and a single line stands beside it', () => visit(
    PAGES.community, async page => {
      await page.setViewportSize(PHONE);
      const found = await page.$$eval('.code', all => all.map(box => {
        const [pre, button] = [box.querySelector('pre'), box.querySelector('.copy')];
        const range = document.createRange();
        range.selectNodeContents(pre.querySelector('code'));
        pre.scrollLeft = pre.scrollWidth;
        const scrolled = range.getBoundingClientRect().right;
        return {
          isOne: box.classList.contains('one'),
          spare: box.clientWidth - pre.clientWidth,
          below: pre.getBoundingClientRect().right - button.getBoundingClientRect().left,
          hidden: scrolled - button.getBoundingClientRect().left,
        };
      }));
      assert.ok(found.length >= 3);
      for (const { isOne, spare, below, hidden } of found) {
        if (isOne) assert.ok(below <= 0, `${below} px are below the button`);
        else assert.equal(spare, 0);
        assert.ok(hidden <= 0, `${hidden} px are below the button`);
      }
    }));

  it('has its title on it, in ink', () => visit(PAGES.everything, async page => {
    const found = await page.$eval('figure:has(pre)', figure => {
      const [title, pre] = [figure.querySelector('figcaption'), figure.querySelector('pre')];
      return {
        gap: pre.getBoundingClientRect().top - title.getBoundingClientRect().bottom,
        colours: [getComputedStyle(title).color, getComputedStyle(document.body).color],
      };
    });
    assert.ok(Math.abs(found.gap) < 1, `${found.gap} px between`);
    assert.equal(found.colours[0], found.colours[1]);
  }));

  for (const name of ['programs', 'everything']) {
    it(`weighs at most ${MAX_BYTES} bytes with all that its page loads: ${name}`, () => visit(
      PAGES[name], (page, record) => {
        const all = [...record.bytes].filter(([url]) => !url.includes('/files/'));
        const bytes = all.reduce((sum, [, some]) => sum + some, 0);
        console.log(`${name}: ${bytes} bytes with gzip in ${all.length} requests: ${
          all.map(([url, some]) => `${new URL(url).pathname.split('/').at(-1)} ${some}`).join(', ')}`);
        assert.ok(bytes <= MAX_BYTES, `${bytes}`);
      }));
  }
});

describe('math', () => {
  it('is math to the browser, with a title of words and TeX to copy', () => visit(
    PAGES.everything, async page => {
      assert.ok(await page.$eval('h1 mfrac', each => each.getBoundingClientRect().height) > 20);
      assert.match(await page.title(), /^How long does a charge of E = 1\/2 CV² last/);
      assert.equal(await page.$eval('h1 annotation', each => each.textContent),
        'E = \\frac{1}{2} C V^2');
    }));
});

describe('what is wider than its place', () => {
  for (const name of ['everything', 'rightToLeft', 'community']) {
    it(`scrolls with the keyboard where it scrolls, and is no stop elsewhere: ${name}`, () => visit(
      PAGES[name], async page => {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.waitForTimeout(100);
        const all = await page.locator(WIDE).all();
        let n = 0;
        for (const each of all) {
          const scrolls = await each.evaluate(el => el.scrollWidth > el.clientWidth);
          assert.equal(await each.getAttribute('tabindex'), scrolls ? '0' : null,
            await each.evaluate(el => el.outerHTML.slice(0, 80)));
          if (!scrolls) continue;
          n += 1;
          await each.focus();
          const before = await each.evaluate(el => el.scrollLeft);
          // From right to left its start is at the right.
          const back = await each.evaluate(el => getComputedStyle(el).direction === 'rtl');
          await page.keyboard.press(back ? 'ArrowLeft' : 'ArrowRight');
          await page.waitForTimeout(150);
          assert.notEqual(await each.evaluate(el => el.scrollLeft), before);
        }
        assert.ok(n >= 3, `${n} of ${all.length} scroll`);
      }));
  }

  for (const selector of ['.prose table', '.formula', '.formula-long', '.code pre']) {
    it(`has a shadow where it goes on, until it ends: ${selector}`, () => visit(
      PAGES.everything, async page => {
        await page.setViewportSize(PHONE);
        // The page is laid out anew for its new width some time after.
        const which = await page.waitForFunction(which => {
          const at = [...document.querySelectorAll(which)].findIndex(el => el.scrollWidth > el.clientWidth + 20);
          return at < 0 ? null : { at };
        }, selector);
        const wide = page.locator(selector).nth((await which.jsonValue()).at);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          const last = async () => {
            await wide.evaluate(el => el.blur());
            // The last columns may be half outside.
            return (await columns(browser, await wide.screenshot())).at(-4).median;
          };
          await wide.evaluate(el => { el.scrollLeft = 0; });
          const start = await last();
          await wide.evaluate(el => { el.scrollLeft = el.scrollWidth; });
          const end = await last();
          const [dark, light] = [start, end].sort((a, b) => a - b);
          assert.ok((light + 0.05) / (dark + 0.05) > 1.2, `${colorScheme}: ${start} and ${end}`);
        }
      }));
  }

  it('shows formulas from their start also from right to left', () => visit(
    PAGES.rightToLeft, async page => {
      await page.setViewportSize(PHONE);
      const found = await page.$$eval('.formula, .formula-long', all => all.map(each => ({
        left: each.getBoundingClientRect().left,
        start: each.querySelector('math').getBoundingClientRect().left,
      })));
      assert.ok(found.length >= 2);
      for (const { left, start } of found) assert.ok(start >= left - 1, `${start} of ${left}`);
    }));
});

describe('lists', () => {
  it('of tasks have their words in one line below another', () => visit(
    PAGES.everything, async page => {
      await page.setViewportSize({ width: 390, height: 844 });
      const found = await page.$$eval('li:has(> input)', all => all.map(item => {
        const words = [...item.childNodes].find(node => node.nodeType === 3 && node.data.trim());
        const range = document.createRange();
        range.setStart(words, words.data.search(/\S/));
        range.setEnd(words, words.data.trimEnd().length);
        const lines = [...range.getClientRects()].filter(line => line.width > 1);
        return { lefts: lines.map(line => line.left), box: item.querySelector('input').getBoundingClientRect().right };
      }));
      assert.ok(found.some(({ lefts }) => lefts.length > 1), 'one of them takes several lines');
      for (const { lefts, box } of found) {
        for (const left of lefts) assert.ok(Math.abs(left - lefts[0]) < 1, `${lefts}`);
        assert.ok(box < lefts[0], 'the box is in front of them');
      }
    }));

  it('of footnotes keep paragraphs apart', () => visit(PAGES.everything, async page => {
    const found = await page.$$eval('.footnotes li:first-child p', all =>
      all.map(each => each.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    assert.equal(found.length, 2);
    assert.ok(found[1].top >= found[0].bottom + 4, JSON.stringify(found));
  }));

  it('of votes end in one line', () => visit(PAGES.community, async page => {
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      const all = await page.$$eval('.poll ul', lists => lists.map(list => ({
        edge: list.getBoundingClientRect().right,
        ends: [...list.querySelectorAll('.votes')].map(votes => votes.getBoundingClientRect().right),
      })));
      assert.equal(all.length, 3);
      for (const { edge, ends } of all) {
        assert.equal(ends.length, 3);
        for (const end of ends) assert.ok(Math.abs(end - edge) < 1, `${end} of ${edge}`);
      }
    }
  }));
});

describe('a badge', () => {
  it('is one line on a phone', () => visit(PAGES.community, async page => {
    await page.setViewportSize(PHONE);
    const badge = page.locator('.best .badge');
    assert.equal(await badge.textContent(), 'Unconfirmed answer');
    assert.ok((await badge.boundingBox()).height < 32);
  }));
});

describe('the plain theme', () => {
  for (const [name, file] of Object.entries(PAGES)) {
    it(`is accessible and fits with all of it: ${name}`, async () => {
      const plain = await serve(markupSite('plain'));
      const { page, record, close } = await open(browser, `${plain.origin}/${file}`);
      try {
        await unfold(page);
        assert.deepEqual(await axeAtEach(page, SIZES), []);
        assert.deepEqual(record.problems, []);
      } finally {
        await close();
        await plain.close();
      }
    });
  }
});
