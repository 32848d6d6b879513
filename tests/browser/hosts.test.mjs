// The servers that a team runs itself serve a site as the documentation and the generated files say.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { SERVERS, missing, start } from './lib/hosts.mjs';
import { answer, boxOf, searchSite } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { buildInto, pages, temporaryFolder } from './lib/site.mjs';

const FOR_EVER = 'public, max-age=31536000, immutable';

let browser;
let shop;
let stranger;

before(async () => {
  browser = await launch();
  // Pages of other origins: one that may hold the search, and one that may not.
  [shop, stranger] = [await serve(temporaryFolder()), await serve(temporaryFolder())];
});

after(async () => {
  await browser?.close();
  await shop?.close();
  await stranger?.close();
});

/** A site for a server, built into a folder below `root`. */
function prepare(below) {
  const site = searchSite();
  const base = below ? `/${below}/` : '/';
  fs.appendFileSync(path.join(site, 'answerbook.yaml'), [
    `base_url: https://answers.example.org${base}`,
    'hosts: [nginx, apache, caddy]',
    `embed: {origins: ["${shop.origin}", https://shop.example.org]}`,
    'redirects:',
    '  /faq/: /answers/the-lamp-in-the-attic-dims.html#steps two',
    '  /faq/lamp.html: /answers/the-lamp-in-the-attic-hums.html',
    "  /Old/It's 100.html: /uk/",
    '  /forum: https://forum.example.org/?from=answers',
    '  /sale.html: gone',
    '',
  ].join('\n'));
  fs.mkdirSync(path.join(site, 'static/.well-known'), { recursive: true });
  fs.writeFileSync(path.join(site, 'static/.well-known/security.txt'), 'Contact: mailto:a@b.example\n');
  const root = temporaryFolder();
  fs.chmodSync(root, 0o755);
  const output = path.join(root, below || 'public');
  buildInto(site, output);
  return { site, output, root: below ? root : output, base };
}

/** Asks as `curl` does: no redirect is followed, and a path is sent as it is. */
function ask(address, headers = {}) {
  const { hostname, port } = new URL(address);
  const asked = address.slice(address.indexOf('/', 8));
  return new Promise((resolve, reject) => {
    http.get({ hostname, port, path: asked, headers, agent: false }, response => {
      const parts = [];
      response.on('data', part => parts.push(part));
      response.on('end', () => resolve({
        status: response.statusCode,
        headers: response.headers,
        body: Buffer.concat(parts).toString(),
        // Apache answers in full, the others from the top of the host.
        to: response.headers.location?.replace(/^http:\/\/127\.0\.0\.1:\d+/, ''),
      }));
    }).on('error', reject);
  });
}

