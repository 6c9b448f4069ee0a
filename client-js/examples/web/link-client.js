// The examples use the client of this checkout. A project of your own installs the packed file instead.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const link = join(import.meta.dirname, 'node_modules/@streambed/client');
mkdirSync(join(link, '..'), { recursive: true });
rmSync(link, { recursive: true, force: true });
symlinkSync(join(import.meta.dirname, '../..'), link, 'junction');
