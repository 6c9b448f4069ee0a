import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The launcher's exit status if a JDK or another tool is missing. */
const UNAVAILABLE = 69;
const START_TIMEOUT = 600_000;

/**
 * @typedef {object} Stack
 * @property {string} functionUrl
 * @property {string} restUrl
 * @property {string | null} webSocketUrl
 * @property {string | null} pageUrl
 * @property {string} token
 * @property {string} controlUrl
 * @property {string | null} caBundle the file of the certificate that clients must trust, with `--tls`
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the local stack from the built tree, or uses a running one whose state file `STREAMBED_STATE` names.
 *
 * @param {readonly string[]} [options] of `./streambed local`
 * @returns {Promise<Stack | { skip: string }>} `skip` says what is missing
 */
export async function startStack(options = []) {
  if (process.env.STREAMBED_STATE) return { ...read(process.env.STREAMBED_STATE), stop: async () => {} };
  const launcher = join(import.meta.dirname, '../../../streambed');
  if (!existsSync(launcher)) return { skip: 'no launcher ../streambed: the local stack is in the whole repository' };
  return launch(launcher, options);
}

/** @param {string} launcher @param {readonly string[]} options @returns {Promise<Stack | { skip: string }>} */
async function launch(launcher, options) {
  const folder = mkdtempSync(join(tmpdir(), 'streambed-client-'));
  const state = join(folder, 'state.json');
  // `./streambed test` has one whose function starts quickly.
  const assembly = process.env.STREAMBED_ASSEMBLY ? ['--assembly', process.env.STREAMBED_ASSEMBLY] : [];
  const child = spawn(launcher, ['local', '--port-base', '0', '--state', state, ...assembly, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errorOutput = '';
  child.stderr.on('data', text => {
    errorOutput = (errorOutput + text).slice(-2000);
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + START_TIMEOUT; Date.now() < end;) {
    if (existsSync(state)) return { ...read(state), stop };
    if (child.exitCode === UNAVAILABLE) return { skip: `the local stack cannot run: ${errorOutput.trim()}` };
    if (child.exitCode !== null) throw new Error(`the local stack ended with ${child.exitCode}: ${errorOutput}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`the local stack was not ready after ${START_TIMEOUT} ms: ${errorOutput}`);
}

/** @param {string} state @returns {Omit<Stack, 'stop'>} */
const read = state => JSON.parse(readFileSync(state, 'utf8'));

/**
 * @param {Stack} stack
 * @param {string} path of the control endpoint
 * @param {unknown} body
 */
export async function control(stack, path, body) {
  const response = await fetch(new URL(path, stack.controlUrl), { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json().catch(() => null);
}

/** A question to Amazon Nova, with a directive for the scripted model. @param {string} directive */
export const nova = directive => ({
  modelId: 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user', content: [{ text: `Hello [[bedrock ${directive}]]` }] }],
});
