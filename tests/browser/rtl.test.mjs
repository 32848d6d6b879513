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

    if (theme !== 'plain') it('shows where a command begins, beside the button that copies it', async () => {
      const { page, close } = await open(browser, `${servers[theme].origin}/${encodeURI(PAGES.at(-1))}`, { viewport: PHONE });
      try {
        const found = await page.evaluate(() => {
          const code = document.createElement('pre');
          code.innerHTML = '<code>curl --head https://router.example/status | less\necho done</code>';
          const box = document.createElement('div');
          const copy = document.createElement('button');
          [box.className, copy.className] = ['code', 'copy'];
          box.append(code, copy);
          document.querySelector('.prose').append(box);
          const [button, words] = [copy, code].map(each => each.getBoundingClientRect());
          return { button: button.left - words.left, room: parseFloat(getComputedStyle(code.firstChild).paddingRight) };
        });
        assert.ok(found.button > 100, `${found.button} px from where lines begin`);
        assert.ok(found.room > 40);
      } finally {
        await close();
      }
    });

    it('has the names of other languages at the edge of its own', async () => {
      if (theme === 'plain') return;
      const { page, close } = await open(browser, `${servers[theme].origin}/${encodeURI(PAGES.at(-1))}`, { viewport: DESKTOP });
      try {
        const align = await page.evaluate(() => {
          document.querySelector('.rail').insertAdjacentHTML('beforeend',
            '<section><ul><li><a id="other" href="#" lang="en" dir="auto">English</a></li></ul></section>');
          return getComputedStyle(document.getElementById('other')).textAlign;
        });
        assert.equal(align, 'right');
      } finally {
        await close();
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
