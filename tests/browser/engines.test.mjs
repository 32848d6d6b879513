// The box and the page of results with an engine over HTTP, played by a small server: cards are
// the same, and the index in files answers where the engine does not.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch, open } from './lib/browser.mjs';
import { answer, boxOf } from './lib/search.mjs';
import { serve } from './lib/server.mjs';
import { build, temporaryFolder } from './lib/site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const HIT = {
  version: 1, title: 'From the engine: lamp dims', url: 'answers/lamp.html', answer: 'Turn the <b>knob</b> of the lamp.',
  grade: 'official', language: 'en', created: 1767323045, updated: 1767323045, tags: ['light'],
  products: ['Lamp'], answers: 1,
};

/** A server that plays an engine; `play.how` says how it behaves. */
async function engine(kind) {
  const play = { how: 'answers', asked: [] };
  const said = (hits) => kind === 'typesense'
    ? { results: [{ found: hits.length, hits: hits.map((document) => ({ document })), facet_counts: [{ field_name: 'grade', counts: [{ value: 'official', count: 1 }] }] }] }
    : { timed_out: false, hits: { total: { value: hits.length }, hits: hits.map((_source) => ({ _source })) },
      aggregations: { grades: { buckets: [{ key: 'official', doc_count: 1 }] } } };
  const server = http.createServer(async (request, response) => {
    const allow = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };
    if (request.method === 'OPTIONS') return response.writeHead(204, allow).end();
    let body = '';
    for await (const part of request) body += part;
    play.asked.push({ url: request.url, body: JSON.parse(body) });
    const send = (text, status = 200, type = 'application/json') =>
      response.writeHead(status, { 'content-type': type, ...allow }).end(text);
    if (play.how === 'slow') return setTimeout(() => send(JSON.stringify(said([HIT]))), 3000);
    if (play.how === 'html') return send('<!doctype html><h1>Sign in</h1>', 200, 'text/html');
    if (play.how === 'error') return send('{"error":"no"}', 503);
    if (play.how === 'other version') return send(JSON.stringify(said([{ ...HIT, version: 2 }])));
    if (play.how === 'down') return request.socket.destroy();
    return send(JSON.stringify(said([HIT])));
  });
  await new Promise((yes) => server.listen(0, '127.0.0.1', yes));
  const { port } = server.address();
  return { play, url: `http://127.0.0.1:${port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

function site(kind, url) {
  const folder = path.join(temporaryFolder(), 'site');
  fs.mkdirSync(path.join(folder, 'answers'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'answerbook.yaml'), [
    'title: Lamp help', 'language: en', 'sources:', '  - {type: markdown, path: answers, name: Handbook}',
    `search: {engine: http, kind: ${kind}, url: '${url}'${kind === 'typesense' ? ', key: may-search' : ''}, patience_ms: 700}`, '',
  ].join('\n'));
  answer(folder, 'lamp', { title: 'Why the lamp dims' }, 'Turn the knob of the lamp.');
  answer(folder, 'hub', { title: 'Reset the hub' }, 'Hold the button.');
  return build(folder);
}

for (const kind of ['typesense', 'elasticsearch']) {
  describe(`a site whose search asks ${kind}`, () => {
    let played, host;
    before(async () => {
      played = await engine(kind);
      host = await serve(site(kind, played.url));
    });
    after(async () => {
      await host?.close();
      played?.close();
    });
    const visit = async (address, look) => {
      const opened = await open(browser, `${host.origin}/${address}`);
      try {
        await look(opened, boxOf(opened.page));
      } finally {
        await opened.close();
      }
    };

    it('shows its hits as cards, with the words that were found', () =>
      visit('index.html', async ({ page, record }, box) => {
        played.play.how = 'answers';
        played.play.asked.length = 0;
        await box.type('the lamps');
        await box.hits();
        const first = box.options.first();
        assert.equal(await first.locator('.hit-title').textContent(), HIT.title);
        assert.equal(await first.locator('.hit-title mark').first().textContent(), 'lamp');
        assert.equal(await first.locator('.hit-answer').textContent(), HIT.answer);
        assert.equal(await first.getAttribute('href'), `${host.origin}/answers/lamp.html`);
        assert.equal(await page.locator('.hits b').count(), 0);
        const { url, body } = played.play.asked.at(-1);
        const text = JSON.stringify(body);
        if (kind === 'typesense') {
          assert.match(url, /^\/multi_search\?x-typesense-api-key=may-search$/);
          assert.match(text, /"q":"enlamp"/);
        } else {
          assert.match(url, /^\/answers\/_search/);
          assert.match(text, /"query":"en:lamp"/);
        }
        assert.ok(!/\{[a-z_]+\}/.test(text), text);
        assert.deepEqual(record.problems.filter((text) => !/favicon/.test(text)), []);
      }));

    it('shows them on the page of results, filtered by the engine', () =>
      visit('search.html?q=lamp&grade=official&tag=light', async ({ page }) => {
        played.play.how = 'answers';
        const link = page.locator('.found ol a').first();
        await link.waitFor();
        assert.equal(await link.textContent(), HIT.title);
        const text = JSON.stringify(played.play.asked.at(-1).body);
        assert.match(text, kind === 'typesense' ? /tags:=`light`/ : /"tags":"light"/);
      }));

    for (const how of ['slow', 'html', 'error', 'other version', 'down']) {
      it(`lets the index in files answer when the engine is: ${how}`, () =>
        visit('index.html', async (_, box) => {
          played.play.how = how;
          await box.type('lamp dims');
          await box.hits();
          assert.equal(await box.options.first().locator('.hit-title').textContent(), 'Why the lamp dims');
          // It is left alone for a while.
          const n = played.play.asked.length;
          await box.ask('reset hub');
          await box.hits();
          assert.equal(played.play.asked.length, n);
        }));
    }
  });
}
