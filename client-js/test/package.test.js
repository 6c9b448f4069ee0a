import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'streambed-package-'));
const installed = join(folder, 'node_modules/@streambed/client');
after(() => rmSync(folder, { recursive: true, force: true }));

test('the packed package runs and has types, without dependencies', () => {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }),
  );
  const { filename, files } = Array.isArray(packed) ? packed[0] : /** @type {any} */ (Object.values(packed)[0]);
  const paths = files.map((/** @type {{ path: string }} */ file) => file.path);
  assert.ok(paths.includes('src/index.js') && paths.includes('types/index.d.ts'), `${paths}`);
  assert.ok(
    paths.every((/** @type {string} */ path) => /^(src|types)\/|^(README.md|LICENSE|package.json)$/.test(path)),
    `${paths}`,
  );

  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components', '1']);
  assert.equal(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).dependencies, undefined);
  writeFileSync(
    join(folder, 'use.mjs'),
    "import { createClient } from '@streambed/client';\nconsole.log(typeof createClient);\n",
  );
  assert.equal(execFileSync(process.execPath, [join(folder, 'use.mjs')], { encoding: 'utf8' }).trim(), 'function');

  writeFileSync(join(folder, 'use.mts'), USE);
  const options = [
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    'false',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--lib',
    'es2023,dom,dom.asynciterable',
  ];
  const tsc = join(root, 'node_modules/.bin/tsc');
  execFileSync(tsc, [...options, join(folder, 'use.mts')], { cwd: folder, stdio: 'inherit' });
});

const USE = `
import { createClient, StreambedError, type Answer, type Usage } from '@streambed/client';
const client = createClient({ endpoint: 'https://host.example', apiKey: async ({ refresh }) => (refresh ? 'a' : 'b') });
createClient({ endpoint: 'https://host.example', token: 'the former name' });
const answer: Answer = client.stream({ modelId: 'm', max_tokens: 5 }, { signal: AbortSignal.timeout(5) });
for await (const chunk of answer) { const text: string = chunk; void text; }
for await (const part of answer.parts()) if (part.type === 'event') { const event: unknown = part.event; void event; }
const usage: Usage | null = answer.usage;
const tokens: number | null | undefined = usage?.inputTokens;
void tokens;
const { text, stopReason } = await client.complete({ modelId: 'm' });
const words: [string, string | null] = [text, stopReason];
void words;
// @ts-expect-error
client.stream({ max_tokens: 5 });
// @ts-expect-error
createClient({ endpoint: 'https://host.example' });
try { await answer.text(); } catch (error) { if (error instanceof StreambedError) { const wait: number | null = error.retryAfter; void wait; } }
`;
