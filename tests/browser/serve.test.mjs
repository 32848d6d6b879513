// The preview in a real browser: what an edit does to a page that is open.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { editableSite, preview, raw } from './lib/preview.mjs';
import { boxOf } from './lib/search.mjs';
import { build, files } from './lib/site.mjs';

const ANSWER = 'answers/reset-hub.md';
const PAGE = 'answers/reset-hub.html';
/** A clock that stands still, so that two runs begin at one moment. */
const STILL = { SOURCE_DATE_EPOCH: '1790000000' };
const CHANGED = /changed in \d/;

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** A preview of a copy of the example site, for as long as a test takes. */
async function previewed(check, { prepare = () => {}, options, env } = {}) {
  const site = editableSite();
  prepare(site);
  const served = await preview(site, options, env);
  const file = name => path.join(site, name);
  const disk = {
    site,
    file,
    read: name => fs.readFileSync(file(name), 'utf8'),
    write: (name, text) => {
      fs.mkdirSync(path.dirname(file(name)), { recursive: true });
      fs.writeFileSync(file(name), text);
    },
    add: (name, text) => fs.appendFileSync(file(name), text),
    replace: (name, from, to) => {
      const text = fs.readFileSync(file(name), 'utf8');
      assert.ok(text.includes(from), `${from} in ${name}`);
      fs.writeFileSync(file(name), text.replace(from, to));
    },
  };
  try {
    await check(served, disk);
  } finally {
    await served.close();
  }
}

/** The same, with a page open; nothing may go wrong in it. */
function watched(check, { address = PAGE, view = {}, allowed = /^$/, ...more } = {}) {
  return previewed(async (served, disk) => {
    const opened = await look(served, address, view);
    try {
      await check({ ...opened, served, disk });
      assert.deepEqual(opened.problems().filter(problem => !allowed.test(problem)), []);
    } finally {
      await opened.close();
    }
  }, more);
}

async function look(served, address, view = {}) {
  const opened = await open(browser, `${served.origin}/${address}`, { waitUntil: 'load', ...view });
  const { page, record } = opened;
  // The first question has been answered: from now on it waits.
  await page.waitForTimeout(150);
  await page.evaluate(() => { window.survivor = true; });
  return {
    ...opened,
    overlay: page.locator('answerbook-problems'),
    shows: text => page.locator('main', { hasText: text }).waitFor({ timeout: 10_000 }),
    survived: () => page.evaluate(() => window.survivor === true),
    // What a page was asking when it was left is no failure.
    problems: () => record.problems.filter(text => !text.includes('/-/answerbook/wait')),
  };
}

const settled = page => page.waitForTimeout(600);

