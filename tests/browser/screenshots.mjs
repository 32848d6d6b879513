// Takes pictures of one page of each kind, and of one question with each badge: phone and
// desktop, light and dark.
// usage: node tests/browser/screenshots.mjs FOLDER [OUTPUT]
// OUTPUT is a built site; without it the example site is built.

import fs from 'node:fs';
import path from 'node:path';

import { launch, open } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { exampleSite, pages, samplePages } from './lib/site.mjs';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

const [folder, given] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tests/browser/screenshots.mjs FOLDER [OUTPUT]');
  process.exit(2);
}
fs.mkdirSync(folder, { recursive: true });
const output = given ?? exampleSite();
const browser = await launch();
const server = await serve(output);
const byBadge = new Map();
for (const page of pages(output).filter(page => page.kind === 'question')) {
  const badge = page.html.match(/class="badge (\w+)"/)?.[1] ?? 'unanswered';
  byBadge.set(badge, { ...page, kind: `question-${badge}` });
}
for (const sample of [...samplePages(output), ...byBadge.values()]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const address = `${server.origin}/${encodeURI(sample.file)}`;
      const { page, close } = await open(browser, address, { viewport, colorScheme });
      const name = `${sample.kind}-${sample.lang}-${size}-${colorScheme}.png`;
      await page.screenshot({ path: path.join(folder, name), fullPage: true });
      await close();
    }
  }
}
await browser.close();
await server.close();
console.log(`${fs.readdirSync(folder).length} pictures in ${folder}`);
