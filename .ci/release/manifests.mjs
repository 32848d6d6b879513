// Writes what other package managers need, with the digests of the archives: a Homebrew
// formula, and the three manifests of winget.
//
// usage: REPOSITORY=https://github.com/OWNER/NAME node .ci/release/manifests.mjs ARCHIVES OUT

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [archives, out] = process.argv.slice(2).map((path) => resolve(path));
const repository = process.env.REPOSITORY;
if (!repository) {
  console.error('manifests.mjs: REPOSITORY says where archives are: https://github.com/OWNER/NAME');
  process.exit(2);
}
const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
const field = (name) => cargo.match(new RegExp(`^${name} = "(.*)"`, 'm'))[1];
const version = field('version');
const owner = new URL(repository).pathname.split('/')[1];

function archive(target, ending) {
  const file = `answerbook-${version}-${target}.${ending}`;
  if (!existsSync(join(archives, file))) return null;
  const sha256 = createHash('sha256').update(readFileSync(join(archives, file))).digest('hex');
  return { url: `${repository}/releases/download/v${version}/${file}`, sha256 };
}

function formula() {
  const systems = [
    ['macos', 'arm', 'aarch64-apple-darwin'],
    ['macos', 'intel', 'x86_64-apple-darwin'],
    ['linux', 'arm', 'aarch64-unknown-linux-musl'],
    ['linux', 'intel', 'x86_64-unknown-linux-musl'],
  ];
  const blocks = ['macos', 'linux'].map((system) => {
    const parts = systems
      .filter(([name]) => name === system)
      .map(([, cpu, target]) => [cpu, archive(target, 'tar.gz')])
      .filter(([, found]) => found)
      .map(([cpu, { url, sha256 }]) => `    on_${cpu} do\n      url "${url}"\n      sha256 "${sha256}"\n    end`);
    return parts.length ? `  on_${system} do\n${parts.join('\n')}\n  end\n` : '';
  });
  return `class Answerbook < Formula
  desc "${field('description')}"
  homepage "${repository}"
  version "${version}"
  license any_of: ["MIT", "Apache-2.0"]

${blocks.filter(Boolean).join('\n')}
  def install
    bin.install "answerbook"
    man1.install "man/answerbook.1"
    bash_completion.install "completions/answerbook.bash" => "answerbook"
    zsh_completion.install "completions/_answerbook"
    fish_completion.install "completions/answerbook.fish"
  end

  test do
    system bin/"answerbook", "init", "site"
    system bin/"answerbook", "build", "site"
    assert_path_exists testpath/"site/public/index.html"
  end
end
`;
}

function winget() {
  const found = archive('x86_64-pc-windows-msvc', 'zip') ?? archive('x86_64-pc-windows-gnu', 'zip');
  if (!found) return {};
  const id = `${owner}.answerbook`;
  const folder = found.url.split('/').at(-1).replace(/\.zip$/, '');
  const head = `PackageIdentifier: ${id}\nPackageVersion: ${version}\n`;
  const foot = (type) => `ManifestType: ${type}\nManifestVersion: 1.6.0\n`;
  return {
    [`${id}.yaml`]: `${head}DefaultLocale: en-US\n${foot('version')}`,
    [`${id}.installer.yaml`]: `${head}InstallerType: zip
NestedInstallerType: portable
NestedInstallerFiles:
- RelativeFilePath: ${folder}\\answerbook.exe
  PortableCommandAlias: answerbook
Installers:
- Architecture: x64
  InstallerUrl: ${found.url}
  InstallerSha256: ${found.sha256.toUpperCase()}
${foot('installer')}`,
    [`${id}.locale.en-US.yaml`]: `${head}PackageLocale: en-US
Publisher: ${owner}
PackageName: answerbook
PackageUrl: ${repository}
License: ${field('license')}
ShortDescription: ${field('description')}
${foot('defaultLocale')}`,
  };
}

mkdirSync(join(out, 'homebrew'), { recursive: true });
mkdirSync(join(out, 'winget'), { recursive: true });
writeFileSync(join(out, 'homebrew', 'answerbook.rb'), formula());
for (const [name, text] of Object.entries(winget())) writeFileSync(join(out, 'winget', name), text);