/** A problem as the terminal shows it, without the lines that follow. */
const problemIn = said => said.match(/error\[[\s\S]*?(?=\n\n|$)/)[0].trim();

describe('an edit', () => {
  it('appears in the open page, which stays where it was scrolled', () =>
    watched(async ({ page, shows, disk }) => {
      await page.evaluate(() => scrollTo(0, 700));
      disk.add(ANSWER, '\nA sentence from the editor.\n');
      await shows('A sentence from the editor.');
      await page.waitForFunction(() => scrollY === 700);
      disk.replace(ANSWER, 'A sentence from', 'Another sentence from');
      await shows('Another sentence from the editor.');
      await page.waitForFunction(() => scrollY === 700);
    }));

  it('is loaded once: the build that follows makes the same page', () =>
    watched(async ({ page, shows, survived, served, disk }) => {
      for (const words of ['first-new-words', 'second-new-words']) {
        await served.after(async () => {
          disk.add(ANSWER, `\n${words}\n`);
          await shows(words);
          await page.evaluate(() => { window.survivor = true; });
        }, CHANGED);
        await settled(page);
        assert.ok(await survived(), words);
      }
    }));

  it('elsewhere leaves this page alone', () =>
    watched(async ({ page, survived, served, disk }) => {
      await served.after(() => disk.add('answers/local-api-token.md', '\nMore.\n'), CHANGED);
      await settled(page);
      assert.ok(await survived());
    }));

  it('of the style is applied without a reload', () =>
    watched(async ({ page, survived, disk }) => {
      const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
      assert.equal(await colour(), 'rgb(1, 2, 3)');
      await page.evaluate(() => scrollTo(0, 100));
      disk.write('themes/own/static/site.css', 'body { color: rgb(4, 5, 6); min-height: 3000px }');
      await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(4, 5, 6)');
      assert.ok(await survived());
      assert.equal(await page.evaluate(() => scrollY), 100);
      assert.equal(await page.locator('link[rel=stylesheet]').count(), 1);
    }, {
      prepare: site => {
        fs.mkdirSync(path.join(site, 'themes/own/static'), { recursive: true });
        fs.writeFileSync(path.join(site, 'themes/own/theme.yaml'), 'name: own\nparent: commons\n');
        fs.writeFileSync(path.join(site, 'themes/own/static/site.css'),
          'body { color: rgb(1, 2, 3); min-height: 3000px }');
        const settings = path.join(site, 'answerbook.yaml');
        fs.writeFileSync(settings,
          fs.readFileSync(settings, 'utf8').replace('theme: commons', 'theme: own'));
      },
    }));

  it('of a template and of a text appears', () =>
    watched(async ({ page, shows, disk }) => {
      disk.write('templates/parts/crumbs.html', '<p>Crumbs of my own</p>');
      await shows('Crumbs of my own');
      disk.write('strings/en.ftl', 'skip = Over there\n');
      await page.locator('text=Over there').first().waitFor({ state: 'attached' });
    }));

  it('of the settings appears, and a broken one says so', () =>
    watched(async ({ page, overlay, served, disk }) => {
      disk.replace('answerbook.yaml', 'title: Lumo answers', 'title: Lumo replies');
      await page.waitForFunction(() => document.title.includes('Lumo replies'));
      const said = await served.after(
        () => disk.replace('answerbook.yaml', 'title: Lumo replies', 'title: [Lumo'),
        /answerbook\.yaml/);
      await overlay.waitFor();
      assert.equal((await overlay.locator('pre').textContent()).trim(), problemIn(said));
      assert.match(await page.title(), /Lumo replies/);
      disk.replace('answerbook.yaml', 'title: [Lumo', 'title: Lumo again');
      await page.waitForFunction(() => document.title.includes('Lumo again'));
      await overlay.waitFor({ state: 'detached' });
    }));

  it('of a title is followed to the new address', () =>
    watched(async ({ page, shows, served, disk }) => {
      const lamp = title => disk.write('answers/lamp.md', `---\ntitle: ${title}\n---\nOf ${title}.\n`);
      lamp('A blue lamp');
      await shows('Of A blue lamp.');
      for (const title of ['A red lamp', 'A green lamp']) {
        lamp(title);
        await page.waitForURL(`**/${title.toLowerCase().replaceAll(' ', '-')}.html`);
        await shows(`Of ${title}.`);
      }
      for (const old of ['blue', 'red']) {
        const { url, status } = await fetch(`${served.origin}/answers/a-${old}-lamp.html`);
        assert.deepEqual([status, url], [200, `${served.origin}/answers/a-green-lamp.html`]);
      }
      // An address that is in use again is no old one.
      lamp('A blue lamp');
      await page.waitForURL('**/a-blue-lamp.html');
      await shows('Of A blue lamp.');
    }, { address: 'answers/a-blue-lamp.html', allowed: /404/ }));

  it('is not lost while the page loads', () =>
    watched(async ({ page, served, shows, disk }) => {
      // The page is held back until the next build is done.
      await page.route(/live\.js/, async route => {
        await served.after(() => disk.add(ANSWER, '\nIn between.\n'), CHANGED);
        await route.continue();
      }, { times: 1 });
      await page.reload();
      await shows('In between.');
    }));
});

describe('a mistake', () => {
  it('in front matter is shown over the last good page until it is mended', () =>
    watched(async ({ page, overlay, shows, survived, served, disk }) => {
      const said = await served.after(
        () => disk.replace(ANSWER, 'tags: [hub, wi-fi]', 'tags: [hub, wi-fi'),
        /error\[front-matter-invalid\][^]*?help: [^\n]*\n\n/);
      await overlay.waitFor();
      assert.equal(await overlay.getAttribute('role'), 'alert');
      // Links to the page that is not there are errors that follow, behind it.
      const first = said.match(/error\[front-matter-invalid\][^]*?(?=\n\n)/)[0].trim();
      assert.ok((await overlay.locator('pre').textContent()).trim().startsWith(first), said);
      await shows('Hold the button at the back');
      assert.ok(await survived());
      // The same mistake again is the same mistake.
      fs.utimesSync(disk.file(ANSWER), new Date(), new Date());
      disk.add(ANSWER, '\n');
      await settled(page);
      assert.ok(await overlay.isVisible());
      // Nor is another page lost that is opened now.
      const other = await look(served, PAGE);
      await other.overlay.waitFor();
      await other.close();
      disk.replace(ANSWER, 'tags: [hub, wi-fi', 'tags: [hub, wi-fi]');
      await overlay.waitFor({ state: 'detached' });
      await shows('Hold the button at the back');
    }));

  it('in a template is shown with the words of the terminal', () =>
    watched(async ({ overlay, shows, served, disk }) => {
      const said = await served.after(
        () => disk.write('templates/parts/crumbs.html', '<p>{{ nav.nothing_like_it }}</p>'),
        /error\[/);
      await overlay.waitFor();
      assert.equal((await overlay.locator('pre').textContent()).trim(), problemIn(said));
      const again = await served.after(
        () => disk.write('templates/parts/crumbs.html', '<p>{% if %}</p>'), /error\[/);
      await overlay.locator('pre', { hasText: problemIn(again).split('\n')[0] }).waitFor();
      disk.write('templates/parts/crumbs.html', '<p>Mended</p>');
      await shows('Mended');
      await overlay.waitFor({ state: 'detached' });
    }));

  it('can be hidden, and the next one shows itself again', () =>
    watched(async ({ page, overlay, served, disk }) => {
      const text = disk.read(ANSWER);
      disk.replace(ANSWER, 'tags: [hub, wi-fi]', 'tags: [hub');
      await overlay.getByRole('button', { name: 'Hide' }).click();
      assert.equal(await overlay.count(), 0);
      await served.after(() => disk.write(ANSWER, text), CHANGED);
      await settled(page);
      disk.replace(ANSWER, 'language: en', 'language: [en');
      await overlay.waitFor();
    }));

  it('that stops nothing is shown on its page alone', () =>
    watched(async ({ overlay, shows, served, disk }) => {
      const expired = 'expires: 2020-01-31\ntags: [hub, wi-fi]';
      const said = await served.after(
        () => disk.replace(ANSWER, 'tags: [hub, wi-fi]', expired), /2020-01-31[^]*changed in/);
      await overlay.waitFor();
      assert.equal(await overlay.getAttribute('role'), 'status');
      const text = (await overlay.locator('pre').textContent()).trim();
      assert.match(text, /^warning\[answer-expired\]: this answer was to be checked by 2020-01-31/);
      assert.ok(said.includes(text.split('\n')[1]), said);
      await shows('Hold the button at the back');
      const other = await look(served, 'answers/local-api-token.html');
      await other.page.waitForTimeout(300);
      assert.equal(await other.overlay.count(), 0);
      await other.close();
      disk.replace(ANSWER, expired, 'tags: [hub, wi-fi]');
      await overlay.waitFor({ state: 'detached' });
    }));

  it('that a preview starts with is shown, and the mend as well', () =>
    watched(async ({ overlay, shows, disk }) => {
      await overlay.waitFor();
      disk.replace(ANSWER, 'tags: [hub', 'tags: [hub]');
      await shows('Hold the button at the back');
      await overlay.waitFor({ state: 'detached' });
    }, {
      allowed: /404/,
      prepare: site => {
        const file = path.join(site, ANSWER);
        fs.writeFileSync(file,
          fs.readFileSync(file, 'utf8').replace('tags: [hub, wi-fi]', 'tags: [hub'));
      },
    }));

  for (const colorScheme of ['light', 'dark']) {
    it(`is accessible and fits a phone, ${colorScheme}`, () =>
      watched(async ({ page, overlay, disk }) => {
        disk.replace(ANSWER, 'tags: [hub, wi-fi]', 'tags: [hub, wi-fi');
        await overlay.waitFor();
        assert.deepEqual(await axe(page), []);
        assert.deepEqual(await overflowing(page), []);
        if (process.env.SCREENSHOTS) {
          const name = `overlay-${colorScheme}`;
          await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${name}-phone.png`) });
          await page.setViewportSize({ width: 1280, height: 900 });
          await page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${name}-desktop.png`) });
        }
      }, { view: { viewport: PHONE, colorScheme } }));
  }
});

