// The answer of a thread that a query means, and sections that the theme has no words for.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, visiting } from './lib/browser.mjs';
import { answer, boxOf } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build, temporaryFolder } from './lib/site.mjs';

const ANSWERS = [
  { id: 'one', body: 'Open Settings and follow the link in the mail.', accepted: true },
  { id: 'two', body: `Without a telephone ask the shop for a voucher.${' Then wait.'.repeat(300)}` },
  { id: 'three', body: 'Type the last six digits of your invoice into the form.' },
];
let browser;
let server;

before(async () => {
  const site = path.join(temporaryFolder(), 'site');
  fs.mkdirSync(path.join(site, 'answers'), { recursive: true });
  fs.writeFileSync(path.join(site, 'answerbook.yaml'), [
    'title: Doors', 'language: en', 'languages: [en, de]', 'sources:',
    '  - {type: jsonl, path: threads.jsonl, name: Forum}',
    '  - {type: markdown, path: answers, name: Handbook}', '',
  ].join('\n'));
  const thread = { id: '1', title: 'Reset the password', question: { body: 'How?' }, answers: ANSWERS };
  fs.writeFileSync(path.join(site, 'threads.jsonl'), `${JSON.stringify(thread)}\n`);
  answer(site, 'door', { title: 'The router in the door' }, 'It is in the door.');
  answer(site, 'haus', { title: 'Der Router im Treppenhaus', language: 'de' }, 'Er liegt im Keller.');
  for (const room of ['Bad', 'Flur', 'Keller']) {
    answer(site, room, { title: `Licht im ${room}`, language: 'de' }, 'Der Schalter ist links.');
  }
  server = await serve(build(site), { gzip: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

function visit(file, check) {
  return visiting(browser, `${server.origin}/${file}`, {}, opened =>
    check({ ...opened, box: boxOf(opened.page) }));
}

describe('a thread with several answers', () => {
  it('shows the one in the box that the query means, and leads to it', () =>
    visit('index.html', async ({ page, box, record }) => {
      await box.type('reset password telephones');
      await box.hits();
      const first = box.options.first().locator('.hit-answer');
      await first.filter({ hasText: 'Without a telephone ask the shop' }).waitFor({ timeout: 5000 });
      assert.deepEqual(await first.locator('mark').allTextContents(), ['telephone']);
      await page.keyboard.press('ArrowDown');
      await Promise.all([page.waitForURL(/reset-the-password.*#a-two$/), page.keyboard.press('Enter')]);
      const place = page.locator('#a-two');
      assert.match(await place.textContent(), /Without a telephone/);
      assert.ok(await place.evaluate(it => it.getBoundingClientRect().top < innerHeight));
      assert.deepEqual(record.problems, []);
    }));

  it('shows the best one when the query says no more than its title', () =>
    visit('index.html', async ({ page, box }) => {
      await box.type('password reset');
      await box.hits();
      assert.match(await box.options.first().locator('.hit-answer').textContent(), /^Open Settings/);
      await page.keyboard.press('ArrowDown');
      await Promise.all([page.waitForURL(/reset-the-password[^#]*$/), page.keyboard.press('Enter')]);
    }));

  it('does so on the page of results', () =>
    visit('search.html?q=password+invoice', async ({ page }) => {
      const first = page.locator('.found ol > li').first();
      await first.waitFor();
      assert.match(await first.textContent(), /Type the last six digits/);
      assert.match(await first.locator('h2 a').getAttribute('href'), /#a-three$/);
    }));
});

describe('a section in another language', () => {
  const isGerman = async (item, title) => {
    await item.waitFor();
    assert.match(await item.locator(title).textContent(), /Treppenhaus/);
    // The page's own language is not said again.
    assert.equal(await item.getAttribute('lang'), null);
  };

  it('finds its own answers first', () =>
    visit('de/index.html', async ({ page, box }) => {
      assert.equal(await page.locator('html').getAttribute('lang'), 'de');
      await box.type('router');
      await box.hits();
      await isGerman(box.options.first(), '.hit-title');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/de\/search\.html\?q=router/);
      await isGerman(page.locator('.found ol > li').first(), 'h2');
    }));

  it('leaves the others as they are', () =>
    visit('index.html', async ({ box }) => {
      await box.type('router');
      await box.hits();
      assert.match(await box.options.first().locator('.hit-title').textContent(), /door/);
    }));
});
