// A plain file server: what the cheapest host does, and no more.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/**
 * Serves a folder on a free port of this machine. `gzip` compresses text; `headers` are
 * added to every answer; `delay` is how long each takes, in milliseconds. The server's
 * `log` says when each request came and was answered. Its `change` may be set to a
 * function that is given each path and its answer, and may change the answer or wait.
 */
export async function serve(folder, { gzip = false, headers = {}, delay = 0 } = {}) {
  const log = [];
  const served = { log, change: () => {} };
  const server = http.createServer(async (request, response) => {
    const entry = { path: new URL(request.url, 'http://localhost').pathname, from: performance.now() };
    log.push(entry);
    const answer = answerTo(folder, request);
    Object.assign(answer.headers, headers);
    await served.change(entry.path, answer);
    if (gzip && /^text|javascript|json|xml|svg|wasm/.test(answer.headers['content-type'])) {
      answer.body = zlib.gzipSync(answer.body, { level: 9 });
      answer.headers['content-encoding'] = 'gzip';
    }
    entry.bytes = answer.body.length;
    entry.status = answer.status;
    if (delay) await new Promise(resolve => setTimeout(resolve, delay));
    entry.until = performance.now();
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.end(answer.body);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  served.origin = `http://127.0.0.1:${server.address().port}`;
  served.close = () => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  };
  return served;
}

function answerTo(folder, request) {
  const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const below = path.posix.normalize(asked).replace(/^\/+/, '');
  let file = path.join(folder, below);
  if (asked.endsWith('/')) file = path.join(file, 'index.html');
  let status = 200;
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    status = 404;
    file = path.join(folder, '404.html');
  }
  const body = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.from('not found');
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  return { status, body, headers: { 'content-type': type, 'cache-control': 'max-age=600' } };
}
