// Prints the notices of all crates that are in the program, as markdown: each licence's text
// once, with the crates that are under it.
//
// usage: node .ci/release/licences.mjs TARGET

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const target = process.argv[2];
const metadata = JSON.parse(
  execFileSync(
    'cargo',
    ['metadata', '--locked', '--format-version=1', '--filter-platform', target],
    { maxBuffer: 1 << 28 },
  ),
);

// What is linked: neither tools of the build nor of the tests.
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
const linked = new Set();
const queue = [metadata.resolve.root];
while (queue.length > 0) {
  const id = queue.pop();
  if (linked.has(id)) continue;
  linked.add(id);
  for (const dependency of nodes.get(id).deps) {
    if (dependency.dep_kinds.some((kind) => kind.kind === null)) queue.push(dependency.pkg);
  }
}
linked.delete(metadata.resolve.root);

const isNotice = (file) => /^(licen[cs]e|copying|notice|unlicense|copyright)/i.test(file);
const texts = new Map();
const crates = metadata.packages
  .filter((crate) => linked.has(crate.id))
  .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
for (const crate of crates) {
  const folder = dirname(crate.manifest_path);
  for (const file of readdirSync(folder).filter(isNotice).sort()) {
    let text;
    try {
      text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    } catch {
      continue; // a folder of licences
    }
    if (!texts.has(text)) texts.set(text, []);
    texts.get(text).push(`${crate.name} ${crate.version}`);
  }
}

// The fonts of pictures of links are in the program, too.
const font = join(metadata.workspace_root, 'src/media/card/fonts/OFL.txt');
texts.set(readFileSync(font, 'utf8').trim(), ['Noto Sans, Noto Sans Arabic, Noto Sans Hebrew']);

console.log('# What answerbook is made of\n');
console.log(`${crates.length} crates are in the program.\n`);
for (const crate of crates) console.log(`- ${crate.name} ${crate.version}: ${crate.license ?? 'see below'}`);
for (const [text, holders] of texts) {
  console.log(`\n## ${[...new Set(holders)].join(', ')}\n`);
  console.log(text.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n'));
}
