import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'streambed-package-'));
const installed = join(folder, 'node_modules/@streambed/client');
after(() => rmSync(folder, { recursive: true, force: true }));

/** The entry points, with what each exports. */
const ENTRIES = {
  '@streambed/client': ['StreambedError', 'apiKeyFrom', 'createClient', 'reasoningOf'],
  '@streambed/client/http': ['StreambedError', 'apiKeyFrom', 'createClient', 'reasoningOf'],
  '@streambed/client/websocket': ['StreambedError', 'apiKeyFrom', 'createClient', 'reasoningOf'],
  '@streambed/client/server': ['StreambedError', 'issueBrowserKey'],
};

/** @type {string[]} */
let packed = [];
before(() => {
  const [{ filename, files }] = pack();
  packed = files.map((/** @type {{ path: string }} */ { path }) => path);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components', '1']);
});

function pack() {
  const options = { cwd: root, encoding: /** @type {const} */ ('utf8') };
  const said = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts=false', '--pack-destination', folder], options),
  );
  // Releases of npm differ.
  return Array.isArray(said) ? said : /** @type {any[]} */ (Object.values(said));
}

test('the package has code, types and what people read, without dependencies', () => {
  const strange = packed.filter(path => !/^(src|types)\/|^(README.md|LICENSE|package.json)$/.test(path));
  assert.deepEqual(strange, []);
  const { dependencies, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
  for (const entry of Object.values(exports)) {
    const targets = typeof entry === 'string' ? [entry] : [entry.types, entry.default];
    for (const target of targets) assert.ok(packed.includes(target.replace('./', '')), target);
  }
});

test('packing leaves nothing behind', () => {
  assert.equal(existsSync(join(root, 'types')), false);
});

for (const [entry, names] of Object.entries(ENTRIES)) {
  test(`${entry} exports what it should`, () => {
    const script = `import * as all from '${entry}'; console.log(Object.keys(all).join());`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
    assert.deepEqual(String(said).trim().split(','), names);
  });
}

for (const [module, resolution] of /** @type {const} */ ([
  ['nodenext', 'nodenext'],
  ['preserve', 'bundler'],
])) {
  test(`the types fit a project with the module resolution ${resolution}`, () => {
    writeFileSync(join(folder, 'use.mts'), USE);
    const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'es2023', types: [] };
    const lib = ['es2023', 'dom', 'dom.asynciterable'];
    const compilerOptions = { ...options, module, moduleResolution: resolution, lib };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.mts'] }));
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { cwd: folder, stdio: 'inherit' });
  });
}

const USE = `
import { apiKeyFrom, createClient, StreambedError, type Answer, type ErrorCode, type Limits, type Usage } from '@streambed/client';
import { createClient as overHttp, type ClientOptions } from '@streambed/client/http';
import { createClient as overWebSocket, type Client } from '@streambed/client/websocket';
import { issueBrowserKey, type BrowserKey } from '@streambed/client/server';
const client = createClient({ endpoint: 'https://host.example', apiKey: async ({ refresh }) => (refresh ? 'a' : 'b') });
createClient({ endpoint: 'https://host.example', token: 'the former name' });
const options: ClientOptions = { endpoint: 'https://host.example', apiKey: apiKeyFrom('/api/key') };
const clients: Client[] = [overHttp(options), overWebSocket(options)];
void clients;
apiKeyFrom(() => fetch('/api/key', { method: 'POST', headers: { authorization: 'mine' } }));
apiKeyFrom(async ({ signal }) => ({ token: 'sb_', expiresIn: signal.aborted ? 1 : 2 }));
const key: BrowserKey = await issueBrowserKey({ endpoint: 'https://host.example', apiKey: 'sb_', origin: 'https://a.example', limits: { requestsPerMinute: 5 } });
void key;
// @ts-expect-error
await issueBrowserKey({ endpoint: 'https://host.example', apiKey: 'sb_', limits: { requestsPerHour: 5 } });
const answer: Answer = client.stream({ modelId: 'm', max_tokens: 5 }, { signal: AbortSignal.timeout(5) });
for await (const chunk of answer) { const text: string = chunk; void text; }
for await (const part of answer.parts()) if (part.type === 'event') { const event: unknown = part.event; void event; }
const usage: Usage | null = answer.usage;
const tokens: number | null | undefined = usage?.inputTokens;
const cost: number | null = answer.costUsd;
const limits: Limits | null = answer.limits;
const left: number | undefined = limits?.tokensPerMinute?.remaining;
void [tokens, cost, left];
const { text, stopReason } = await client.complete({ modelId: 'm' });
const words: [string, string | null] = [text, stopReason];
void words;
// @ts-expect-error
client.stream({ max_tokens: 5 });
// @ts-expect-error
createClient({ endpoint: 'https://host.example' });
try { await answer.text(); } catch (error) {
  if (error instanceof StreambedError) {
    const wait: number | null = error.retryAfter;
    const reached: number | undefined = error.limit === null ? 0 : error.limits?.[error.limit]?.limit;
    const code: ErrorCode = error.code;
    // Not never: a newer gateway may have other codes.
    if (code !== 'rate_limited' && code !== 'of a newer gateway') { const other: string = code; void other; }
    // A misspelled member is one.
    // @ts-expect-error
    void error.retryafter;
    void [wait, reached];
  }
}
// Known codes are completed by an editor: they are in the type.
const known: Extract<ErrorCode, 'budget_exceeded' | 'api_key_unavailable'> = 'budget_exceeded';
void known;
`;
