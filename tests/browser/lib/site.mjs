// Builds sites with the real binary, and finds the pages in what comes out.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The page kinds that the default theme writes on `body`. */
export const KINDS = [
  'home', 'question', 'answer', 'tags', 'tag', 'people', 'person', 'letters', 'letter', 'months',
  'month', 'products', 'product', 'categories', 'category', 'search', 'missing',
];

const temporary = [];

process.once('exit', () => {
  for (const folder of temporary) fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes when the test process does. */
export function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'answerbook-browser-'));
  temporary.push(folder);
  return folder;
}

/** Builds a copy of the example site, in a theme, and returns the output folder. */
export function exampleSite(theme = 'commons') {
  const site = path.join(temporaryFolder(), 'site');
  fs.cpSync(path.join(repository, 'example-site'), site, {
    recursive: true,
    // What an earlier build left there is not part of the site.
    filter: source => !/(^|\/)(\.answerbook|public)$/.test(source),
  });
  const settings = path.join(site, 'answerbook.yaml');
  const text = fs.readFileSync(settings, 'utf8');
  fs.writeFileSync(settings, text.replace(/^theme: commons$/m, `theme: ${theme}`));
  return build(site);
}

/** Builds a site and returns the output folder. */
export function build(site) {
  return buildInto(site, path.join(path.dirname(site), 'public'));
}

/** Builds a site into a folder, and returns that. */
export function buildInto(site, output) {
  execFileSync(binary(), ['build', site, '--output', output], {
    stdio: ['ignore', 'ignore', 'inherit'],
    maxBuffer: 1 << 26,
  });
  return output;
}

/**
 * Builds a site and returns the output folder, and the numbers of its threads. Its words may be
 * attacks, whose links lead nowhere: that is told with 1, and all is published.
 */
export function buildReport(site) {
  const output = path.join(path.dirname(site), 'public');
  let printed;
  try {
    printed = execFileSync(binary(), ['build', site, '--output', output, '--json', '--quiet'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    if (error.status !== 1) throw error;
    printed = error.stdout;
  }
  return { output, threads: JSON.parse(printed).threads };
}

/** Every page of an output folder: file, address below it, kind, language, text. */
export function pages(output) {
  return files(output)
    .filter(file => file.endsWith('.html'))
    .map(file => {
      const html = fs.readFileSync(path.join(output, file), 'utf8');
      return {
        file,
        html,
        kind: html.match(/<body[^>]*\bclass="[^"]*\bkind-([a-z]+)/)?.[1],
        lang: html.match(/<html[^>]*\blang="([^"]+)"/)?.[1],
      };
    });
}

/** The longest page of each kind, and every home page: what is tested closely. */
export function samplePages(output) {
  const all = pages(output);
  const longest = kind =>
    all.filter(page => page.kind === kind).sort((a, b) => b.html.length - a.html.length)[0];
  const homes = all.filter(page => page.kind === 'home' && !/\d+(\.html|\/index\.html)$/.test(page.file));
  const others = KINDS.filter(kind => kind !== 'home').map(longest).filter(Boolean);
  return [...homes, ...others].map(page => ({ ...page, name: `${page.kind} ${page.file}` }));
}

/** Paths of all files below a folder, with `/`, sorted. */
export function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map(file => file.split(path.sep).join('/'))
    .sort();
}

let built;

/** The binary: `ANSWERBOOK`, or built once, quick to compile (`release`) or to run (`dist`). */
export function binary(profile = 'release') {
  if (process.env.ANSWERBOOK) return process.env.ANSWERBOOK;
  if (!built) {
    const options = ['build', '--profile', profile, '--locked'];
    execFileSync('cargo', options, { cwd: repository, stdio: 'inherit' });
    const target = process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target');
    built = path.join(target, profile, 'answerbook');
  }
  return built;
}
