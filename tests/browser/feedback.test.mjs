// "Did this solve it?": what is sent, to whom, how often, and what a reader sees of it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { preview } from './lib/preview.mjs';
import { answer, searchSite } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build } from './lib/site.mjs';

const BEACON = 'https://count.lamps.example/answers';
const THEMES = ['commons', 'plain'];
const CONTACT = 'contact:\n  text: We answer from nine to five.\n  links: [{label: Write to us, '
  + 'url: "mailto:care@lamps.example", kind: mail}]\n';

/** A site of lamps that asks; returns its folder. */
function asking(settings, theme = 'commons') {
  const site = searchSite({ theme });
  fs.appendFileSync(path.join(site, 'answerbook.yaml'), `feedback: ${settings}\n${CONTACT}`);
  answer(site, 'alone', { title: 'Why is the velvet chandelier backordered?' }, 'It comes in May.');
  return site;
}

let browser;
const servers = {};

before(async () => {
  browser = await launch();
  for (const theme of THEMES) {
    servers[theme] = await serve(build(asking('{to: log}', theme)), { gzip: true });
  }
  servers.beacon = await serve(build(asking(`{to: beacon, url: "${BEACON}"}`)), { gzip: true });
  const counting = asking('{to: log, searches: true}');
  // At its own address alone, which a test cannot know before.
  const settings = path.join(counting, 'answerbook.yaml');
  fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace(/^base_url: .*\n/m, ''));
  servers.searches = await serve(build(counting), { gzip: true });
  servers.none = await serve(build(asking('{to: none}')), { gzip: true });
});

after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
});

/** Opens an answer, hands over what asks there, and closes it whatever happens. */
async function visit(server, options, check) {
  const file = 'answers/the-lamp-in-the-attic-dims.html';
  const opened = await open(browser, `${server.origin}/${file}`, options);
  const { page } = opened;
  const button = name => page.locator('[data-feedback]').getByRole('button', { name, exact: true });
  try {
    await check({ ...opened, yes: button('Yes'), no: button('No'), wayOn: page.locator('.way-on') });
  } finally {
    await opened.close();
  }
}

const asked = server => server.log.map(entry => entry.path).filter(name => name.startsWith('/feedback/'));

