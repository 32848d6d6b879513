// Large pictures open above the page.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open } from './lib/browser.mjs';
import { PAGES, markupSite } from './lib/markup.mjs';
import { serve } from './lib/server.mjs';

let browser;
let output;
let server;

before(async () => {
  browser = await launch();
  output = markupSite();
  server = await serve(output);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function visit(look, options = {}, address = `${server.origin}/${PAGES.everything}`) {
  const { page, record, close } = await open(browser, address, options);
  try {
    await look(page, record);
    assert.deepEqual(record.problems, []);
  } finally {
    await close();
  }
}

/** Whether the link that was there before has the focus again, and nothing is open. */
async function isBack(page) {
  await page.locator('dialog').waitFor({ state: 'detached' });
  return page.evaluate(() => document.activeElement === document.querySelector('a.zoom'));
}

describe('a large picture', () => {
  it('opens by a click, whole, and closes by its button, by Escape and by a click', () => visit(
    async page => {
      const closings = [
        () => page.locator('dialog button').click(),
        () => page.keyboard.press('Escape'),
        () => page.locator('dialog img').click({ position: { x: 20, y: 20 } }),
      ];
      for (const close of closings) {
        await page.locator('a.zoom').first().click();
        const image = page.locator('dialog[open] img');
        await image.waitFor();
        assert.equal(await image.getAttribute('alt'), 'The hub from behind');
        await page.waitForFunction(() => document.querySelector('dialog img').naturalWidth > 0);
        assert.deepEqual(await image.evaluate(each => [each.width, each.naturalWidth]), [1600, 1600]);
        await close();
        assert.ok(await isBack(page));
      }
      assert.equal(new URL(page.url()).pathname, `/${PAGES.everything}`);
    }));

  it('opens by the keyboard, keeps the focus, and gives it back', () => visit(async page => {
    await page.locator('a.zoom').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    for (let n = 0; n < 3; n += 1) {
      // The browser's own controls are the only other stop.
      const isInside = await page.evaluate(() =>
        document.activeElement === document.body || !!document.activeElement.closest('dialog'));
      assert.ok(isInside);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Escape');
    assert.ok(await isBack(page));
  }));

  it('has a name also where nobody described it', () => visit(async page => {
    await page.locator('a.zoom').last().click();
    const name = await page.locator('dialog[open]').getAttribute('aria-label');
    assert.equal(name, 'Enlarge the picture');
  }));

  it('is accessible while it is open, in light and in dark', () => visit(async page => {
    await page.locator('a.zoom').first().click();
    await page.locator('dialog[open]').waitFor();
    for (const viewport of [DESKTOP, PHONE]) {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        assert.deepEqual(await axe(page), [], `${colorScheme}, ${viewport.width} px`);
        const button = await page.locator('dialog button').boundingBox();
        assert.ok(button.x >= 0 && button.x + button.width <= viewport.width && button.height >= 24);
      }
    }
  }));

  it('that is smaller than the window is in its middle', () => visit(async page => {
    await page.locator('a.zoom').first().click();
    await page.waitForFunction(() => document.querySelector('dialog img')?.naturalWidth > 0);
    const box = await page.locator('dialog img').boundingBox();
    assert.ok(Math.abs(box.x - 200) < 10 && Math.abs(box.y - 150) < 10, JSON.stringify(box));
  }, { viewport: { width: 2000, height: 1200 } }));

  it('with a link of its own keeps it', () => visit(async page => {
    const link = page.locator('a[href="https://manual.example.org/wiring"]');
    assert.equal(await link.locator('img').count(), 1);
    assert.equal(await link.getAttribute('class'), null);
    await page.route('https://manual.example.org/**', route => route.fulfill({ body: 'The wiring' }));
    await link.click();
    await page.waitForURL('https://manual.example.org/wiring');
  }));

  it('is left to the browser when it is to be in another tab', () => visit(async page => {
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('a.zoom').first().click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await other.waitForURL(/\.png$/);
    assert.equal(await page.locator('dialog').count(), 0);
  }));

  it('is a plain link without a script', () => visit(async page => {
    await page.locator('a.zoom').first().click();
    await page.waitForURL(/\/files\/.*\.png$/);
  }, { javaScriptEnabled: false }));

  it('opens in a page from a folder, too', () => visit(async page => {
    await page.locator('a.zoom').first().click();
    await page.locator('dialog[open] img').waitFor();
  }, {}, pathToFileURL(path.join(output, PAGES.everything)).href));

  it('needs no script but the one of the page', () => visit(async (page, record) => {
    await page.locator('a.zoom').first().click();
    await page.locator('dialog[open] img').waitFor();
    // Those of every page: the colours that were chosen, and the page's own.
    const scripts = await page.$$eval('script[src]', all => all.map(each => each.src));
    assert.deepEqual(scripts.map(src => src.match(/assets\/([a-z]+)-/)?.[1]), ['scheme', 'site']);
    const asked = record.requests.filter(url => /\.m?js(\?|$)/.test(url));
    assert.deepEqual(asked.sort(), scripts.sort());
    assert.deepEqual(record.requests.filter(url => !url.startsWith(`${server.origin}/`)), []);
  }));
});
