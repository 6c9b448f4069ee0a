import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../client-js/test/kit/local-stack.js';

// One stack for all clients: each test file runs in a process of its own and finds it by STREAMBED_STATE.
const folder = mkdtempSync(join(tmpdir(), 'streambed-clients-'));
const stack = await startStack();
if ('skip' in stack) {
  console.log(`skipped: ${stack.skip}`);
  process.exit(0);
}
const { stop, ...state } = stack;
const file = join(folder, 'state.json');
writeFileSync(file, JSON.stringify(state));
const tests = readdirSync(import.meta.dirname).filter(name => name.endsWith('.test.js'));
const child = spawn(
  process.execPath,
  [
    '--test',
    '--test-timeout',
    '120000',
    '--test-reporter',
    'spec',
    '--test-force-exit',
    ...process.argv.slice(2),
    ...tests,
  ],
  {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    env: { ...process.env, STREAMBED_STATE: process.env.STREAMBED_STATE ?? file },
  },
);
const status = await new Promise(resolve => child.once('exit', resolve));
await stop();
rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);
