import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Test data outside the repository, if there is any. */
const folder = process.env.STREAMBED_SHARED ?? join(import.meta.dirname, '../../../../shared');

/**
 * @param {string} name
 * @returns {{ path: string, skip: string | false }} `skip` says what is missing
 */
export function shared(name) {
  const path = join(folder, name);
  return { path, skip: existsSync(path) ? false : `no shared test data ${name}: STREAMBED_SHARED names its folder` };
}
