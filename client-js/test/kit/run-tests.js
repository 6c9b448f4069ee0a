import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const FAILED_FILES = join(import.meta.dirname, 'failed-files.js');

/**
 * Runs test files with Node's test runner, and those in which a test failed once more, as Maven does. Files that pass
 * only then are named.
 *
 * @param {readonly string[]} options of the test runner
 * @param {readonly string[]} files
 * @param {readonly string[]} [reporters] options for the first run alone
 * @param {import('node:child_process').SpawnOptions} [spawnOptions]
 * @returns {Promise<number>} the exit status of the last run
 */
export async function runTests(options, files, reporters = [], spawnOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'streambed-tests-'));
  const list = join(folder, 'failed');
  try {
    const failedFiles = ['--test-reporter', FAILED_FILES, '--test-reporter-destination', list];
    const first = [...options, ...reporters, ...failedFiles];
    const status = await runNode(['--test', ...first, ...files], spawnOptions);
    const failed = status === 0 ? [] : readFileSync(list, 'utf8').split('\n').filter(Boolean);
    if (failed.length === 0) return status;
    console.log(`run again: ${failed.map(file => basename(file)).join(', ')}`);
    const again = await runNode(['--test', ...options, ...failed], spawnOptions);
    if (again === 0)
      console.log(`passed only when run again (mend these): ${failed.map(file => basename(file)).join(', ')}`);
    return again;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} options @returns {Promise<number>} */
function runNode(args, options) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', ...options });
  return new Promise(resolve => child.once('exit', status => resolve(status ?? 1)));
}
