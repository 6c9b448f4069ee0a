import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** What is served where. @type {[path: string, folder: string][]} */
export const FOLDERS = [
  ['/html', join(root, 'html')],
  ['/shared', join(root, 'shared')],
  // For the page without a bundler.
  ['/streambed', join(root, 'node_modules/@streambed/client/src')],
  ['/react', join(root, 'dist/react')],
  ['/vue', join(root, 'dist/vue')],
  ['/assets', join(root, 'dist/assets')],
];
