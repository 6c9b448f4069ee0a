import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

const folder = join(import.meta.dirname, '../../examples/web');
const run = promisify(execFile);

/**
 * Installs what the examples need, unless it is there, and builds them.
 *
 * @returns {Promise<string | false>} why they cannot be tested, or false
 */
export async function buildExamples() {
  if (!fitsVite(process.versions.node)) return `Vite needs Node 20.19, 22.12 or later, and this is ${process.version}`;
  if (!isInstalled()) {
    try {
      await run('npm', ['ci', '--no-fund', '--no-audit'], { cwd: folder });
    } catch (error) {
      return `what the examples need could not be installed from npm: ${/** @type {any} */ (error).stderr}`;
    }
  }
  await run('npm', ['run', 'build'], { cwd: folder });
  return false;
}

/** @param {string} version */
function fitsVite(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
}

/** Also when an earlier list was installed, it is not. */
function isInstalled() {
  const [installed, listed] = ['node_modules/.package-lock.json', 'package-lock.json'].map(name => join(folder, name));
  if (installed === undefined || listed === undefined || !existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(listed).mtimeMs;
}

/**
 * Starts the examples' server in this process.
 *
 * @param {'express' | 'hono'} framework
 * @param {{ endpoint: string, apiKey: string }} gateway
 */
export async function startExamples(framework, { endpoint, apiKey }) {
  let url = '';
  const settings = { endpoint, apiKey, modelId: 'amazon.nova-micro-v1:0', origin: () => url };
  const { listenerOf } = await import(join(folder, 'server/listener.js'));
  const server = createServer(listenerOf(framework, settings));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Runs the examples' server as people do, in a process of its own.
 *
 * @param {'express' | 'hono'} framework
 */
export async function runExamples(framework) {
  const port = await freePort();
  const child = spawn(process.execPath, ['server/start.js', framework], {
    cwd: folder,
    env: { ...process.env, PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  // It prints its pages when it listens.
  await Promise.race([once(child.stdout, 'data'), ended]);
  return {
    port,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
