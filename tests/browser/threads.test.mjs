// The list of threads in the preview: read, filtered and decided about in a real browser.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { editableSite, preview } from './lib/preview.mjs';

const HOSTILE = '<img src=x onerror="document.title=1"><b>hub</b>';

let browser;
let site;
let served;

before(async () => {
  browser = await launch();
  site = editableSite();
  const post = { body: `${HOSTILE} Hold the button.`, id: '"><i>', author: { name: HOSTILE } };
  const record = { id: 'a"<b>\u202e', title: HOSTILE, question: { body: 'Why?' }, answers: [post] };
  fs.appendFileSync(path.join(site, 'exports/care.jsonl'), `${JSON.stringify(record)}\n`);
  served = await preview(site);
});

after(async () => {
  await served?.close();
  await browser?.close();
});

/** The list in a browser; nothing may go wrong in it. */
async function listed(check, view = {}) {
  const opened = await open(browser, `${served.origin}/-/answerbook/threads`,
    { waitUntil: 'load', permissions: ['clipboard-read', 'clipboard-write'], ...view });
  const { page, record } = opened;
  const items = page.locator('#list li button');
  const of = id => page.locator(`#list li button[data-name$=":${id}"]`);
  await items.first().waitFor();
  const choose = async id => {
    await of(id).click();
    await page.locator('#thread article').first().waitFor();
  };
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  try {
    await check({ page, items, of, choose, copied });
    const isLeft = text => text.includes('/-/answerbook/wait');
    assert.deepEqual(record.problems.filter(text => !isLeft(text)), []);
    const foreign = record.requests.filter(address => !address.startsWith(served.origin));
    assert.deepEqual(foreign.filter(address => !address.startsWith('data:')), []);
  } finally {
    await opened.close();
  }
}

const ask = async query => fetch(`${served.origin}/-/answerbook/${query}`);

describe('the list of threads', () => {
  it('shows what a build decides, and is cut by filters', () => listed(async ({ page, items }) => {
    const all = await (await ask('threads.json?limit=500')).json();
    assert.equal(all.version, 1);
    assert.equal(await items.count(), Math.min(all.found, 50));
    await page.getByLabel('State').selectOption('withheld');
    await page.waitForFunction(n => document.querySelectorAll('#list li').length === n,
      all.all - all.published);
    await page.getByLabel('Reason').selectOption('split-votes');
    await page.waitForFunction(() => document.querySelectorAll('#list li').length === 1);
    assert.match(await items.first().textContent(), /withheld.*contested, split-votes/);
    await page.getByLabel('Words').fill('no such words');
    await page.getByText('No thread is like this.').waitFor();
  }));

  it('is gone through by keys, there and back', () => listed(async ({ page, items }) => {
    await items.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const name = await items.nth(1).getAttribute('data-name');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), name);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.tagName === 'H2');
    assert.equal(await items.nth(1).getAttribute('aria-current'), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), name);
  }));

  it('copies the lines for decisions.yaml, and all of them together', () =>
    listed(async ({ page, choose, copied }) => {
      await choose('41');
      const answer = page.locator('#thread article', { hasText: 'Answer 2' });
      await answer.locator('> .acts').getByText('Put this first').click();
      await page.getByRole('status').getByText('Copied').waitFor();
      assert.equal(await copied(), '  "Lumo forum:41": "3"');
      await page.getByRole('button', { name: 'Not for strangers' }).click();
      await page.waitForFunction(() => document.querySelector('#status').textContent.includes('not:'));
      assert.equal(await copied(), '  - "Lumo forum:41"');
      await page.getByRole('button', { name: 'Publish it' }).click();
      await page.locator('#thread input').fill('Dimmers: "yes" or no?');
      await page.getByRole('button', { name: 'Use this title' }).click();
      await page.reload();
      await page.getByText('3 decisions to save').click();
      await page.getByRole('button', { name: 'Copy all' }).click();
      await page.getByRole('status').getByText('Copied.').waitFor();
      assert.equal(await copied(), 'best:\n  "Lumo forum:41": "3"\npublish:\n  "Lumo forum:41": yes\n'
        + 'title:\n  "Lumo forum:41": "Dimmers: \\"yes\\" or no?"\n');
    }));

  it('shows what was saved in decisions.yaml at once', () =>
    listed(async ({ page, of, choose }) => {
      await choose('41');
      const file = path.join(site, 'decisions.yaml');
      const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
      try {
        fs.writeFileSync(file, `${before}\nbest:\n  "Lumo forum:41": "3"\n`);
        await page.locator('#thread article.first', { hasText: 'Answer 2' }).waitFor();
        assert.match(await of('41').textContent(), /answered, decision/);
      } finally {
        fs.writeFileSync(file, before);
      }
      await page.locator('#thread article.first', { hasText: 'Answer 1' }).waitFor();
    }));

  it('shows what a community wrote as text alone', () =>
    listed(async ({ page, items, copied }) => {
      await page.getByLabel('Words').fill('onerror');
      await page.waitForFunction(() => document.querySelectorAll('#list li').length === 1);
      assert.ok((await items.first().textContent()).includes(HOSTILE));
      await items.first().click();
      await page.locator('#thread article').nth(1).waitFor();
      assert.ok((await page.locator('#thread').textContent()).includes('Hold the button.'));
      assert.equal(await page.locator('main img, main b, main i').count(), 0);
      assert.notEqual(await page.title(), '1');
      await page.locator('#thread article').nth(1)
        .getByRole('button', { name: 'This solved it' }).click();
      await page.getByRole('status').getByText('Copied').waitFor();
      assert.equal(await copied(), '  "Lumo care:a\\"<b>\\u202e": "\\"><i>"');
    }));

  for (const colorScheme of ['light', 'dark']) {
    it(`is accessible and fits, ${colorScheme}`, () =>
      listed(async ({ page, choose }) => {
        const look = async name => {
          assert.deepEqual(await axe(page), []);
          assert.deepEqual(await overflowing(page), []);
          if (!process.env.SCREENSHOTS) return;
          const file = `threads-${name}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(process.env.SCREENSHOTS, file) });
        };
        await look('list-phone');
        await choose('41');
        await page.getByRole('button', { name: 'Put this first' }).first().click();
        await look('thread-phone');
        await page.getByRole('button', { name: 'Back to the list' }).click();
        await page.setViewportSize(DESKTOP);
        await look('desktop');
      }, { viewport: PHONE, colorScheme }));
  }
});

describe('its server', () => {
  it('says what is not there', async () => {
    assert.equal((await ask('threads.json?source=nobody')).status, 400);
    assert.equal((await ask('thread.json?source=Lumo%20forum&id=nothing')).status, 404);
    assert.equal((await ask('thread.json')).status, 404);
    const page = await ask('threads');
    assert.match(page.headers.get('content-security-policy'), /^default-src 'none'; script-src 'self'/);
    assert.equal(page.headers.get('access-control-allow-origin'), null);
  });

  it('gives pages of the list', async () => {
    const all = (await (await ask('threads.json?limit=500')).json()).threads;
    const part = (await (await ask('threads.json?from=3&limit=2')).json()).threads;
    assert.deepEqual(part, all.slice(3, 5));
    const last = (await (await ask('threads.json?from=9999')).json()).threads;
    assert.deepEqual(last, []);
  });
});