describe('files that come and go', () => {
  it('are pages that are new, renamed and deleted', () =>
    watched(async ({ page, overlay, shows, disk }) => {
      const fresh = '---\ntitle: Fresh\nslug: fresh\nlanguage: en\nauthor: Ann\n---\nNew here.\n';
      disk.write('answers/fresh.md', fresh);
      await shows('New here.');
      // The file's name is no part of the address.
      fs.renameSync(disk.file('answers/fresh.md'), disk.file('answers/other.md'));
      disk.add('answers/other.md', '\nStill here.\n');
      await shows('Still here.');
      fs.rmSync(disk.file('answers/other.md'));
      // Nobody's page turns into an error while they look at it.
      await overlay.waitFor();
      assert.match(await overlay.locator('pre').textContent(), /This page is gone/);
      assert.equal(await overlay.getAttribute('role'), 'status');
      await shows('Still here.');
      disk.write('answers/fresh.md', `${fresh}\nBack here.\n`);
      await shows('Back here.');
      await overlay.waitFor({ state: 'detached' });
      // Who asks for it anew is told that it is not there, until it is.
      fs.rmSync(disk.file('answers/fresh.md'));
      await overlay.waitFor();
      await page.reload();
      await page.locator('body.kind-missing').waitFor();
      disk.write('answers/fresh.md', fresh);
      await shows('New here.');
    }, { address: 'answers/fresh.html', allowed: /404/ }));

  it('may be written beside and renamed', () =>
    watched(async ({ shows, disk }) => {
      for (const text of ['First.', 'Second.', 'Third.']) {
        disk.write('answers/.reset-hub.md.tmp', `${disk.read(ANSWER)}\n${text}\n`);
        fs.renameSync(disk.file('answers/.reset-hub.md.tmp'), disk.file(ANSWER));
        await shows(text);
      }
      // As vim does.
      const text = disk.read(ANSWER);
      fs.renameSync(disk.file(ANSWER), `${disk.file(ANSWER)}~`);
      disk.write(ANSWER, `${text}\nFourth.\n`);
      fs.rmSync(`${disk.file(ANSWER)}~`);
      await shows('Fourth.');
    }));

  it('may be deleted and written again', () =>
    watched(async ({ page, shows, disk }) => {
      for (const text of ['First.', 'Second.']) {
        const whole = disk.read(ANSWER);
        fs.rmSync(disk.file(ANSWER));
        await page.waitForTimeout(30);
        disk.write(ANSWER, `${whole}\n${text}\n`);
        await shows(text);
      }
    }));

  it('may be emptied slowly and filled again: no page is lost in between', () =>
    watched(async ({ page, overlay, shows, survived, disk }) => {
      fs.cpSync(disk.file('answers'), disk.file('copy'), { recursive: true });
      await settled(page);
      for (const name of fs.readdirSync(disk.file('answers'))) {
        fs.rmSync(disk.file(`answers/${name}`), { recursive: true });
        await page.waitForTimeout(100);
      }
      fs.rmdirSync(disk.file('answers'));
      await page.waitForTimeout(100);
      fs.renameSync(disk.file('copy'), disk.file('answers'));
      await settled(page);
      assert.equal(await overlay.count(), 0);
      assert.ok(await survived());
      disk.add(ANSWER, '\nFilled again.\n');
      await shows('Filled again.');
    }));

  it('may be five hundred at once', () =>
    watched(async ({ page, overlay, served, shows, disk }) => {
      const from = served.said.length;
      for (let at = 0; at < 500; at += 1) {
        disk.write(`answers/many/a-${at}.md`,
          `---\ntitle: Many ${at}\nslug: many-${at}\nlanguage: en\n---\nNumber ${at}.\n`);
      }
      await shows('Number 499.');
      await page.waitForTimeout(1000);
      assert.ok(served.builds(from) <= 2, `${served.builds(from)} builds`);
      const missing = [];
      for (let at = 0; at < 500; at += 1) {
        const { status } = await fetch(`${served.origin}/answers/many-${at}.html`);
        if (status !== 200) missing.push(at);
      }
      assert.deepEqual(missing, []);
      const since = served.said.length;
      fs.rmSync(disk.file('answers/many'), { recursive: true });
      await overlay.waitFor();
      await page.waitForTimeout(1000);
      assert.ok(served.builds(since) <= 2, `${served.builds(since)} builds`);
    }, { address: 'answers/many-499.html', allowed: /404/ }));

  it('may be a whole source: the last good page stays until it is back', () =>
    watched(async ({ page, overlay, shows, survived, served, disk }) => {
      const said = await served.after(
        () => fs.renameSync(disk.file('answers'), disk.file('elsewhere')), /error\[source-missing\]/);
      await overlay.waitFor();
      assert.equal((await overlay.locator('pre').textContent()).trim(), problemIn(said));
      assert.ok(await survived());
      fs.renameSync(disk.file('elsewhere'), disk.file('answers'));
      await overlay.waitFor({ state: 'detached' });
      // It is watched as before.
      disk.add(ANSWER, '\nBack again.\n');
      await shows('Back again.');
      // So is one that was made anew so quickly that nobody missed it.
      fs.cpSync(disk.file('answers'), disk.file('copy'), { recursive: true });
      fs.rmSync(disk.file('answers'), { recursive: true });
      fs.renameSync(disk.file('copy'), disk.file('answers'));
      await settled(page);
      disk.add(ANSWER, '\nAnd again.\n');
      await shows('And again.');
    }));
});

