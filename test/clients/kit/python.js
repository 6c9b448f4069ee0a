import { existsSync } from 'node:fs';
import { join } from 'node:path';

const installed = join(import.meta.dirname, '../../../.streambed/python/bin/python');

/** The Python that has the SDKs of python/requirements.txt: `./streambed test` installs it. Undefined without one. */
export const python = existsSync(installed) ? installed : undefined;
