// The search box in a real browser: keys, mouse, touch, announcements, and hosts that fail.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing, visiting } from './lib/browser.mjs';
import { HOSTILE, answer, boxOf, madeUp, searchOutput, searchSite } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build } from './lib/site.mjs';

const output = searchOutput();
const question = `answers/${fs.readdirSync(path.join(output, 'answers')).find(name => /attic-dims/.test(name))}`;
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

/** Opens a page, hands it and its box over, and closes it whatever happens. */
function visit(file, options, check, origin = server.origin) {
  return visiting(browser, `${origin}/${encodeURI(file)}`, options, opened =>
    check({ ...opened, box: boxOf(opened.page) }));
}

/** Another server for the same files, for as long as a test takes. */
async function onHost(options, check, folder = output) {
  const host = await serve(folder, options);
  try {
    await check(host);
  } finally {
    await host.close();
  }
}

describe('the search box', () => {
  it('answers while one types, with the best answer open', () =>
    visit('index.html', {}, async ({ box, record }) => {
      await box.type('lamp attic dims');
      await box.hits();
      const first = box.options.first();
      assert.match(await first.locator('.hit-title').textContent(), /attic dims/);
      assert.ok(await first.locator('.hit-answer').isVisible());
      assert.match(await first.locator('.hit-answer').textContent(), /Unplug the lamp in the attic/);
      assert.ok(await first.locator('.badge').isVisible());
      assert.ok(await first.locator('mark').count() > 0);
      assert.ok(!await box.options.nth(1).locator('.hit-answer').isVisible());
      assert.equal(await box.form.locator('.hit').count(), 6);
      assert.equal(await box.form.locator('[role=option] a').count(), 0);
      assert.deepEqual(record.problems, []);
    }));

  it('is a combobox that says what it does', () =>
    visit('index.html', {}, async ({ page, box }) => {
      assert.equal(await box.input.getAttribute('aria-expanded'), 'false');
      assert.equal(await box.input.getAttribute('aria-autocomplete'), 'list');
      await box.type('lamp');
      await box.hits();
      assert.equal(await box.input.getAttribute('aria-expanded'), 'true');
      assert.equal(await box.input.getAttribute('aria-controls'), await box.list.getAttribute('id'));
      assert.ok(await box.list.getAttribute('aria-label'));
      await page.keyboard.press('ArrowDown');
      assert.equal((await box.active()).selected, 'true');
      assert.equal(await box.form.locator('[aria-selected=true]').count(), 1);
    }));

  it('moves with the keys, around the end and back to the field', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('lamp');
      await box.hits();
      const texts = await box.options.allTextContents();
      const press = async (key, expected) => {
        await page.keyboard.press(key);
        assert.equal((await box.active())?.text, expected, key);
      };
      await press('ArrowDown', texts[0]);
      await press('ArrowDown', texts[1]);
      await press('End', texts.at(-1));
      await press('ArrowDown', undefined);
      await press('ArrowUp', texts.at(-1));
      await press('Home', texts[0]);
      await press('ArrowUp', undefined);
      // Without a chosen answer these keys are the field's own.
      await press('Home', undefined);
      await page.keyboard.type('x');
      assert.equal(await box.input.inputValue(), 'xlamp');
    }));

  it('goes to the chosen answer on Enter, else to the results', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('garage hums');
      await box.hits();
      await page.keyboard.press('ArrowDown');
      await Promise.all([page.waitForURL(/answers\/.*garage-hums/), page.keyboard.press('Enter')]);
      const header = boxOf(page, page.locator('header'));
      await header.type('garage hums');
      await Promise.all([page.waitForURL(/search\.html\?q=garage\+hums/), page.keyboard.press('Enter')]);
      await page.locator('.found li').first().waitFor();
    }));

  it('closes on Escape, then clears', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('lamp');
      await page.keyboard.press('Escape');
      assert.ok(!await box.popup.isVisible());
      assert.equal(await box.input.getAttribute('aria-expanded'), 'false');
      assert.equal(await box.input.inputValue(), 'lamp');
      await page.keyboard.press('ArrowDown');
      await box.hits();
      assert.ok(await box.popup.isVisible());
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      assert.equal(await box.input.inputValue(), '');
    }));

  it('closes when the focus leaves it', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('lamp');
      await page.locator('h1').click();
      assert.ok(!await box.popup.isVisible());
    }));

  it('has the focus after / and Ctrl-K, where nobody types a slash', () =>
    visit(question, {}, async ({ page, box }) => {
      const focused = () => box.input.evaluate(input => input === document.activeElement);
      assert.ok(!await focused());
      await page.keyboard.press('/');
      assert.ok(await focused());
      assert.equal(await box.input.inputValue(), '');
      await page.keyboard.type('a/b');
      assert.equal(await box.input.inputValue(), 'a/b');
      await box.input.blur();
      await page.keyboard.press('Control+k');
      assert.ok(await focused());
    }));

  it('goes where one clicks or taps', async () => {
    await visit('index.html', {}, async ({ page, box }) => {
      await box.type('office overheats');
      await box.hits();
      await Promise.all([page.waitForURL(/answers\/.*office-overheats/), box.options.first().click()]);
    });
    await visit('index.html', { viewport: PHONE, hasTouch: true }, async ({ page, box }) => {
      await box.type('office overheats');
      await box.hits();
      await Promise.all([page.waitForURL(/answers\/.*office-overheats/), box.options.first().tap()]);
    });
  });

  it('opens another tab when asked to', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('office overheats');
      await box.hits();
      const other = page.context().waitForEvent('page');
      await box.options.first().click({ modifiers: ['ControlOrMeta'] });
      await (await other).waitForURL(/office-overheats/);
      assert.match(page.url(), /index\.html$/);
    }));

  it('shows links, which can be copied and opened elsewhere', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('lamp');
      await box.hits();
      const href = await box.options.first().evaluate(option => option.href);
      assert.match(href, /\/answers\/.*\.html/);
      const all = await box.options.last().evaluate(option => option.href);
      assert.match(all, /\/search\.html\?q=lamp$/);
      const other = page.context().waitForEvent('page');
      await box.options.nth(1).click({ button: 'middle' });
      await (await other).waitForURL(/\/answers\//);
      assert.match(page.url(), /index\.html$/);
    }));

  it('says how many answers there are, in the words of the language', async () => {
    const said = (file, query, expected) => visit(file, {}, async ({ box }) => {
      await box.ask(query);
      await box.said(expected);
      assert.equal(await box.status.getAttribute('role'), 'status');
    });
    await said('index.html', 'lamp', /^[1-9]\d* answers$/);
    await said('index.html', 'qqqqzzzz', /^Nothing found/);
    await said('index.html', 'zebra', /^1 answer$/);
    await visit('uk/index.html', {}, async ({ box }) => {
      const forms = { one: 'відповідь', few: 'відповіді', many: 'відповідей' };
      for (const query of ['zebra', 'lamp', 'attic', 'attic dims', 'kitchen']) {
        await box.input.fill('');
        await box.said(/^$/);
        await box.ask(query);
        // What is in English alone is said to be so.
        const text = (await box.said(/\d/)).replace(/^Лише іншою мовою\W+/u, '');
        const form = forms[new Intl.PluralRules('uk').select(parseInt(text, 10))];
        assert.equal(text, `${parseInt(text, 10)} ${form}`);
      }
    });
  });

  it('offers near words and the community when nothing is found', () =>
    visit('index.html', {}, async ({ page, box, record }) => {
      await box.ask('qqqqzzzz & co');
      await page.locator('.hits-note', { hasText: 'Nothing found' }).waitFor();
      await page.route('https://forum.lamps.example/**', route => route.fulfill({ body: 'asked' }));
      const href = 'https://forum.lamps.example/new?title=qqqqzzzz%20%26%20co&from=answers';
      const ask = page.locator(`.hits-list a[href="${href}"]`, { hasText: 'Ask the community' });
      await ask.waitFor();
      await Promise.all([page.waitForURL(href), ask.click()]);
      assert.deepEqual(record.problems, []);
    }));

  it('says that nothing is close where hits only share words, and offers ways on', () =>
    visit('index.html', {}, async ({ page, box, record }) => {
      await box.ask('broken arm in a plaster cast at the hospital');
      await page.locator('.hits-note', { hasText: 'Nothing close to your question.' }).waitFor();
      assert.equal(await box.form.locator('.hit').count(), 0);
      const texts = await box.options.allTextContents();
      assert.ok(texts.some(text => /^Lamp (Solo|Duo) 20$/.test(text)), texts.join(', '));
      assert.ok(texts.includes('Ask the community'));
      const weak = box.options.filter({ hasText: /^Show weaker matches \(3\)$/ });
      await box.said(/^Nothing close/);
      assert.deepEqual(await axe(page), []);
      await Promise.all([page.waitForURL(/search\.html\?q=broken/), weak.click()]);
      assert.deepEqual(record.problems, []);
    }));

  it('finds a topic by its name', () =>
    visit('index.html', {}, async ({ box }) => {
      await box.ask('attics');
      await box.hits();
      const topic = box.options.filter({ hasText: /^attic 4$/ });
      assert.match(await topic.getAttribute('href'), /\/tags\/attic\.html$/);
    }));

  it('says what is a question that nobody has answered', () =>
    visit('index.html', {}, async ({ box }) => {
      await box.ask('chandelier sways door');
      await box.hits();
      const first = box.options.first();
      assert.equal(await first.locator('.hit-kind').textContent(), 'Question');
      const edge = await first.locator('.hit-answer').evaluate(it => getComputedStyle(it).borderInlineStartWidth);
      assert.equal(edge, '0px');
    }));

  it('says which answers are in another language', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.ask('лампа гуде');
      await box.hits();
      await page.locator('.hits-note', { hasText: 'Only in another language:' }).waitFor();
      assert.equal(await box.options.first().locator('.hit-language').textContent(), 'Українська');
    }));

  it('says what it looked for instead of a slip', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.ask('bathrom flickers');
      const note = page.locator('.hits-note', { hasText: 'Showing results for' });
      await note.waitFor();
      assert.equal(await note.locator('strong').textContent(), 'bathroom flickers');
      await box.first(/bathroom flickers/);
      await box.said(/^Showing results for bathroom flickers\. \d+ answers?$/);
    }));

  it('shows only what was asked last', () =>
    onHost({}, host => {
      let release;
      const held = new Promise(resolve => { release = resolve; });
      host.change = name => /search\/[a-z]-.*\.bin$/.test(name) && held;
      return visit('index.html', {}, async ({ page, box }) => {
        await page.evaluate(() => {
          new MutationObserver(() => {
            if (document.querySelector('.hit')) document.body.dataset.late = 'yes';
          }).observe(document.body, { childList: true, subtree: true });
        });
        await box.input.fill('lamp');
        await page.waitForTimeout(300);
        await box.input.fill('qqqqzzzz');
        await page.waitForTimeout(100);
        release();
        await page.locator('.hits-note', { hasText: 'Nothing found' }).waitFor();
        await page.waitForTimeout(200);
        assert.equal(await page.locator('body').getAttribute('data-late'), null);
      }, host.origin);
    }));

  it('takes markup for text', () =>
    visit('index.html', {}, async ({ page, box, record }) => {
      await box.type('zebra');
      await box.hits();
      assert.equal(await box.options.first().locator('.hit-title').textContent(), HOSTILE);
      assert.equal(await box.form.locator('.hits :is(img, b, i, script)').count(), 0);
      await box.input.fill('<img src=x onerror=alert(3)>');
      await box.settled();
      assert.equal(await box.form.locator('.hits :is(img, script)').count(), 0);
      assert.deepEqual(record.problems, []);
    }));

  it('survives whatever is typed', () =>
    visit('index.html', {}, async ({ page, box, record }) => {
      await box.type('lamp');
      for (const query of ['lamp '.repeat(2000), 'лампа'.repeat(2000), '?!.,;', 'the of and',
        '\u0000\u0007\u202e lamp', '\ud800', 'лaмпa lamp 灯', 'x'.repeat(10_000), '🛋️🛋️']) {
        await box.input.fill(query);
        await page.waitForTimeout(100);
      }
      await box.input.fill('zebra');
      await page.locator('.hit-title', { hasText: 'zebra' }).first().waitFor();
      // An address of 10,000 letters is more than hosts take.
      await box.input.fill('lamp '.repeat(2000));
      await Promise.all([page.waitForURL(/search\.html/), page.keyboard.press('Enter')]);
      assert.ok(page.url().length < 2000);
      assert.deepEqual(record.problems, []);
    }));

  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      it(`is accessible and fits: ${colorScheme}, ${viewport.width} px`, () =>
        visit('index.html', { colorScheme, viewport }, async ({ page, box }) => {
          await box.type('lamp');
          await box.hits();
          assert.deepEqual(await axe(page), [], 'with results');
          assert.deepEqual(await overflowing(page), []);
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('ArrowDown');
          assert.deepEqual(await axe(page), [], 'with a choice');
          await box.input.fill('qqqqzzzz');
          await page.locator('.hits-note', { hasText: 'Nothing found' }).waitFor();
          assert.deepEqual(await axe(page), [], 'with none');
          assert.deepEqual(await overflowing(page), []);
        }));
    }
  }

  it('prints nothing', () =>
    visit('index.html', {}, async ({ page, box }) => {
      await box.type('lamp');
      await box.hits();
      await page.emulateMedia({ media: 'print' });
      assert.ok(!await box.popup.isVisible());
    }));

  it('works in the plain theme', () =>
    onHost({}, host => visit('index.html', {}, async ({ page, box, record }) => {
      await box.type('attic dims');
      await box.hits();
      await box.first(/attic dims/);
      assert.deepEqual(await axe(page), []);
      await Promise.all([page.waitForURL(/search\.html\?q=/), page.keyboard.press('Enter')]);
      await page.locator('.found li').first().waitFor();
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(record.problems, []);
    }, host.origin), build(searchSite({ theme: 'plain' }))));
});

