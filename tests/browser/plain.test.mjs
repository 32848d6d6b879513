// What the smallest theme has, too: ways on from a page that is not there, words that can be read,
// and paper.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { launch, visiting } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { exampleSite } from './lib/site.mjs';

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(exampleSite('plain'));
});

after(async () => {
  await browser?.close();
  await server?.close();
});

function visit(file, options, check) {
  return visiting(browser, `${server.origin}/${file}`, options, check);
}

describe('plain', () => {
  it('leads on from a page that is not there', () => visit('404.html', {}, async ({ page, record }) => {
    const main = page.locator('main');
    assert.ok(await main.locator('input[type=search]').isVisible());
    assert.ok(await main.getByRole('link', { name: 'A to Z' }).isVisible());
    assert.ok(await main.getByRole('link', { name: 'Write to us' }).isVisible());
    assert.ok(await main.getByRole('link', { name: 'Ask a new question' }).isVisible());
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(record.problems, []);
  }));

  it('leads to the community from its home page', () => visit('index.html', {}, async ({ page }) => {
    assert.ok(await page.getByRole('link', { name: 'Ask a new question' }).isVisible());
  }));

  for (const colorScheme of ['light', 'dark']) {
    it(`says in readable words what to type: ${colorScheme}`, () => visit(
      'tags.html', { colorScheme }, async ({ page }) => {
        const ratio = await page.$eval('input[type=search]', input => {
          const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const light = color => {
            context.fillStyle = color;
            context.fillRect(0, 0, 1, 1);
            const linear = part => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
            const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map(linear);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          };
          const both = [light(getComputedStyle(input, '::placeholder').color), light(getComputedStyle(input).backgroundColor)];
          return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
        });
        assert.ok(ratio >= 4.5, `${ratio}`);
      }));
  }

  it('has the bullet of a long title at its first line', () => visit(
    'index.html', { viewport: { width: 320, height: 720 } }, async ({ page }) => {
      const links = await page.$$eval('main > ul > li > a', all => all.map(each => getComputedStyle(each).verticalAlign));
      assert.ok(links.length > 5);
      assert.deepEqual(links.filter(align => align !== 'top'), []);
    }));

  it('prints an answer, and nothing that leads on', () => visit(
    'answers/reset-hub.html', { colorScheme: 'dark' }, async ({ page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const shown = await page.$$eval('nav, form, button, .helped, .as-markdown', all =>
        all.filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 80)));
      assert.deepEqual(shown, []);
      assert.ok(await page.locator('article h1').isVisible());
      const outer = await page.$$eval('main a[href^="http"]', all =>
        all.filter(each => each.checkVisibility()).map(each => getComputedStyle(each, '::after').content));
      assert.deepEqual(outer.filter(content => content === 'none'), []);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
    }));
});
