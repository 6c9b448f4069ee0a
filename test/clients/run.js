import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../client-js/test/kit/local-stack.js';
import { runTests } from '../../client-js/test/kit/run-tests.js';
import { python } from './kit/python.js';

const NODE_TEST = [
  ['--test-timeout', '120000', '--test-force-exit'],
  ['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
].flat();

// One stack for all clients: each test file runs in a process of its own and finds it by STREAMBED_STATE.
const folder = mkdtempSync(join(tmpdir(), 'streambed-clients-'));
// A port takes plain HTTP beside TLS. boto3 sends an API key over https only.
const stack = await startStack(['--tls']);
if ('skip' in stack) {
  console.log(`skipped: ${stack.skip}`);
  process.exit(0);
}
const { stop, ...state } = stack;
const { caBundle, functionUrl, restUrl } = state;
const plain = url => url.replace(/^https/, 'http');
const file = join(folder, 'state.json');
writeFileSync(
  file,
  JSON.stringify({
    ...state,
    functionUrl: plain(functionUrl),
    restUrl: plain(restUrl),
    tls: { caBundle, functionUrl, restUrl },
  }),
);

// `python`, and then what pytest takes; or what Node's runner takes; or nothing, for both.
const options = process.argv.slice(2);
const pythonOnly = options[0] === 'python';
const statuses = [];
if (!pythonOnly) statuses.push(await runNode(options));
if (pythonOnly || options.length === 0) statuses.push(await runPython(options.slice(1)));
await stop();
rmSync(folder, { recursive: true, force: true });
process.exit(Math.max(...statuses));

function runNode(options) {
  const tests = readdirSync(import.meta.dirname).filter(name => name.endsWith('.test.js'));
  return runTests([...NODE_TEST, ...options], tests, [], spawnOptions(import.meta.dirname));
}

async function runPython(options) {
  if (!python) {
    console.log('skipped: test/clients/python: `./streambed test` has not installed its SDKs');
    return 0;
  }
  const pytest = ['-m', 'pytest', '-o', `cache_dir=${join(folder, 'pytest')}`];
  const status = await runPytest([...pytest, ...options]);
  // 1: tests were run and some failed.
  if (status !== 1) return status;
  const again = await runPytest([...pytest, '--last-failed', ...options]);
  if (again === 0) console.log('passed only when run again (mend these): the tests above');
  return again;
}

function runPytest(options) {
  const child = spawn(python, options, {
    stdio: 'inherit',
    ...spawnOptions(join(import.meta.dirname, 'python')),
  });
  return new Promise(resolve => child.once('exit', status => resolve(status ?? 1)));
}

function spawnOptions(cwd) {
  return {
    cwd,
    env: { ...process.env, STREAMBED_STATE: file, PYTHONDONTWRITEBYTECODE: '1' },
    timeout: 1_200_000,
  };
}
