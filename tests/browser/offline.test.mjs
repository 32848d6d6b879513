// Without a network: a bundle that was unpacked on a disk.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch, open } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { binary, build, exampleSite, files, repository, temporaryFolder } from './lib/site.mjs';

let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Copies the example site, with other settings. */
function copied(change = text => text) {
  const site = path.join(temporaryFolder(), 'site');
  fs.cpSync(path.join(repository, 'example-site'), site, {
    recursive: true, filter: source => !/(^|\/)(\.answerbook|public)$/.test(source),
  });
  const settings = path.join(site, 'answerbook.yaml');
  fs.writeFileSync(settings, change(fs.readFileSync(settings, 'utf8')));
  return site;
}

/** Makes a zip of a site, unpacks it, and returns the one folder that it makes. */
function unpacked(site) {
  const folder = path.join(temporaryFolder(), 'a folder with ünusual name');
  fs.mkdirSync(folder);
  const zip = path.join(folder, 'site.zip');
  execFileSync(binary(), ['bundle', site, '--format', 'zip', '-o', zip, '--quiet']);
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, folder]);
  fs.rmSync(zip);
  const [own, ...others] = fs.readdirSync(folder);
  assert.deepEqual(others, []);
  return path.join(folder, own);
}

for (const addresses of ['file', 'folder']) {
  describe(`a zip that was unpacked, addresses: ${addresses}`, () => {
    let folder;
    const at = file => pathToFileURL(path.join(folder, file)).href;
    before(() => {
      folder = unpacked(copied(text => text.replace(/^addresses: file/m, `addresses: ${addresses}`)));
    });

    async function visit(file, look) {
      const { page, record, close } = await open(browser, at(file));
      try {
        await look(page);
        assert.deepEqual(record.problems, []);
        assert.ok(record.requests.every(({ url = '' }) => !/^https?:/.test(url)));
      } finally {
        await close();
      }
    }

    it('opens by index.html, and is searched from there', () => visit('index.html', async page => {
      const field = page.locator('input[name=q]').first();
      await field.fill('hub blinks red');
      const hit = page.locator('[role=option].hit').first();
      await hit.waitFor();
      await hit.click();
      await page.waitForURL(/(questions|answers)\//);
      assert.match(page.url(), /^file:.*\.html/);
      assert.ok(await page.locator('h1').isVisible());
    }));

    it('follows a link of a page', () => visit('index.html', async page => {
      await page.locator('main a[href*="questions/"], main a[href*="answers/"]').first().click();
      await page.waitForURL(/(questions|answers)\//);
      assert.ok(await page.locator('h1').isVisible());
    }));

    it('shows a page of results, with filters', () => {
      const page = addresses === 'folder' ? 'search/index.html' : 'search.html';
      return visit(page, async at => {
        await at.locator('main input[name=q]').fill('hub');
        await at.locator('main form[role=search] button').first().click();
        await at.locator('.found li').first().waitFor();
        const href = await at.locator('.found li a').first().getAttribute('href');
        assert.match(href, /^file:.*\.html/);
        assert.match(at.url(), /q=hub/);
      });
    });

    it('is searched in every language', () => visit('uk/index.html', async page => {
      await page.locator('input[name=q]').first().fill('скинути хаб');
      await page.locator('[role=option].hit').first().waitFor();
    }));

    it('names files alone in its links', () => {
      const all = new Set(files(folder));
      const lost = [];
      for (const file of all) {
        if (!file.endsWith('.html')) continue;
        const html = fs.readFileSync(path.join(folder, file), 'utf8');
        for (const [, href] of html.matchAll(/<(?:a|script|img|form|link rel="stylesheet")\b[^>]*? (?:href|src|action)="([^"]+)"/g)) {
          if (/^(#|https?:|mailto:)/.test(href)) continue;
          const name = decodeURIComponent(href.split(/[?#]/)[0]);
          const target = path.posix.join(path.posix.dirname(file), name);
          if (!all.has(target)) lost.push(`${file}: ${href}`);
        }
      }
      assert.deepEqual(lost, []);
    });
  });
}

describe('a published folder that is opened from a disk', () => {
  it('says why it is not searched', async () => {
    const address = pathToFileURL(path.join(exampleSite(), 'index.html')).href;
    const { page, close } = await open(browser, address);
    const field = page.locator('input[name=q]').first();
    await field.fill('hub');
    const said = page.locator('form[role=search] [role=status]').first();
    await said.filter({ hasText: /\S/ }).waitFor();
    assert.match(await said.textContent(), /web server/);
    await close();
  });
});

describe('a site that is kept on a device', () => {
  const kept = mode => {
    const site = copied(text => `${text}\noffline: ${mode}\n`);
    return { site, output: build(site) };
  };

  /** Opens the home page, and waits until the worker has it. */
  async function first(server) {
    const opened = await open(browser, `${server.origin}/`);
    await opened.page.evaluate(() => navigator.serviceWorker.ready);
    await opened.page.waitForFunction(() => navigator.serviceWorker.controller);
    return opened;
  }

  it('shows what was read, and is searched, without a network', async () => {
    const { output } = kept('read');
    const server = await serve(output);
    const { page, close } = await first(server);
    const ask = async () => {
      await page.locator('input[name=q]').first().fill('hub blinks red');
      await page.locator('[role=option].hit').first().waitFor();
    };
    await ask();
    const read = await page.evaluate(() => document.querySelector('main a[href*="questions/"]').href);
    await page.goto(read, { waitUntil: 'networkidle' });
    const title = await page.title();
    await page.goto(`${server.origin}/`, { waitUntil: 'networkidle' });
    const other = await page.evaluate(seen => [...document.querySelectorAll('main a[href*="questions/"]')]
      .map(link => link.href).find(href => href !== seen), read);
    await server.close();
    await page.goto(read);
    assert.equal(await page.title(), title);
    await page.goto(`${server.origin}/`);
    await ask();
    await page.goto(other);
    assert.match(await page.locator('h1').textContent(), /offline/i);
    await close();
  });

  it('shows all of a small site without a network', async () => {
    const { output } = kept('all');
    const server = await serve(output);
    const { page, close } = await first(server);
    await server.close();
    for (const file of files(output).filter(name => /^(questions|answers|tags)\/.*\.html$/.test(name)).slice(0, 12)) {
      await page.goto(`${server.origin}/${encodeURI(file)}`);
      assert.doesNotMatch(await page.title(), /offline/i);
    }
    await page.goto(`${server.origin}/search.html?q=router`);
    await page.locator('.found li').first().waitFor();
    await close();
  });

  it('keeps no vote, and casts none by itself', async () => {
    const { output } = kept('all');
    assert.doesNotMatch(fs.readFileSync(path.join(output, 'sw.js'), 'utf8'), /"feedback\//);
    const server = await serve(output);
    const { page, close } = await first(server);
    const read = await page.evaluate(() => document.querySelector('main a[href*="questions/"]').href);
    await page.goto(read, { waitUntil: 'networkidle' });
    const counted = page.waitForResponse(/\/feedback\/yes\//);
    await page.getByRole('button', { name: 'Yes' }).click();
    assert.equal((await counted).status(), 200);
    const all = await page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map(name => caches.open(name)));
      return (await Promise.all(stores.map(store => store.keys()))).flat().map(({ url }) => url);
    });
    assert.ok(all.length > 20, `${all.length} files are kept`);
    assert.deepEqual(all.filter(url => url.includes('/feedback/')), []);
    await close();
    await server.close();
  });

  it('shows a new build at once, and forgets a page that is gone', async () => {
    const { output } = kept('read');
    const server = await serve(output);
    const { page, close } = await first(server);
    const gone = await page.evaluate(() => document.querySelector('main a[href*="questions/"]').href);
    await page.goto(gone, { waitUntil: 'networkidle' });
    const worker = path.join(output, 'sw.js');
    const home = path.join(output, 'index.html');
    fs.rmSync(path.join(output, decodeURI(new URL(gone).pathname)));
    fs.writeFileSync(home, fs.readFileSync(home, 'utf8').replace(/<title>[^<]*/, '<title>A new build'));
    fs.writeFileSync(worker, fs.readFileSync(worker, 'utf8').replace(/const version = "/, '$&new'));
    await page.goto(`${server.origin}/`, { waitUntil: 'networkidle' });
    assert.equal(await page.title(), 'A new build');
    const has = () => page.evaluate(async address =>
      Boolean(await caches.match(address)), gone);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    for (let i = 0; i < 50 && await has(); i += 1) await page.waitForTimeout(100);
    assert.equal(await has(), false);
    await close();
    await server.close();
  });
});
