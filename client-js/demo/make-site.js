// Copies the page and everything that it loads into one folder, for any static host: npm run site [-- FOLDER]
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const own = join(root, 'site');
const folder = process.argv[2] ?? own;
/** @type {Record<string, string>} */
const site = JSON.parse(readFileSync(join(root, 'demo/site.json'), 'utf8'));

if (folder === own) rmSync(own, { recursive: true, force: true });
for (const [path, source] of Object.entries(site)) {
  const filter = (/** @type {string} */ file) => !/(make-site\.js|site\.json|\.test\.js)$/.test(file);
  cpSync(join(root, source), join(folder, path), { recursive: true, filter });
}
console.log(folder);
