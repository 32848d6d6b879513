// What axe-core finds wrong with a page, as it stands.

import fs from 'node:fs';
import { createRequire } from 'node:module';

import { overflowing } from './browser.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that may differ between two schemes of colours of one page at one width. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Everything that it finds. */
export function axe(page) {
  return violations(page, TAGS);
}

/**
 * Everything that it finds at each of these sizes, and what sticks out there; in the dark, only
 * what colours may change, which takes a third of the time.
 */
export async function axeAtEach(page, sizes) {
  const wrong = [];
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    // Scripts hear of the new size when the next frame is made.
    await page.evaluate(() => new Promise((yes) => requestAnimationFrame(() => requestAnimationFrame(yes))));
    await page.emulateMedia({ colorScheme: 'light' });
    const found = [...await axe(page), ...await overflowing(page)];
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violations(page, OF_COLOURS)).map(one => `in the dark: ${one}`));
    wrong.push(...found.map(one => `${viewport.width} px: ${one}`));
  }
  return wrong;
}

async function violations(page, runOnly) {
  // Half a megabyte, once a page.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
  const found = await page.evaluate(async runOnly =>
    (await window.axe.run(document, { runOnly, resultTypes: ['violations'] })).violations, runOnly);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`));
}