describe('what the box loads', () => {
  it('is nothing before the focus, and comes in three phases', () =>
    onHost({ delay: 150 }, host => visit(question, {}, async ({ page, box }) => {
      const names = host.log.map(entry => entry.path);
      assert.deepEqual(names.filter(name => /search\/|words-|box-|first-|reader-/.test(name)), []);
      host.log.length = 0;
      const asked = followed(page);
      await box.ask('attic dims');
      await box.hits();
      // What is fetched after the first answer is not waited for.
      const later = /search\/(v|reader)-/;
      const phases = phasesOf(asked.filter(entry => !later.test(entry.path)));
      const bytes = host.log.reduce((sum, entry) => sum + (entry.bytes ?? 0), 0);
      console.log(`phases: ${phases.map(names => names.join(' ')).join(' | ')}`);
      console.log(`${host.log.length} requests, ${bytes} bytes, uncompressed`);
      assert.ok(phases.length <= 3, `${phases.length} phases`);
      const first = phases[0].join(' ');
      for (const part of ['index.bin', 'search/first-', 'assets/box-', 'assets/reader-', 'assets/words-']) {
        assert.ok(first.includes(part), `${part} comes in the first phase: ${first}`);
      }
    }, host.origin)));

  it('stays at home', () =>
    visit('index.html', {}, async ({ box, record }) => {
      await box.type('lamp');
      await box.hits();
      const outside = record.requests.filter(url => !url.startsWith(`${server.origin}/`));
      assert.deepEqual(outside, []);
    }));
});

