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
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** Serves a folder on a free port of this machine; `gzip` compresses text. */
export async function serve(folder, { gzip = false } = {}) {
  const server = http.createServer((request, response) => answer(folder, gzip, request, response));
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

function answer(folder, gzip, request, response) {
  const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const below = path.posix.normalize(asked).replace(/^\/+/, '');
  let file = path.join(folder, below);
  if (asked.endsWith('/')) file = path.join(file, 'index.html');
  let status = 200;
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    status = 404;
    file = path.join(folder, '404.html');
  }
  let body = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.from('not found');
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'cache-control': 'max-age=600' };
  if (gzip && /^text|json|xml|svg/.test(type)) {
    body = zlib.gzipSync(body, { level: 9 });
    headers['content-encoding'] = 'gzip';
  }
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
