// A site from right to left: nothing sticks out, code stays as it is, and search finds.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { boxOf } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build, repository, temporaryFolder } from './lib/site.mjs';

let browser;
const servers = {};

before(async () => {
  browser = await launch();
  for (const theme of ['atlas', 'commons', 'plain']) {
    const site = path.join(temporaryFolder(), 'site');
    fs.cpSync(path.join(repository, 'tests/arabic'), site, { recursive: true });
    fs.appendFileSync(path.join(site, 'answerbook.yaml'), `theme: ${theme}\n`);
    servers[theme] = await serve(build(site), { gzip: true });
  }
});

after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
});

const PAGES = [
  'index.html', 'tags.html', 'people.html', 'dates.html', 'search.html', '404.html',
  'questions/لماذا-تطلق-الآلة-صفيرًا-بعد-كل-فنجان-101.html',
  'answers/كيف-أزيل-الكلس-من-آلة-القهوة.html',
];

for (const theme of ['atlas', 'commons', 'plain'])
  describe(`an Arabic site in ${theme}`, () => {
    for (const viewport of [PHONE, DESKTOP])
      it(`fits into ${viewport.width} px, from the right`, async () => {
        for (const each of PAGES) {
          const { page, close } = await open(browser, `${servers[theme].origin}/${encodeURI(each)}`, { viewport });
          try {
            assert.deepEqual(await overflowing(page), [], each);
            const heading = await page.locator('main h1').first().evaluate(el => getComputedStyle(el).direction);
            assert.equal(heading, 'rtl', each);
            for (const code of await page.locator('pre, code').all())
              assert.equal(await code.evaluate(el => getComputedStyle(el).direction), 'ltr', each);
          } finally {
            await close();
          }
        }
      });

    it('finds what is asked in Arabic, without a stemmer', async () => {
      const { page, close } = await open(browser, `${servers[theme].origin}/index.html`, { viewport: DESKTOP });
      try {
        const box = boxOf(page);
        await box.input.fill('القهوة باردة');
        await page.locator('.hit').first().waitFor({ timeout: 5000 });
        assert.match(await page.locator('.hit').first().textContent(), /القهوة تخرج باردة/);
      } finally {
        await close();
      }
    });
  });