describe('a host that', () => {
  it('knows neither ranges nor compression nor types is enough', () =>
    onHost({}, host => {
      host.change = (name, given) => {
        if (/\.(wasm|bin)$/.test(name)) given.headers['content-type'] = 'application/octet-stream';
        given.headers['accept-ranges'] = 'none';
        delete given.headers['cache-control'];
      };
      return visit('index.html', {}, async ({ box, record }) => {
        await box.type('attic dims');
        await box.hits();
        await box.first(/attic dims/);
        assert.deepEqual(record.problems, []);
      }, host.origin);
    }));

  it('lets no worker be made is enough', () =>
    onHost({ headers: { 'content-security-policy': "worker-src 'none'" } }, host =>
      visit('index.html', {}, async ({ box }) => {
        await box.type('attic dims');
        await box.hits();
        await box.first(/attic dims/);
      }, host.origin)));

  for (const [what, spoil] of [
    ['misses a file', given => { given.status = 404; given.body = Buffer.from('gone'); }],
    ['fails', given => { given.status = 500; }],
    ['damages a file', given => { given.body = Buffer.from(given.body.map(byte => byte ^ 0x55)); }],
    ['answers with a page', given => { given.body = Buffer.from('<!doctype html><p>Hello'); }],
  ]) {
    it(`${what} costs that file only, and the box says so`, async () => {
      const folder = build(searchSite({ notes: 100 }));
      await onHost({}, host => {
        let spoiled;
        host.change = (name, given) => {
          if (/search\/t-.*\.bin$/.test(name) && name === (spoiled ??= name)) spoil(given);
        };
        return visit('index.html', {}, async ({ page, box, record }) => {
          await box.ask('lamp');
          const note = page.locator('.hits-note', { hasText: 'Some results may be missing' });
          await note.waitFor();
          let n_found = 0;
          for (const at of [0, 15, 30, 45, 60, 75, 90]) {
            await box.input.fill(madeUp(at * 60));
            await box.settled();
            n_found += await box.form.locator('.hit-title', { hasText: madeUp(at * 60) }).count();
          }
          assert.ok(n_found >= 4, `the rest answers: ${n_found}`);
          assert.deepEqual(record.problems.filter(text => text.startsWith('script')), []);
        }, host.origin);
      }, folder);
    });
  }

  it('has no index says so, and the form still works', () =>
    onHost({}, host => {
      host.change = (name, given) => { if (name.endsWith('index.bin')) given.status = 404; };
      return visit('index.html', {}, async ({ page, box }) => {
        await box.ask('lamp');
        await page.locator('.hits-note', { hasText: 'could not be loaded' }).waitFor();
        // It may be there a moment later.
        host.change = () => {};
        await box.input.fill('lamp attic');
        await box.hits();
      }, host.origin);
    }));

  it('keeps an index of another version says that the site must be rebuilt', () =>
    onHost({}, host => {
      host.change = (name, given) => { if (name.endsWith('index.bin')) given.body = otherVersion(given.body); };
      return visit('index.html', {}, async ({ page, box }) => {
        await box.type('lamp');
        await page.locator('.hits-note', { hasText: 'rebuilt' }).waitFor();
      }, host.origin);
    }));
});