/** Waits until something is so: a server reads its settings while it serves. */
async function until(is, what) {
  for (let left = 100; !await is(); left -= 1) {
    assert.ok(left > 0, what);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

for (const name of Object.keys(SERVERS)) {
  for (const below of ['', 'help']) {
    const where = below ? `below /${below}/` : 'at the top of its host';
    describe(`${name}, ${where}`, { skip: missing(name) }, () => {
      let made;
      let server;
      let top;
      const get = (address, headers) => ask(`${top}${address}`, headers);

      before(async () => {
        made = prepare(below);
        server = await start(name, { work: temporaryFolder(), root: made.root, below });
        top = server.origin + made.base;
      });

      after(() => server?.stop());

      it('serves pages with the policy of the pages', async () => {
        const home = await get('');
        assert.equal(home.status, 200);
        assert.match(home.headers['content-type'], /^text\/html/);
        const policy = home.body.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)[1];
        assert.equal(home.headers['content-security-policy'],
          `${policy.replaceAll('&#39;', "'")}; frame-ancestors 'self'`);
        assert.equal(home.headers['x-content-type-options'], 'nosniff');
        assert.equal(home.headers['referrer-policy'], 'strict-origin-when-cross-origin');
        // Those without a kind lead on.
        for (const { file } of pages(made.output).filter(({ kind }) => kind).slice(0, 40)) {
          assert.equal((await get(encodeURI(file))).status, 200, file);
        }
        const folder = await get('uk');
        assert.match(folder.to, new RegExp(`^${made.base}uk/$`), 'a folder is one, at any port');
      });

      it('says what is not there, and what is gone', async () => {
        for (const [address, status] of [['nowhere.html', 404], ['a/b/c', 404], ['sale.html', 410]]) {
          const answer = await get(address);
          assert.equal(answer.status, status, address);
          assert.match(answer.body, /kind-missing/, address);
          assert.equal(answer.headers['content-security-policy'] !== undefined, true, address);
          assert.doesNotMatch(answer.headers['cache-control'] ?? '', /immutable/, address);
        }
      });

      it('redirects in one step, and hands on what is asked for', async () => {
        const { base } = made;
        for (const [from, to] of [
          ['faq/lamp.html', `${base}answers/the-lamp-in-the-attic-hums.html`],
          ['faq/lamp.html?q=a%20b&x=%D1%85', `${base}answers/the-lamp-in-the-attic-hums.html?q=a%20b&x=%D1%85`],
          ['faq/', `${base}answers/the-lamp-in-the-attic-dims.html#steps%20two`],
          ['faq/index.html?q=1', `${base}answers/the-lamp-in-the-attic-dims.html?q=1#steps%20two`],
          ["Old/It's%20100.html", `${base}uk/`],
          ['forum', 'https://forum.example.org/?from=answers'],
          ['forum?q=1', 'https://forum.example.org/?from=answers'],
        ]) {
          const answer = await get(from);
          assert.deepEqual([answer.status, answer.to], [301, to], from);
        }
        for (const other of ['faq/other.html', 'forum/x', 'faq/lamp.html.bak']) {
          assert.equal((await get(other)).status, 404, other);
        }
      });

      it('shows nobody what is hidden', async () => {
        const hidden = ['.answerbook-files', '.htaccess', '_hosts/nginx.conf', '_hosts/caddy.conf',
          '_hosts/', 'uk/.git/config', '%2eanswerbook-files', './/.answerbook-files'];
        for (const address of hidden) {
          const { status, body } = await get(address);
          assert.ok(status === 404 || status === 403, `${address}: ${status}`);
          assert.doesNotMatch(body, /index\.bin|Written by/);
        }
        assert.equal((await get('.well-known/security.txt')).status, 200);
      });

      it('lets browsers keep for ever what never changes, and nothing else', async () => {
        const files = fs.readdirSync(path.join(made.output, 'assets')).map(file => `assets/${file}`)
          .concat(fs.readdirSync(path.join(made.output, 'search')).map(file => `search/${file}`));
        const plain = file => /index\.bin|embed\.js|icon\.svg/.test(file);
        assert.ok(files.filter(plain).length === 3 && files.length > 10);
        for (const file of [...files, 'index.html', 'robots.txt']) {
          const { status, headers } = await get(file);
          const isPlain = plain(file) || !file.includes('/');
          assert.deepEqual([status, headers['cache-control']], [200, isPlain ? 'no-cache' : FOR_EVER], file);
          assert.ok(headers['content-security-policy'], file);
        }
        // What is asked for again is not sent again.
        const first = await get('search/index.bin');
        const again = await get('search/index.bin', {
          'if-none-match': first.headers.etag, 'if-modified-since': first.headers['last-modified'],
        });
        assert.equal(again.status, 304);
        const lost = await get('assets/site-01234567.js');
        assert.equal(lost.status, 404);
        assert.doesNotMatch(lost.headers['cache-control'] ?? '', /immutable/);
      });

      it('sends markdown as such, and has it listed by no search engine', async () => {
        const page = await get('answers/the-lamp-in-the-attic-hums.md');
        assert.equal(page.headers['content-type'].toLowerCase(), 'text/markdown; charset=utf-8');
        assert.equal(page.headers['x-robots-tag'], 'noindex');
        assert.ok(page.headers['content-security-policy']);
        const list = await get('llms.txt');
        assert.match(list.headers['content-type'], /^text\/plain/);
        assert.equal(list.headers['x-robots-tag'], undefined);
        assert.equal((await get('llms-full.txt')).headers['x-robots-tag'], 'noindex');
      });

      it('lets the pages that the settings name hold the search, and no others', async () => {
        for (const file of ['search/index.bin', 'search/embed.js', 'assets/icon.svg']) {
          const allowed = await get(file, { origin: shop.origin });
          assert.equal(allowed.headers['access-control-allow-origin'], shop.origin, file);
          assert.match(allowed.headers.vary, /origin/i, file);
          for (const origin of [stranger.origin, `${shop.origin}.evil.example`, 'https://shopXexample.org', 'null']) {
            const refused = await get(file, { origin });
            assert.equal(refused.headers['access-control-allow-origin'], undefined, origin);
            assert.match(refused.headers.vary, /origin/i, file);
          }
        }
        const page = await get('index.html', { origin: shop.origin });
        assert.equal(page.headers['access-control-allow-origin'], undefined);
        for (const [host, works] of [[shop, true], [stranger, false]]) {
          host.change = (_, answer) => {
            answer.status = 200;
            answer.headers['content-type'] = 'text/html';
            answer.body = Buffer.from(`<!doctype html><html lang="en"><title>Lamp</title>
<link rel="icon" href="data:,"><script type="module" src="${top}search/embed.js"></script>
<answerbook-search></answerbook-search>`);
          };
          const { page, close } = await open(browser, `${host.origin}/`);
          try {
            const box = boxOf(page, page.locator('answerbook-search'));
            if (works) {
              await box.type('attic dims');
              await box.hits();
              assert.match(await box.options.first().textContent(), /attic dims/);
            } else {
              assert.equal(await box.input.count(), 0);
            }
          } finally {
            await close();
          }
        }
      });

      it('finds answers in a browser, and leads to them', async () => {
        const { page, record, close } = await open(browser, top);
        try {
          const box = boxOf(page);
          await box.type('attic dims');
          await box.hits();
          await Promise.all([page.waitForURL('**/answers/the-lamp-in-the-attic-dims.html*'), box.options.first().click()]);
          assert.match(await page.locator('h1').textContent(), /attic dims/);
          assert.deepEqual(record.problems, []);
        } finally {
          await close();
        }
      });

      it('leads to a page with another title at once, and redirects when it has read of it', async () => {
        const [old, now] = ['answers/the-lamp-in-the-office-hums.html', 'answers/the-lamp-on-the-desk-hums.html'];
        assert.equal((await get(old)).status, 200);
        answer(made.site, 'office-hums', { title: 'The lamp on the desk hums' }, 'Unplug it.');
        buildInto(made.site, made.output);
        const { page, close } = await open(browser, `${top}${old}`);
        try {
          await page.waitForURL(`**/${now}`);
          assert.match(await page.locator('h1').textContent(), /on the desk hums/);
        } finally {
          await close();
        }
        // Apache reads its file at each request.
        if (name !== 'apache2') await server.reload();
        await until(async () => (await get(`${old}?q=1`)).to === `${made.base}${now}?q=1`,
          'the new redirect is read');
        assert.equal((await get(now)).status, 200);
      });
    });
  }
}

describe('apache2 without mod_headers, as Debian has it', { skip: missing('apache2') }, () => {
  it('serves pages and redirects', async () => {
    const made = prepare('');
    const server = await start('apache2', { work: temporaryFolder(), root: made.root, modules: [] });
    try {
      assert.equal((await ask(`${server.origin}/`)).status, 200);
      const moved = await ask(`${server.origin}/faq/lamp.html?q=1`);
      assert.deepEqual([moved.status, moved.to], [301, '/answers/the-lamp-in-the-attic-hums.html?q=1']);
      assert.equal((await ask(`${server.origin}/sale.html`)).status, 410);
      assert.equal((await ask(`${server.origin}/_hosts/caddy.conf`)).status, 404);
    } finally {
      await server.stop();
    }
  });
});
