// The theme of documentation: a tree at one side, contents at the other, without a script.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { axeAtEach } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, visiting } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { exampleSite, pages, samplePages } from './lib/site.mjs';

/** What commons may have, and the tree with its style. */
const MAX_BYTES = 27 * 1024;

const output = exampleSite('atlas');
const samples = samplePages(output);
const questions = pages(output).filter(page => ['question', 'answer'].includes(page.kind));

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

function visit(file, options, check) {
  return visiting(browser, `${server.origin}/${encodeURI(file)}`, options, check);
}

describe('atlas', () => {
  for (const sample of samples) {
    it(`is accessible and fits: ${sample.name}`, () => visit(sample.file, { waitUntil: 'load' }, async ({ page, record }) => {
      assert.deepEqual(await axeAtEach(page, [DESKTOP, { width: 1000, height: 700 }, PHONE]), []);
      await page.locator('.tree summary').click();
      assert.deepEqual(await axeAtEach(page, [PHONE, DESKTOP]), [], 'unfolded');
      assert.deepEqual(record.problems, []);
    }));
  }

  it('shows the tree beside the page and folds it on phones, without a script', async () => {
    const { file } = questions[0];
    await visit(file, { javaScriptEnabled: false }, async ({ page }) => {
      const [tree, main] = [page.locator('.tree li').first(), page.locator('main')];
      assert.ok(await tree.isVisible());
      assert.ok((await tree.boundingBox()).x < (await main.boundingBox()).x);
      assert.ok(!await page.locator('.tree summary').isVisible());
      // What is folded is reached by the keyboard as well, where it is shown.
      const reached = page.locator('.tree a:focus');
      for (let n = 0; n < 20 && !await reached.count(); n += 1) await page.keyboard.press('Tab');
      assert.equal(await reached.count(), 1);
      await page.setViewportSize(PHONE);
      assert.ok(!await tree.isVisible());
      await page.locator('.tree summary').click();
      assert.ok(await tree.isVisible());
    });
  });

  it('has each list of contents once at a time', async () => {
    const long = questions.find(page => page.html.includes('class="contents"'));
    assert.ok(long, 'an answer with headings');
    for (const viewport of [DESKTOP, { width: 1600, height: 900 }, PHONE]) {
      await visit(long.file, { viewport }, async ({ page }) => {
        const shown = await page.$$eval('.contents', all => all.map(each => each.checkVisibility()));
        assert.equal(shown.filter(Boolean).length, 1, `${viewport.width}: ${shown}`);
      });
    }
  });

  it('moves nothing while it loads', async () => {
    for (const viewport of [DESKTOP, { width: 390, height: 844 }]) {
      for (const { file } of samples) {
        await visit(file, { viewport }, async ({ page }) => {
          const shift = await page.evaluate(() => new Promise(resolve => {
            let sum = 0;
            new PerformanceObserver(list => {
              for (const entry of list.getEntries()) sum += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 100);
          }));
          assert.ok(shift <= 0.02, `${file}: ${shift}`);
        });
      }
    }
  });

  it(`has question pages of at most ${MAX_BYTES} bytes`, async () => {
    let most = 0;
    const queue = [...questions];
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        await visit(next.file, {}, async ({ record }) => {
          const bytes = [...record.bytes.values()].reduce((sum, some) => sum + some, 0);
          most = Math.max(most, bytes);
        });
      }
    }));
    console.log(`${questions.length} pages of atlas, the heaviest ${most} bytes`);
    assert.ok(most <= MAX_BYTES, `${most}`);
  });
});
