/** @file Serves a built page: `node scripts/serve.mjs dist [--port 4173] [--base /sub/path/] [--bare]`. */

import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * @param {object} options
 * @param {string} options.root folder with an index.html
 * @param {number} options.port the first one tried
 * @param {boolean} [options.anyPort] go on to the next ports where one is taken
 * @param {string} [options.base] the path under which the page lies
 * @param {boolean} [options.bare] send no headers but the type, as simple hosts do
 * @returns {Promise<{ url: string, close(): void }>}
 */
export async function serve({ root, port, anyPort = false, base = '/', bare = false }) {
  const folder = resolve(root);
  const headers = bare ? {} : securityHeaders(folder);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.startsWith(base) ? await fileAt(folder, path.slice(base.length)) : undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
    if (file === undefined)
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here.');
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const body = await readFile(file);
    response.writeHead(200, { ...headers, 'content-type': type, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  const taken = await listen(server, port, anyPort);
  return { url: `http://127.0.0.1:${taken}${base}`, close: () => server.close() };
}

/** The page's own policy, also for workers: a worker obeys the headers of its own script, not the page's meta tag. */
function securityHeaders(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  return {
    ...(policy && {
      'content-security-policy': `${policy.replaceAll(/\s+/g, ' ').trim()}; frame-ancestors 'none'`,
    }),
    'x-content-type-options': 'nosniff',
    // Everything is of our own origin, so isolation costs nothing, and with it the CPU's threads may share memory.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
}

/** The file that a path names inside the folder, or undefined. */
async function fileAt(folder, path) {
  let file;
  try {
    file = resolve(folder, decodeURIComponent(path));
  } catch {
    return undefined; // a malformed escape
  }
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) return fileAt(folder, join(path, 'index.html'));
  return found?.isFile() ? file : undefined;
}

function listen(server, port, anyPort) {
  return new Promise((done, failed) => {
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || !anyPort || port > 65_000) return failed(error);
      server.listen(++port, '127.0.0.1');
    });
    server.on('listening', () => done(port));
    server.listen(port, '127.0.0.1');
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '4173' },
      base: { type: 'string', default: '/' },
      bare: { type: 'boolean', default: false },
    },
  });
  const { url } = await serve({
    root: positionals[0] ?? 'dist',
    port: Number(values.port),
    base: values.base,
    bare: values.bare,
  });
  process.stdout.write(`${url}\n`);
}
