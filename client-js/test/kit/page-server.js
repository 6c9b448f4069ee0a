import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Serves the page with the `/config.json` of a test. @param {() => object | null} config */
export async function servePage(config) {
  /** @type {[string, string][]} */
  const site = Object.entries(JSON.parse(readFileSync(join(root, 'demo/site.json'), 'utf8')));
  site.sort(([one], [other]) => other.length - one.length);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname.replace(/\/$/, '/index.html');
    if (path === '/config.json' && config() !== null) return void response.end(JSON.stringify(config()));
    const [key, source] = site.find(([key]) => (key.endsWith('/') ? path.startsWith(key) : path === key)) ?? ['', ''];
    const file = join(root, source + (key.endsWith('/') ? path.slice(key.length) : ''));
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