describe('search in the preview', () => {
  it('finds, in the box and for programs, what was just written', () =>
    watched(async ({ page, served, shows, disk }) => {
      await served.after(() => disk.add(ANSWER, '\nTurn the flumpwidget twice.\n'), CHANGED);
      await shows('flumpwidget');
      const box = boxOf(page);
      await box.type('flumpwidget');
      await box.hits();
      assert.match(await box.options.first().textContent(), /reset the Lumo Hub 2/);
      const ask = async query =>
        (await fetch(`${served.origin}/-/answerbook/search?${query}`)).json();
      const { hits } = await ask('q=flumpwidget');
      assert.equal(hits.length, 1);
      assert.match(hits[0].address, /reset-hub/);
      assert.ok((await ask('q=hub&limit=2')).hits.length === 2);
      assert.ok((await ask('q=hub&language=uk')).hits.every(hit => hit.language === 'uk'));
      const bad = await fetch(`${served.origin}/-/answerbook/search`);
      assert.equal(bad.status, 400);
    }));
});

describe('the server', () => {
  it('gives nothing to foreign hosts, foreign origins and strange addresses', () =>
    previewed(async served => {
      const { port } = served;
      const own = `Host: localhost:${port}\r\nConnection: close\r\n`;
      const secret = /Lumo|title:|root:/;
      const good = await raw(port, `GET /${PAGE} HTTP/1.1\r\n${own}\r\n`);
      assert.match(good, /^HTTP\/1.1 200/);
      assert.doesNotMatch(good, /access-control-allow/i);
      const get = (head, start = `GET /${PAGE} HTTP/1.1`) => raw(port, `${start}\r\n${head}\r\n`);
      for (const host of ['evil.example', `evil.example:${port}`, 'localhost', 'localhost:1',
        `127.0.0.1.evil.example:${port}`, `localhost:${port}.evil.example`, '']) {
        const answer = await get(`Host: ${host}\r\nConnection: close\r\n`);
        assert.match(answer, /^HTTP\/1.1 40[03]/, host);
        assert.doesNotMatch(answer, secret, host);
      }
      assert.doesNotMatch(await get('Connection: close\r\n'), secret);
      for (const origin of ['http://evil.example', `https://localhost:${port}`, 'null',
        `http://localhost:${port}.evil.example`, `http://evil.example:${port}`]) {
        const answer = await get(`${own}Origin: ${origin}\r\n`);
        assert.match(answer, /^HTTP\/1.1 403/, origin);
        assert.doesNotMatch(answer, secret, origin);
      }
      for (const address of ['/../answerbook.yaml', '/%2e%2e/answerbook.yaml',
        '/%252e%252e/answerbook.yaml', '/..%2fanswerbook.yaml', '/..%5canswerbook.yaml',
        '/..\\answerbook.yaml', '/answerbook.yaml', '//etc/passwd', '/%2fetc%2fpasswd',
        '/etc/passwd', '/answers/reset-hub.html%00.css', '/%00', '/./answers/../answerbook.yaml',
        '/assets/../../answerbook.yaml', '/C:/answerbook.yaml', '/.answerbook/preview/state',
        '/addresses.txt', '/-/answerbook/../../answerbook.yaml', '/%ff%fe',
        `http://evil.example/${PAGE}/..`]) {
        const answer = await get(own, `GET ${address} HTTP/1.1`);
        assert.match(answer, /^HTTP\/1.1 40[034]/, `${address} ${answer.slice(0, 200)}`);
        assert.doesNotMatch(answer, /title: Lumo|root:|^---$/m, address);
      }
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
        const answer = await get(own, `${method} /${PAGE} HTTP/1.1`);
        assert.match(answer, /^HTTP\/1.1 40[05]/, method);
        assert.doesNotMatch(answer, secret, method);
      }
    }));

  it('says so when the port is taken, and when the site is already previewed', () =>
    previewed(async (served, disk) => {
      const other = await preview(editableSite(), ['--port', String(served.port)]);
      assert.equal(other.code, 2);
      assert.match(other.said, /error\[port-taken\]: `127\.0\.0\.1:\d+` cannot be listened on/);
      assert.match(other.said, /--port 0/);
      for (const port of ['0', String(served.port)]) {
        const second = await preview(disk.site, ['--port', port]);
        assert.equal(second.code, 2);
        assert.match(second.said, /another preview of this site is running/);
      }
      // A build beside it is none of its business.
      build(disk.site);
      assert.equal((await fetch(`${served.origin}/${PAGE}`)).status, 200);
    }));

  it('leaves no trace of itself in what is published', () =>
    previewed((served, disk) => {
      const output = build(disk.site);
      const traces = files(output).filter(file =>
        /-\/answerbook|live\.js/.test(fs.readFileSync(path.join(output, file), 'latin1')));
      assert.deepEqual(traces, []);
      assert.ok(files(output).length > 50);
    }));

  it('starts again, and pages that stayed open follow', () =>
    watched(async ({ served, shows, disk, page }) => {
      await served.close();
      disk.add(ANSWER, '\nMeanwhile.\n');
      const again = await preview(disk.site, ['--port', String(served.port)], STILL);
      try {
        assert.equal(again.port, served.port, again.said);
        await shows('Meanwhile.');
        await page.waitForTimeout(100);
      } finally {
        await again.close();
      }
    }, { env: STILL, allowed: /ERR_|failed/ }));
});
