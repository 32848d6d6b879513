// A preview of a site, as a person starts it: `answerbook serve`.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { binary, repository, temporaryFolder } from './site.mjs';

const running = new Set();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A copy of the example site that may be edited; returns its folder. */
export function editableSite() {
  const site = path.join(temporaryFolder(), 'site');
  fs.cpSync(path.join(repository, 'example-site'), site, {
    recursive: true,
    filter: source => !/(^|\/)(\.answerbook|public)$/.test(source),
  });
  return site;
}

/** Runs `serve` until it has ended or says where it serves. */
export async function preview(site, options = ['--port', '0'], env = {}, patience = 20_000) {
  const child = spawn(binary(), ['serve', site, '--color', 'never', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  const served = { said: '', code: null };
  const listeners = new Set();
  const tell = () => listeners.forEach(listener => listener());
  child.stderr.setEncoding('utf8').on('data', text => {
    served.said += text;
    tell();
  });
  const ended = new Promise(resolve => child.once('close', code => {
    running.delete(child);
    served.code = code;
    tell();
    resolve(code);
  }));
  /** Waits until something is true of what was said. */
  const until = (is, what) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(reject,
      new Error(`not within ${patience} ms: ${what}; it said:\n${served.said}`)), patience);
    const finish = (settle, value) => {
      clearTimeout(timer);
      listeners.delete(look);
      settle(value);
    };
    const look = () => {
      if (is()) finish(resolve);
    };
    listeners.add(look);
    look();
  });
  await until(() => served.code !== null || /serving http:\S+/.test(served.said), 'it serves');
  served.origin = served.said.match(/serving (http:\S+)\//)?.[1];
  served.port = Number(served.origin?.split(':').at(-1));
  /** Does something, waits until `words` are said, and returns all that was said since. */
  served.after = async (act, words) => {
    const from = served.said.length;
    await act();
    await until(() => words.test(served.said.slice(from)), `${words}`);
    return served.said.slice(from);
  };
  /** How many builds there were since. */
  served.builds = (from = 0) => served.said.slice(from).match(/changed in \d/g)?.length ?? 0;
  served.close = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return served;
}

/** Sends bytes as they are, which no client that mends addresses would; returns the answer. */
export function raw(port, text) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1');
    socket.on('data', part => { answer += part; });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(5000, () => socket.destroy());
  });
}
