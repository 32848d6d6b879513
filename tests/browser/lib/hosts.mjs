// The servers that a team runs itself, each as Debian installs it, with what the documentation says.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { repository } from './site.mjs';

const running = new Set();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The settings that the documentation shows for a server, in a block of code of its language. */
function documented(language) {
  const file = path.join(repository, '.github/docs/answers/hosting.md');
  const text = fs.readFileSync(file, 'utf8');
  const block = text.match(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``));
  if (!block) throw new Error(`the documentation shows no settings for ${language}`);
  return block[1];
}

/** What the documentation says, for a folder of this machine; `below` is where the site is in it. */
function placed(text, root, below) {
  return text
    .replaceAll('/srv/answers/public/_hosts', path.join(root, below, '_hosts'))
    .replaceAll('/srv/answers/public', root);
}

/** Debian's settings of nginx, but for where it writes and which sites there are. */
function nginx({ work, root, below, port }) {
  const site = path.join(work, 'site.conf');
  fs.writeFileSync(site, placed(documented('nginx'), root, below)
    .replace('listen 80;', `listen 127.0.0.1:${port};`));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path ${path.join(work, name)};`).join('\n');
  const debian = fs.readFileSync('/etc/nginx/nginx.conf', 'utf8')
    .replace(/^include .*modules-enabled.*$/m, '')
    .replace(/^\s*include .*(conf\.d|sites-enabled).*$/gm, '')
    .replace(/\/run\/nginx\.pid/, path.join(work, 'pid'))
    .replaceAll('/var/log/nginx', work)
    .replace('http {', `http {\n${temporary}\ninclude ${site};`);
  const file = path.join(work, 'nginx.conf');
  fs.writeFileSync(file, debian);
  const command = ['/usr/sbin/nginx', '-e', path.join(work, 'error.log'), '-c', file];
  return {
    start: [...command, '-g', 'daemon off;'],
    reload: [...command, '-s', 'reload'],
  };
}

/** Debian's settings of Apache with its modules, and those that the documentation has one enable. */
function apache({ work, root, below, port, modules = ['headers'] }) {
  const site = path.join(work, 'site.conf');
  fs.writeFileSync(site, placed(documented('apache'), root, below)
    .replace('*:80', `127.0.0.1:${port}`));
  const more = modules.map(name =>
    `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n');
  const debian = fs.readFileSync('/etc/apache2/apache2.conf', 'utf8')
    .replace(/^Include ports\.conf$/m, `Listen 127.0.0.1:${port}\n${more}`)
    .replace(/^IncludeOptional (conf|sites)-enabled.*$/gm, '');
  const file = path.join(work, 'apache.conf');
  fs.writeFileSync(file, `ServerRoot /etc/apache2\nServerName localhost\n`
    + `Mutex file:${work} default\n${debian}\nInclude ${site}\n`);
  const command = ['/usr/sbin/apache2', '-f', file];
  const user = process.getuid() === 0 ? 'www-data' : process.env.USER;
  return {
    start: [...command, '-D', 'FOREGROUND'],
    reload: [...command, '-k', 'graceful'],
    env: {
      APACHE_RUN_DIR: work, APACHE_PID_FILE: path.join(work, 'pid'), APACHE_LOG_DIR: work,
      APACHE_RUN_USER: user, APACHE_RUN_GROUP: user,
    },
  };
}

/** Caddy, whose package serves what its one file says. */
function caddy({ work, root, below, port, admin }) {
  const site = placed(documented('caddy'), root, below)
    .replace('answers.example.org', `http://127.0.0.1:${port}`);
  const file = path.join(work, 'Caddyfile');
  fs.writeFileSync(file, `{\n\tadmin 127.0.0.1:${admin}\n}\n${site}`);
  const options = ['--config', file, '--adapter', 'caddyfile'];
  return {
    start: ['/usr/bin/caddy', 'run', ...options],
    reload: ['/usr/bin/caddy', 'reload', ...options, '--address', `127.0.0.1:${admin}`, '--force'],
    env: { HOME: work, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work },
  };
}

/** The servers by the package of Debian that has them. */
export const SERVERS = {
  nginx: { binary: '/usr/sbin/nginx', settings: nginx },
  apache2: { binary: '/usr/sbin/apache2', settings: apache },
  caddy: { binary: '/usr/bin/caddy', settings: caddy },
};

/** Says what to install where a server is missing; false where it is there. */
export function missing(name) {
  return !fs.existsSync(SERVERS[name].binary)
    && `${name} is not here: apt-get install nginx-light apache2 caddy`;
}

/** A port that nothing listens on. */
export async function freePort() {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/**
 * Starts a server on a folder of this machine; `below` is where the site is in it. Its
 * `reload` has it read its settings again, and waits until it has.
 */
export async function start(name, { work, root, below = '', ...more }) {
  // The server's own user reads it; a temporary folder is its owner's alone.
  fs.chmodSync(work, 0o755);
  const [port, admin] = [await freePort(), await freePort()];
  const { start, reload, env } = SERVERS[name].settings({ work, root, below, port, admin, ...more });
  const options = { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn(start[0], start.slice(1), options);
  running.add(child);
  let said = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', text => { said += text; });
  const ended = new Promise(resolve => child.once('close', code => {
    running.delete(child);
    resolve(code);
  }));
  const origin = `http://127.0.0.1:${port}`;
  const listens = () => fetch(origin, { redirect: 'manual' }).then(() => true, () => false);
  for (let left = 100; !await listens(); left -= 1) {
    if (!running.has(child) || left === 0) {
      const log = path.join(work, 'error.log');
      throw new Error(`${name} does not start: ${said}${fs.existsSync(log) ? fs.readFileSync(log) : ''}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    origin,
    async reload() {
      execFileSync(reload[0], reload.slice(1), { ...options, stdio: 'pipe' });
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
