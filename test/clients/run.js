import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../client-js/test/kit/local-stack.js';
import { python } from './kit/python.js';
import { findKeytool, terminateTls } from './kit/tls.js';

const NODE_TEST = ['--test', '--test-timeout', '120000', '--test-reporter', 'spec', '--test-force-exit'];

// One stack for all clients: each test file runs in a process of its own and finds it by STREAMBED_STATE.
const folder = mkdtempSync(join(tmpdir(), 'streambed-clients-'));
const stack = await startStack();
if ('skip' in stack) {
  console.log(`skipped: ${stack.skip}`);
  process.exit(0);
}
const { stop, ...state } = stack;
const keytool = findKeytool();
if (!keytool) console.log('skipped: what needs TLS, such as boto3: no keytool found, JAVA_HOME names no JDK');
const { close, ...tls } = keytool ? await terminateTls(keytool, folder, state) : { close() {} };
const file = join(folder, 'state.json');
writeFileSync(file, JSON.stringify({ ...state, tls: keytool ? tls : null }));

// `python`, and then what pytest takes; or what Node's runner takes; or nothing, for both.
const options = process.argv.slice(2);
const pythonOnly = options[0] === 'python';
const statuses = [];
if (!pythonOnly) statuses.push(await runNode(options));
if (pythonOnly || options.length === 0) statuses.push(await runPython(options.slice(1)));
close();
await stop();
rmSync(folder, { recursive: true, force: true });
process.exit(Math.max(...statuses));

function runNode(options) {
  const tests = readdirSync(import.meta.dirname).filter(name => name.endsWith('.test.js'));
  return run(process.execPath, [...NODE_TEST, ...options, ...tests], import.meta.dirname);
}

async function runPython(options) {
  if (python) return run(python, ['-m', 'pytest', ...options], join(import.meta.dirname, 'python'));
  console.log('skipped: test/clients/python: `./streambed test` has not installed its SDKs');
  return 0;
}

function run(command, options, cwd) {
  const env = { ...process.env, STREAMBED_STATE: file, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(command, options, { cwd, stdio: 'inherit', env, timeout: 1_200_000 });
  return new Promise(resolve => child.once('exit', status => resolve(status ?? 1)));
}
