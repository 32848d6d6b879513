// Nothing moves while a page comes: the Cumulative Layout Shift of each kind of page, in both
// themes, on a phone and on a desktop, on a slow line.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launch } from './lib/browser.mjs';
import { searchSite } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build, exampleSite, samplePages } from './lib/site.mjs';

/** What Google calls good is 0.1. */
const MOST = 0.02;
/** Milliseconds that each answer of the server takes, so that what comes later comes later. */
const DELAY = 60;
const VIEWPORTS = [{ width: 390, height: 844 }, { width: 1280, height: 900 }];
const THEMES = ['commons', 'plain'];

// Both themes publish the same pages under the same names.
const outputs = Object.fromEntries(THEMES.map(theme => [theme, {
  example: exampleSite(theme), lamps: build(searchSite({ theme })),
}]));
const samples = samplePages(outputs.commons.example);

let browser;
const servers = {};

before(async () => {
  browser = await launch();
  for (const theme of THEMES) {
    const { example, lamps } = outputs[theme];
    servers[theme] = {
      example: await serve(example, { gzip: true, delay: DELAY }),
      lamps: await serve(lamps, { gzip: true, delay: DELAY }),
    };
  }
});

after(async () => {
  await browser?.close();
  for (const { example, lamps } of Object.values(servers)) {
    await example.close();
    await lamps.close();
  }
});

for (const theme of THEMES) {
  describe(`a page of the theme ${theme} keeps still`, () => {
    for (const sample of samples) {
      it(sample.name, () => still(servers[theme].example, encodeURI(sample.file)));
    }

    const found = page => page.locator('.found ol > li').first().waitFor();
    const none = page => page.locator('.found .note', { hasText: 'Nothing' }).waitFor();
    const queries = {
      'many results': ['?q=lamp', found],
      'few results': ['?q=attic+dims&tag=attic', found],
      'results by date': ['?q=lamp&sort=date', found],
      'results of filters alone': ['?tag=attic', found],
      'no results': ['?q=qqqqzzzz', none],
    };
    for (const [name, [query, until]] of Object.entries(queries)) {
      it(name, () => still(servers[theme].lamps, `search.html${query}`, until));
    }

    it('results that are narrowed', () =>
      still(servers[theme].lamps, 'search.html?q=lamp', async (page, viewport) => {
        await found(page);
        const opener = page.getByRole('button', { name: 'Filters' });
        const hasSheet = theme === 'plain' || viewport.width < 1000;
        assert.equal(await opener.isVisible(), hasSheet);
        if (hasSheet) await opener.click();
        await page.getByRole('radio', { name: 'Lamp Solo' }).check();
        await page.waitForURL(/product=Lamp\+Solo/);
        await page.locator('.found .note', { hasText: /^\d+ answers$/ }).waitFor();
      }));
  });
}

/** Opens a page of a site as each device does, and adds up what moves until it is idle. */
function still(server, file, until = async () => {}) {
  return Promise.all(VIEWPORTS.map(async viewport => {
    const context = await browser.newContext({ viewport });
    try {
      const page = await context.newPage();
      await page.addInitScript(() => {
        window.shifts = [];
        const name = ({ node }) => {
          const of = node?.nodeType === 1 ? node : node?.parentElement;
          return of ? `${of.localName}.${of.className}` : 'gone';
        };
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) {
            // What moves within half a second after a click is what the click was for.
            if (entry.hadRecentInput) continue;
            window.shifts.push({ value: entry.value, of: entry.sources.map(name) });
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(`${server.origin}/${file}`, { waitUntil: 'networkidle' });
      await until(page, viewport);
      await page.waitForTimeout(150);
      const shifts = await page.evaluate(() => window.shifts);
      const sum = shifts.reduce((sum, { value }) => sum + value, 0);
      assert.ok(sum <= MOST, `${viewport.width} px: ${sum} ${JSON.stringify(shifts)}`);
    } finally {
      await context.close();
    }
  }));
}