for (const theme of THEMES) {
  describe(`the theme ${theme}`, () => {
    it('asks the site for a picture after a yes, once a session, and says thank you', () =>
      visit(servers[theme], {}, async ({ page, yes, no, wayOn, record }) => {
        servers[theme].log.length = 0;
        assert.ok(!await wayOn.isVisible());
        const request = page.waitForRequest(/feedback\/yes/);
        await yes.click();
        const headers = await (await request).allHeaders();
        assert.equal(headers.cookie, undefined);
        assert.equal(headers.referer, undefined);
        await page.getByText('Thank you for telling us.').waitFor();
        assert.ok(await page.evaluate(() => document.activeElement.getAttribute('role') === 'status'));
        assert.ok(!await wayOn.isVisible(), 'who is helped is not sent on');
        await page.reload();
        await no.click();
        await page.getByText('Thank you for telling us.').waitFor();
        await page.waitForTimeout(200);
        assert.deepEqual(asked(servers[theme]), ['/feedback/yes/handbook--attic-dims.svg']);
        assert.equal(servers[theme].log.find(entry => entry.path.includes('/yes/')).status, 200);
        const kept = await page.evaluate(() => [
          document.cookie, localStorage.length, Object.keys(sessionStorage),
        ]);
        assert.deepEqual(kept, ['', 0, ['answerbook feedback handbook--attic-dims']]);
        assert.deepEqual(record.problems, []);
      }));

    it('opens what is near after a no, then the way to people', () =>
      visit(servers[theme], {}, async ({ page, no, wayOn, record }) => {
        servers[theme].log.length = 0;
        await no.click();
        await wayOn.waitFor();
        await wayOn.getByText('Perhaps one of these helps:').waitFor();
        assert.ok(await wayOn.locator('[data-near] li a').count() > 1);
        const texts = await wayOn.evaluate(element => element.innerText);
        assert.ok(texts.indexOf('Perhaps') < texts.indexOf('Write to us'), texts);
        assert.deepEqual(asked(servers[theme]), ['/feedback/no/handbook--attic-dims.svg']);
        assert.deepEqual(record.problems, []);
      }));

    it('counts without a script, shows a tick, and hides no way on', () =>
      visit(servers[theme], { javaScriptEnabled: false }, async ({ page, yes, wayOn, record }) => {
        servers[theme].log.length = 0;
        assert.ok(await wayOn.getByText('Write to us').isVisible());
        await yes.click();
        await page.frames()[1].waitForLoadState();
        await page.waitForTimeout(200);
        assert.match(page.url(), /attic-dims\.html$/);
        assert.match(page.frames()[1].url(), /feedback\/yes\/handbook--attic-dims\.svg/);
        assert.deepEqual(asked(servers[theme]), ['/feedback/yes/handbook--attic-dims.svg']);
        assert.deepEqual(record.problems, []);
      }));

    for (const viewport of [DESKTOP, PHONE]) {
      for (const colorScheme of ['light', 'dark']) {
        it(`is accessible and fits, asked and answered: ${colorScheme}, ${viewport.width} px`, () =>
          visit(servers[theme], { viewport, colorScheme }, async ({ page, no, wayOn }) => {
            assert.deepEqual(await axe(page), []);
            await no.click();
            await wayOn.waitFor();
            assert.deepEqual(await axe(page), []);
            assert.deepEqual(await overflowing(page), []);
          }));
      }
    }
  });
}

describe('a beacon', () => {
  it('posts the answer and nothing else to the address of the settings', () =>
    visit(servers.beacon, {}, async ({ page, no, record }) => {
      const requests = [];
      await page.route(`${BEACON}**`, route => {
        requests.push(route.request());
        return route.fulfill({ status: 204 });
      });
      await no.click();
      await page.getByText('Thank you for telling us.').waitFor();
      await page.waitForTimeout(200);
      assert.equal(requests.length, 1);
      assert.equal(requests[0].method(), 'POST');
      const sent = { version: 1, event: 'feedback', vote: 'no', id: 'handbook--attic-dims' };
      assert.deepEqual(JSON.parse(requests[0].postData()), sent);
      const headers = await requests[0].allHeaders();
      assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
      assert.deepEqual(record.problems, []);
    }));

  it('asks nobody who has no script, and hides no way on', () =>
    visit(servers.beacon, { javaScriptEnabled: false }, async ({ yes, wayOn }) => {
      assert.ok(!await yes.isVisible());
      assert.ok(await wayOn.getByText('Write to us').isVisible());
    }));

  it('that is out of reach is nothing that a reader notices', () =>
    visit(servers.beacon, {}, async ({ page, yes }) => {
      await page.route(`${BEACON}**`, route => route.abort());
      await yes.click();
      await page.getByText('Thank you for telling us.').waitFor();
    }));
});

it('nobody is asked where the settings do not say so', () =>
  visit(servers.none, {}, async ({ page, yes }) => {
    assert.equal(await yes.count(), 0);
    assert.ok(await page.getByText('Write to us').isVisible());
    assert.equal(servers.none.log.filter(entry => entry.status !== 200).length, 0);
  }));

it('a preview asks, and sends nothing', async () => {
  for (const settings of ['{to: log}', `{to: beacon, url: "${BEACON}"}`]) {
    const served = await preview(asking(settings));
    try {
      const address = `${served.origin}/answers/the-lamp-in-the-attic-dims.html`;
      const { page, record, close } = await open(browser, address, { waitUntil: 'load' });
      await page.locator('[data-feedback] button').first().click();
      await page.getByText('Thank you for telling us.').waitFor();
      await page.waitForTimeout(200);
      assert.deepEqual(record.requests.filter(url => /\/feedback\/|count\.lamps/.test(url)), []);
      assert.deepEqual(await page.evaluate(() => sessionStorage.length), 0);
      await close();
    } finally {
      await served.close();
    }
  }
});

