// Code and math of a post, as a reader sees and copies them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { axe } from './lib/axe.mjs';
import { DESKTOP, PHONE, launch, open, overflowing } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { build, temporaryFolder } from './lib/site.mjs';

const CODE = `fn main() {
    let hub = Hub::open("192.168.0.2", 8080); // by wire
    hub.lamps().filter(|lamp| lamp.watts > 1.5)
}
`;

const ANSWER = `---
slug: charge
---
# How long does a charge of $E = \\frac{1}{2} C V^2$ last?

\`\`\`rust title="src/main.rs" {2-3}
${CODE}\`\`\`

\`\`\`diff
- port = 80
+ port = 8080
\`\`\`

With a load of $R$ it falls as $$V(t) = V_0 \\, e^{-t / RC} + ${'a_1 + '.repeat(40)} b$$

$$\\begin{array}{|l|r|} \\hline \\text{lamp} & 5 \\\\ \\hline \\end{array}$$
`;

let browser;
let server;

before(async () => {
  const site = path.join(temporaryFolder(), 'site');
  fs.mkdirSync(path.join(site, 'answers'), { recursive: true });
  fs.writeFileSync(path.join(site, 'answerbook.yaml'),
    'title: Answers\nsources:\n  - {type: markdown, path: answers}\n');
  fs.writeFileSync(path.join(site, 'answers', 'charge.md'), ANSWER);
  browser = await launch();
  server = await serve(build(site), { gzip: true });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function visit(look) {
  const { page, record, close } = await open(browser, `${server.origin}/answers/charge.html`);
  try {
    await look(page);
    assert.deepEqual(record.problems, []);
  } finally {
    await close();
  }
}

describe('code and math', () => {
  it('are accessible and fit, in light and in dark', () => visit(async page => {
    for (const colorScheme of ['light', 'dark']) {
      for (const viewport of [DESKTOP, PHONE]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        assert.deepEqual(await axe(page), [], `${colorScheme}, ${viewport.width} px`);
        assert.deepEqual(await overflowing(page), []);
      }
    }
  }));

  it('have colours for words, and none of them where the reader forces colours', () => visit(
    async page => {
      const colours = () => page.$$eval('pre [class^="hl-"]', all =>
        new Set(all.map(each => getComputedStyle(each).color)).size);
      assert.ok(await colours() >= 4);
      await page.emulateMedia({ forcedColors: 'active' });
      assert.ok(await colours() <= 2);
    }));

  it('are copied as they were written', () => visit(async page => {
    const copied = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector('pre'));
      return getSelection().toString();
    });
    assert.equal(copied.trimEnd(), CODE.trimEnd());
    assert.equal(await page.$eval('h1 annotation', each => each.textContent),
      'E = \\frac{1}{2} C V^2');
  }));

  it('are math to the browser, with a title of words', () => visit(async page => {
    assert.ok(await page.$eval('h1 mfrac', each => each.getBoundingClientRect().height) > 20);
    assert.match(await page.title(), /^How long does a charge of E = 1\/2 CV² last\?/);
  }));
});
