#!/usr/bin/env node
// Starts the program that came with the package of this platform.
'use strict';

// Exit codes are those of the program: 2 is a wrong environment.
const { spawnSync } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;
const program = process.platform === 'win32' ? 'answerbook.exe' : 'answerbook';

let path;
try {
  path = require.resolve(`@answerbook/${platform}/bin/${program}`);
} catch {
  const known = Object.keys(require('../package.json').optionalDependencies);
  const isKnown = known.includes(`@answerbook/${platform}`);
  console.error(
    isKnown
      ? `answerbook: the package @answerbook/${platform} is missing; npm leaves it out with --omit=optional, and a lock file that was written on another system may lack it: install again without node_modules`
      : `answerbook: there is no program for ${platform} (there is for ${known.map((name) => name.split('/')[1]).join(', ')}); build it from source: cargo install --locked answerbook`,
  );
  process.exit(2);
}

// A preview is stopped by Ctrl+C: the program gets it as well, and says its last words.
process.on('SIGINT', () => {});
const result = spawnSync(path, process.argv.slice(2), { stdio: 'inherit' });
if (result.error) {
  console.error(
    `answerbook: ${path} cannot be started (${result.error.code}): install again without node_modules, on this system, where programs may run`,
  );
  process.exit(2);
}
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);