// Longer than a search has to rest before it is counted, in milliseconds.
const RESTS = 3_500;

describe('what is sent of a search', () => {
  it('leaves out what may be somebody\'s, and keeps what was asked', async () => {
    const box = fs.readFileSync(new URL('../../themes/commons/search/box.js', import.meta.url), 'utf8');
    const { masked } = await import(`data:text/javascript,${encodeURIComponent(box)}`);
    for (const [query, sent] of [
      ['hub 2 drops wifi', 'hub 2 drops wifi'], ['версія 3.2.1 лампи', 'версія 3.2.1 лампи'],
      ['call +386 40 123 456 now', 'call … now'], ['call 555 12 34', 'call …'],
      ['AB 12 34 56 C', 'AB … C'], ['٠٦١٢٣٤', '…'], ['１２３４５６７', '…'],
      ['jana＠home.example why', '… why'], ['www.ex.com/jana', '…'], ['ex.com/jana x', '… x'],
      [`${'a b '.repeat(47)}x jana.novak@home.example`, `${'a b '.repeat(47)}x …`],
      [`${'a b '.repeat(50)}jana.novak@home.example`, 'a b '.repeat(50).trim()],
    ]) assert.equal(masked(query), sent);
  });
});

describe('a search that finds nothing close', () => {
  const type = async (server, words, check, from = 'index.html') => {
    const opened = await open(browser, `${server.origin}/${from}`, {});
    try {
      server.log.length = 0;
      const field = opened.page.getByRole('combobox').first();
      await field.fill(words);
      await check(opened, field);
    } finally {
      await opened.close();
    }
  };
  const nothing = server => server.log.filter(entry => entry.path.startsWith('/feedback/search/'));

  it('comes into the log where the settings say so, once and without what is somebody\'s', () =>
    type(servers.searches, 'xqzzvyk 4111 1111 1111 1111', async ({ page, record }, field) => {
      const request = await page.waitForRequest(/feedback\/search/);
      assert.equal(decodeURIComponent(new URL(request.url()).search), '?q=xqzzvyk …');
      const headers = await request.allHeaders();
      assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
      // The same once more, with another number.
      await field.fill('xqzzvyk  4111 1111 1111 1112');
      await page.waitForTimeout(RESTS);
      await field.fill('unhqfg');
      await page.waitForResponse(/feedback\/search.*unhqfg/);
      assert.equal(nothing(servers.searches).length, 2);
      assert.deepEqual(record.problems, []);
    }));

  it('is asked by the page of results as well', () =>
    type(servers.searches, 'xqzzvyk', async ({ page }, field) => {
      const request = page.waitForRequest(/feedback\/search.*xqzzvyk/);
      await field.press('Enter');
      await request;
    }));

  it('is nobody\'s business else, nor is one that finds something', async () => {
    await type(servers.commons, 'xqzzvyk', async ({ page }, field) => {
      await page.waitForTimeout(RESTS);
      await field.press('Enter');
      await page.locator('.found [role=status]:not(:empty)').waitFor();
      await page.waitForTimeout(500);
    });
    assert.equal(nothing(servers.commons).length, 0);
    await type(servers.searches, 'lamp', async ({ page }, field) => {
      await page.waitForTimeout(RESTS);
      await field.press('Enter');
      await page.locator('.found ol > li').first().waitFor();
      // What a filter leaves out is not missing.
      await page.goto(`${servers.searches.origin}/search.html?q=lamp&year=1999`);
      await page.locator('.found [role=status]:not(:empty)').waitFor();
      await page.waitForTimeout(500);
    });
    assert.equal(nothing(servers.searches).length, 0);
  });
});
