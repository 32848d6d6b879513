// The results page: an address of its own, filters, more, and what to do when there is nothing.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { HOSTILE, boxOf, searchOutput } from './lib/search.mjs';
import { serve } from './lib/server.mjs';

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(searchOutput(), { gzip: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens the results page of a query, hands it over, and closes it whatever happens. */
async function visit(query, options, check) {
  const opened = await open(browser, `${server.origin}/search.html${query}`, options);
  const { page } = opened;
  const items = page.locator('.found ol > li');
  const note = page.locator('.found .note');
  /** Waits until the page says as much. */
  const said = text => note.filter({ hasText: text }).waitFor({ timeout: 5000 });
  try {
    await check({ ...opened, items, note, said, box: boxOf(page) });
  } finally {
    await opened.close();
  }
}

describe('the results page', () => {
  it('answers the query in its address', () =>
    visit('?q=attic+dims', {}, async ({ page, items, box, said, record }) => {
      await items.first().waitFor();
      await said(/^[1-9]\d* answers?$/);
      assert.equal(await box.input.inputValue(), 'attic dims');
      const first = items.first();
      assert.match(await first.locator('h2 a').textContent(), /attic dims/);
      assert.match(await first.locator('h2 a').getAttribute('href'), /^http.*\/answers\/.*attic-dims/);
      assert.match(await first.textContent(), /Unplug the lamp in the attic/);
      assert.ok(await first.locator('.badge').isVisible());
      assert.match(await page.title(), /^attic dims · /);
      assert.ok(!await box.popup.isVisible(), 'the box stays closed');
      assert.deepEqual(record.problems, []);
    }));

  it('shows twenty, then more, and as many again after a reload', () =>
    visit('?q=lamp', {}, async ({ page, items }) => {
      await items.first().waitFor();
      assert.equal(await items.count(), 20);
      await page.getByRole('button', { name: 'Show more' }).click();
      await items.nth(20).waitFor();
      assert.equal(await items.count(), 40);
      const focused = await page.evaluate(() => document.activeElement.textContent);
      assert.equal(focused, await items.nth(20).locator('h2').textContent());
      const titles = await items.locator('h2').allTextContents();
      assert.equal(new Set(titles).size, 40, 'no answer comes twice');
      await page.reload();
      await items.nth(39).waitFor();
    }));

  it('filters by topic, product and language, and keeps all that in its address', () =>
    visit('?q=lamp', {}, async ({ page, items, said }) => {
      await items.first().waitFor();
      const product = page.getByRole('radio', { name: 'Lamp Solo' });
      const before = await page.locator('.found .note').first().textContent();
      await product.check();
      await page.waitForURL(/product=Lamp\+Solo/);
      // The address changes first, then the counts beside the topics.
      await page.waitForFunction(
        old => document.querySelector('.found .note').textContent !== old, before);
      const topic = page.getByRole('checkbox').first();
      const name = await topic.getAttribute('value');
      const count = await page.locator('.filters label:has([type=checkbox]) .n').first().textContent();
      await topic.check();
      await page.waitForURL(url => url.searchParams.get('tag') === name);
      await said(new RegExp(`^${count} answers?$`));
      assert.equal(await items.count(), Number(count));
      assert.ok(await product.isChecked());
      assert.ok(await page.evaluate(() => document.activeElement.checked), 'the focus stays');
      // The address is enough for somebody else.
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('.found ol > li').first().waitFor();
      assert.equal(await other.locator('.found ol > li').count(), Number(count));
      assert.ok(await other.getByRole('checkbox', { checked: true }).count() === 1);
      await other.close();
      await page.getByRole('button', { name: 'Remove filters' }).click();
      await page.waitForURL(/search\.html\?q=lamp$/);
      await page.waitForFunction(() => document.querySelectorAll('.found ol > li').length === 20);
    }));

  it('keeps filters beside the results where there is room, else in a sheet', async () => {
    await visit('?q=lamp', {}, async ({ page, items }) => {
      await items.first().waitFor();
      assert.ok(!await page.getByRole('button', { name: 'Filters' }).isVisible());
      const [rail, list] = await Promise.all(['.filters', '.found ol'].map(
        selector => page.locator(selector).boundingBox()));
      assert.ok(rail.x + rail.width < list.x && rail.y < list.y, 'beside the list');
      await page.setViewportSize({ width: 600, height: 800 });
      await page.getByRole('button', { name: 'Filters' }).waitFor();
      assert.ok(!await page.locator('.filters').isVisible());
    });
    await visit('?q=lamp', { viewport: PHONE }, async ({ page, items, note }) => {
      await items.first().waitFor();
      await page.getByRole('button', { name: 'Filters' }).click();
      const sheet = page.getByRole('dialog', { name: 'Filters' });
      await sheet.getByRole('radio', { name: 'Lamp Duo' }).check();
      await page.waitForURL(/product=Lamp\+Duo/);
      await sheet.locator('.foot', { hasText: /^\d+ answers/ }).waitFor();
      assert.deepEqual(await axe(page), []);
      await sheet.getByRole('button', { name: 'Close' }).click();
      assert.ok(!await sheet.isVisible());
      await page.getByRole('button', { name: 'Filters (1)' }).click();
      await sheet.getByRole('button', { name: 'Remove filters' }).click();
      await page.waitForURL(/search\.html\?q=lamp$/);
      await page.keyboard.press('Escape');
      assert.ok(!await sheet.isVisible());
      assert.match(await note.textContent(), /answers$/);
    });
  });

  it('sorts by date where asked to, in its address, too', () =>
    visit('?q=brass+chandelier', {}, async ({ page, items }) => {
      const days = () => items.locator('time').evaluateAll(all => all.map(time => time.dateTime));
      await items.first().waitFor();
      const byFit = await days();
      assert.equal(byFit[0], '2024-05-01', 'the oldest fits best');
      await page.getByRole('combobox', { name: 'Sort' }).selectOption('Newest first');
      await page.waitForURL(/sort=date/);
      await page.waitForFunction(first => document.querySelector('.found time').dateTime !== first,
        byFit[0]);
      assert.deepEqual(await days(), [...byFit].sort().reverse());
      await page.reload();
      await items.first().waitFor();
      assert.deepEqual(await days(), [...byFit].sort().reverse());
      await page.getByRole('combobox', { name: 'Sort' }).selectOption('Best first');
      await page.waitForURL(/q=brass\+chandelier$/);
    }));

  it('quotes a question that nobody solved as one, not as an answer', () =>
    visit('?q=chandelier', {}, async ({ items }) => {
      await items.first().waitFor();
      const open = items.filter({ hasText: 'Not solved yet' });
      const solved = items.filter({ hasText: 'Official answer' }).first();
      assert.equal(await open.count(), 1);
      const bar = item => item.locator('p').first()
        .evaluate(p => getComputedStyle(p).borderInlineStartColor);
      assert.notEqual(await bar(open), await bar(solved));
    }));

  it('filters by language', () =>
    visit('?q=lamp&language=uk', {}, async ({ page, note, items }) => {
      await note.filter({ hasText: /./ }).waitFor();
      for (const item of await items.all()) assert.equal(await item.getAttribute('lang'), 'uk');
      assert.ok(await page.getByRole('radio', { name: 'Українська' }).isChecked());
    }));

  it('goes back and forth', () =>
    visit('?q=attic', {}, async ({ page, items, box }) => {
      const shows = text => items.first().filter({ hasText: text }).waitFor();
      await shows('attic');
      await box.input.fill('garden');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=garden/);
      await shows('garden');
      assert.ok(!await box.popup.isVisible());
      await page.goBack();
      await shows('attic');
      assert.equal(await box.input.inputValue(), 'attic');
      assert.match(await page.title(), /^attic · /);
      await page.goForward();
      await shows('garden');
    }));

  it('offers near words, popular topics and the community when nothing is found', () =>
    visit('?q=qqqqzzzz+%26+co', {}, async ({ page, said, items, record }) => {
      await said('Nothing found');
      assert.equal(await items.count(), 0);
      const ask = page.locator('.after a', { hasText: 'Ask the community' });
      assert.equal(await ask.getAttribute('href'),
        'https://forum.lamps.example/new?title=qqqqzzzz%20%26%20co&from=answers');
      assert.ok(await page.locator('main .tags a').first().isVisible());
      assert.ok(await page.locator('main .browse a').first().isVisible());
      assert.deepEqual(record.problems, []);
    }));

  it('shows what only shares words with the question when it is asked to', () =>
    visit('?q=broken+arm+in+a+plaster+cast', {}, async ({ page, said, items, record }) => {
      await said('Nothing close to your question.');
      assert.equal(await items.count(), 0);
      const topic = page.locator('.after .tags a', { hasText: 'Lamp Solo' });
      assert.ok(await topic.isVisible());
      assert.match(await topic.locator('.n').textContent(), /^\d+$/);
      assert.ok(await page.locator('.after a', { hasText: 'Ask the community' }).isVisible());
      assert.deepEqual(await axe(page), []);
      await page.getByRole('button', { name: 'Show weaker matches (3)' }).click();
      await items.first().waitFor();
      assert.equal(await items.count(), 3);
      await said('Nothing close to your question. 3 answers');
      assert.deepEqual(record.problems, []);
    }));

  it('takes markup for text', () =>
    visit(`?q=${encodeURIComponent('<img src=x onerror=alert(4)>zebra')}&tag=<b>x</b>`, {},
      async ({ page, note, record }) => {
        await note.filter({ hasText: /./ }).waitFor();
        assert.equal(await page.locator('main :is(.found, form) :is(img, b)').count(), 0);
        await page.goto(`${server.origin}/search.html?q=zebra`);
        const first = page.locator('.found ol > li h2').first();
        await first.waitFor();
        assert.equal(await first.textContent(), HOSTILE);
        assert.equal(await page.locator('.found :is(img, b, i, script)').count(), 0);
        assert.deepEqual(record.problems, []);
      }));

  it('takes a query of 10,000 characters, and halves of characters', async () => {
    await visit(`?q=${'lamp+'.repeat(2000)}`, {}, async ({ items, record }) => {
      await items.first().waitFor();
      assert.deepEqual(record.problems, []);
    });
    await visit('?q=%F0%9F%92&tag=%FF', {}, async ({ note, record }) => {
      await note.filter({ hasText: /./ }).waitFor();
      assert.deepEqual(record.problems, []);
    });
  });

  it('waits for a question', () =>
    visit('', {}, async ({ page, note, items, record }) => {
      assert.equal(await note.textContent(), '');
      assert.equal(await items.count(), 0);
      await page.locator('main [name=q]').fill('attic');
      await page.keyboard.press('Enter');
      await items.first().waitFor();
      // Before the script is there, the form itself leads on, and what was on its way stops.
      assert.deepEqual(record.problems.filter(text => !text.startsWith('failed: ')), []);
    }));

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      it(`is accessible and fits: ${colorScheme}, ${viewport.width} px`, async () => {
        for (const query of ['?q=lamp', '?q=lamp&tag=attic&product=Lamp+Solo', '?q=qqqqzzzz']) {
          await visit(query, { colorScheme, viewport }, async ({ page, note }) => {
            await note.filter({ hasText: /answer|Nothing/ }).waitFor();
            assert.deepEqual(await axe(page), [], query);
            assert.deepEqual(await overflowing(page), [], query);
          });
        }
      });
    }
  }
});
