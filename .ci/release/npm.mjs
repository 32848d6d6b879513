// Makes npm packages of archives: one for each platform with the program in it, and `answerbook`,
// which takes that of its platform as an optional dependency. Nothing is fetched at install but
// packages, so installs work behind a mirror, offline from a cache, and with `--ignore-scripts`.
//
// usage: node .ci/release/npm.mjs ARCHIVES OUT

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PLATFORMS = {
  'x86_64-unknown-linux-musl': ['linux', 'x64'],
  'aarch64-unknown-linux-musl': ['linux', 'arm64'],
  'x86_64-apple-darwin': ['darwin', 'x64'],
  'aarch64-apple-darwin': ['darwin', 'arm64'],
  'x86_64-pc-windows-msvc': ['win32', 'x64'],
  'x86_64-pc-windows-gnu': ['win32', 'x64'],
};

const [archives, out] = process.argv.slice(2).map((path) => resolve(path));
const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
const field = (name) => cargo.match(new RegExp(`^${name} = "(.*)"`, 'm'))[1];
const version = field('version');
const common = {
  version,
  description: field('description'),
  license: field('license'),
  ...(process.env.REPOSITORY ? { repository: process.env.REPOSITORY } : {}),
};

const write = (folder, manifest) =>
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const optionalDependencies = {};
for (const file of readdirSync(archives).sort()) {
  const target = file.match(/^answerbook-[^-]+-(.*?)\.(tar\.gz|zip)$/)?.[1];
  const platform = PLATFORMS[target];
  if (!platform) continue;
  const [os, cpu] = platform;
  const name = `@answerbook/${os}-${cpu}`;
  const folder = join(out, `${os}-${cpu}`);
  const program = os === 'win32' ? 'answerbook.exe' : 'answerbook';
  const unpacked = mkdtempSync(join(tmpdir(), 'answerbook-npm-'));
  const unpack = file.endsWith('.zip') ? ['unzip', '-q', join(archives, file), '-d', unpacked] : ['tar', '-xzf', join(archives, file), '-C', unpacked];
  execFileSync(unpack[0], unpack.slice(1));
  const inside = join(unpacked, `answerbook-${version}-${target}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(join(inside, program), join(folder, 'bin', program));
  chmodSync(join(folder, 'bin', program), 0o755);
  for (const notice of ['LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md']) {
    copyFileSync(join(inside, notice), join(folder, notice));
  }
  rmSync(unpacked, { recursive: true });
  write(folder, { name, ...common, os: [os], cpu: [cpu], preferUnplugged: true, files: ['bin', 'THIRD-PARTY.md'] });
  optionalDependencies[name] = version;
}
if (Object.keys(optionalDependencies).length === 0) {
  console.error(`npm.mjs: no archive of answerbook ${version} is in ${archives}`);
  process.exit(1);
}

const main = join(out, 'answerbook');
mkdirSync(join(main, 'bin'), { recursive: true });
for (const file of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
  copyFileSync(new URL(`../../${file}`, import.meta.url), join(main, file));
}
copyFileSync(new URL('npm-launcher.cjs', import.meta.url), join(main, 'bin', 'answerbook.cjs'));
chmodSync(join(main, 'bin', 'answerbook.cjs'), 0o755);
write(main, {
  name: 'answerbook',
  ...common,
  bin: { answerbook: 'bin/answerbook.cjs' },
  engines: { node: '>=18' },
  files: ['bin'],
  optionalDependencies,
});
console.log(`answerbook ${version}: ${Object.keys(optionalDependencies).join(', ')}`);