describe('an old page across a deploy', () => {
  const names = folder => fs.readdirSync(path.join(folder, 'search'));

  it('goes on with the files that its index names, where they are kept', async () => {
    const site = searchSite({ notes: 100 });
    const folder = build(site);
    const kept = new Map(names(folder).map(name => [name, fs.readFileSync(path.join(folder, 'search', name))]));
    await onHost({}, host => visit('index.html', {}, async ({ page, box, record }) => {
      await box.type('attic');
      await box.hits();
      answer(site, 'walrus', { title: 'The walrus in the bathtub' }, 'Feed it.');
      build(site);
      const now = names(folder);
      assert.ok(now.length > kept.size, 'another index has other files');
      for (const [name, bytes] of kept) {
        const is = fs.readFileSync(path.join(folder, 'search', name));
        assert.ok(name === 'index.bin' || is.equals(bytes), `${name} is kept`);
      }
      host.log.length = 0;
      for (const at of [0, 20, 40, 60, 80]) {
        await box.input.fill(madeUp(at * 60));
        await page.locator('.hit-title', { hasText: madeUp(at * 60) }).first().waitFor();
      }
      await box.input.fill('walrus');
      await box.settled();
      assert.equal(await box.form.locator('.hit-title', { hasText: 'walrus' }).count(), 0);
      assert.ok(host.log.every(entry => entry.status === 200 && !entry.path.endsWith('index.bin')));
      assert.deepEqual(record.problems, []);
    }, host.origin), folder);
  });

  it('asks for the new index once files are gone, and finds what is new', async () => {
    const site = searchSite({ notes: 100 });
    const folder = build(site);
    await onHost({}, host => visit('index.html', {}, async ({ page, box }) => {
      await box.type('attic');
      await box.hits();
      answer(site, 'walrus', { title: 'The walrus in the bathtub' }, 'Feed it.');
      build(site);
      const old = path.join(folder, 'search');
      // As if it had been published twice, so that nothing of the first time is left.
      for (let n = 0; n < 2; n += 1) {
        answer(site, 'walrus', { title: `The walrus in the fountain ${n}` }, 'Let it be.');
        build(site);
      }
      assert.ok(fs.existsSync(path.join(old, 'index.bin')));
      host.log.length = 0;
      await box.input.fill('walrus');
      await page.locator('.hit-title', { hasText: 'walrus' }).first().waitFor();
      const asked = host.log.filter(entry => entry.path.endsWith('index.bin'));
      assert.equal(asked.length, 1);
      assert.equal(await box.notes.filter({ hasText: 'may be missing' }).count(), 0);
      for (const at of [0, 50]) {
        await box.input.fill(madeUp(at * 60));
        await page.locator('.hit-title', { hasText: madeUp(at * 60) }).first().waitFor();
      }
    }, host.origin), folder);
  });
});

