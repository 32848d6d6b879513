// A thread of 429 answers: a light page of its question, and links that find what has moved.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { build, temporaryFolder } from './lib/site.mjs';

const NAMES = ['Vesna', 'Teodor', 'Amparo', 'Jiho', 'Wanjiru', 'Lotte', 'Rashid', 'Bohdan'];
const WORDS = ('the dimmer coil hums at night when load falls below ten watts so swap it for one that is ' +
  'rated for small lamps or put a bypass beside its last socket').split(' ');
const QUESTION = 'questions/why-does-the-lamp-hum-1';
const N = 429;

/** An answer with words of its own, so that nothing compresses better than in life. */
function answer(at) {
  let state = at + 1;
  const next = n => (state = (state * 48271) % 2147483647) % n;
  const sentence = () => Array.from({ length: 14 }, () => `${WORDS[next(WORDS.length)]}${next(99)}`).join(' ');
  return {
    id: String(1000 + at), body: `Answer ${at}. ${Array.from({ length: 8 }, sentence).join('. ')}.`,
    score: at % 9, accepted: at === 300, author: { id: NAMES[at % 8], name: NAMES[at % 8] },
    created: new Date(Date.UTC(2014, 0, 1 + at)).toISOString(),
  };
}

let browser;
const servers = {};

before(async () => {
  const answers = Array.from({ length: N }, (_, at) => answer(at));
  const comments = [{ id: 'r7', parent: '1007', body: 'Which coil do you mean, the one in its base?' }];
  const thread = {
    id: '1', title: 'Why does the lamp hum?', question: { body: 'It hums.' }, answers, comments,
  };
  for (const theme of ['commons', 'plain']) {
    const site = path.join(temporaryFolder(), 'site');
    fs.mkdirSync(site);
    fs.writeFileSync(path.join(site, 'answerbook.yaml'), [
      'title: Lamps', `theme: ${theme}`, 'sources:',
      '  - {type: jsonl, path: threads.jsonl, name: Forum}', '',
    ].join('\n'));
    fs.writeFileSync(path.join(site, 'threads.jsonl'), `${JSON.stringify(thread)}\n`);
    servers[theme] = await serve(build(site), { gzip: true });
    servers[theme].folder = path.join(path.dirname(site), 'public');
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
});

async function visit(theme, address, check, view = {}) {
  const opened = await open(browser, `${servers[theme].origin}/${address}`, view);
  try {
    await check(opened);
    assert.deepEqual(opened.record.problems, []);
  } finally {
    await opened.close();
  }
}

describe('a thread of 429 answers', () => {
  it('has a page of at most 40 KB', () => {
    const page = fs.readFileSync(path.join(servers.commons.folder, `${QUESTION}.html`));
    const size = gzipSync(page, { level: 6 }).length;
    assert.ok(size <= 40_000, `${size} bytes`);
  });

  for (const theme of ['commons', 'plain']) {
    for (const [what, anchor, page] of [
      ['an answer', 'a-1007', '--discussion.html'], ['a late answer', 'a-1420', '--discussion--9.html'],
      ['a remark', 'c-r7', '--discussion.html'], ['the accepted answer', 'a-1300', '.html'],
    ]) {
      it(`${theme}: an old link to ${what} finds it`, () =>
        visit(theme, `${QUESTION}.html#${anchor}`, async ({ page: opened }) => {
          await opened.waitForURL(address => address.pathname.endsWith(`hum-1${page}`));
          assert.equal(new URL(opened.url()).hash, `#${anchor}`);
          const place = opened.locator(`[id="${anchor}"]`);
          await place.waitFor();
          await opened.waitForFunction(id => {
            const { top } = document.getElementById(id).getBoundingClientRect();
            return top > -2 && top < innerHeight;
          }, anchor);
        }));
    }

    if (theme === 'commons') it('has its contents above the first answer of a page on a phone, and once', async () => {
      for (const viewport of [PHONE, DESKTOP]) {
        await visit(theme, `${QUESTION}--discussion--2.html`, async ({ page }) => {
          const lists = page.locator('.answer-list');
          const fold = page.locator('.answer-contents summary');
          if (await fold.isVisible()) await fold.click();
          const shown = [];
          for (const list of await lists.all()) if (await list.isVisible()) shown.push(list);
          assert.equal(shown.length, 1, `${viewport.width}`);
          const [list, first] = [await shown[0].boundingBox(), await page.locator('.answers > .answer').first().boundingBox()];
          assert.ok(viewport === PHONE ? list.y < first.y : list.x > first.x);
        }, { viewport });
      }
    });

    it(`${theme}: links of the contents work without a script`, () =>
      visit(theme, `${QUESTION}.html`, async ({ page }) => {
        await page.locator('.moved').evaluate(list => { list.closest('details').open = true; });
        await page.locator('.moved a').nth(60).click();
        await page.waitForURL(/--discussion--2\.html#a-1060$/);
        assert.match(await page.locator('#a-1060').textContent(), /Answer 60\./);
      }, { javaScriptEnabled: false }));

    for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
      for (const name of [`${QUESTION}.html`, `${QUESTION}--discussion--2.html`]) {
        it(`${theme}, ${size}: ${name} is accessible and fits`, () =>
          visit(theme, name, async ({ page }) => {
            await page.locator('details').evaluateAll(all => all.forEach(it => { it.open = true; }));
            assert.deepEqual(await axe(page), []);
            assert.deepEqual(await overflowing(page), []);
          }, { viewport }));
      }
    }
  }
});