describe('without', () => {
  it('a script, the search page leads to every list', () =>
    visit('index.html', { javaScriptEnabled: false }, async ({ page }) => {
      await page.locator('main [name=q]').fill('attic');
      await Promise.all([page.waitForURL(/search\.html\?q=attic/), page.keyboard.press('Enter')]);
      assert.ok(await page.locator('noscript .notice').isVisible());
      assert.ok(await page.locator('main .tags a').first().isVisible());
      assert.ok(await page.locator('main .browse a').first().isVisible());
    }));

  it('a server, the search page says why it cannot search', async () => {
    const address = pathToFileURL(path.join(output, 'search.html')).href;
    const { page, record, close } = await open(browser, `${address}?q=attic`);
    try {
      assert.ok(await page.getByText('opened from a folder').isVisible());
      assert.ok(await page.locator('main .browse a').first().isVisible());
      assert.deepEqual(record.problems, []);
    } finally {
      await close();
    }
  });

  for (const colorScheme of ['light', 'dark']) {
    it(`a server, the box says so while one types, ${colorScheme}`, async () => {
      const address = pathToFileURL(path.join(output, question)).href;
      const { page, record, close } = await open(browser, address, { colorScheme, viewport: PHONE });
      try {
        const form = page.locator('form[role=search]').first();
        const [field, said] = [form.locator('[name=q]'), form.locator('[role=status]')];
        assert.equal(await said.textContent(), '');
        await field.pressSequentially('attic');
        assert.match(await said.textContent(), /opened from a folder on disk cannot be searched/);
        assert.ok(await said.isVisible());
        assert.deepEqual(await overflowing(page), []);
        // axe itself asks for the style, which a folder does not give.
        assert.deepEqual(record.problems, []);
        assert.deepEqual(await axe(page), []);
        await field.fill('');
        assert.equal(await said.textContent(), '');
      } finally {
        await close();
      }
    });
  }
});

/**
 * What a page and its workers ask for from now on, and when. A request begins when it is made, not
 * when a server of HTTP/1.1 gets to see it, which has six at once and is no question of phases.
 */
function followed(page) {
  const asked = [];
  page.on('request', request => {
    const entry = { path: new URL(request.url()).pathname, from: performance.now(), until: Infinity };
    asked.push(entry);
    request.response().then(response => response?.finished())
      // What is still on its way when the page is closed is answered by nobody.
      .catch(() => {})
      .then(() => { entry.until = performance.now(); });
  });
  return asked;
}

/** Paths by phase: a request belongs to the phase after the last one answered before it was made. */
function phasesOf(log) {
  const phases = [];
  for (const entry of [...log].sort((a, b) => a.from - b.from)) {
    const before = log.filter(other => other.until <= entry.from).map(other => other.phase ?? 0);
    entry.phase = 1 + Math.max(0, ...before);
    (phases[entry.phase - 1] ??= []).push(entry.path);
  }
  return phases;
}

/** A hot file whose version is not the reader's; the number follows four letters. */
function otherVersion(bytes) {
  const changed = zlib.inflateRawSync(bytes);
  changed[4] += 1;
  return zlib.deflateRawSync(changed);
}
