import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { python } from './kit/python.js';
import { frontDoors, stack } from './kit/stack.js';

const run = promisify(execFile);
const document = readFileSync(join(import.meta.dirname, '../../docs/clients.md'), 'utf8');

/** The examples of the page: the heading above each, and its code. */
const examples = document
  .split(/^## /m)
  .slice(1)
  .flatMap(section => {
    const title = section.slice(0, section.indexOf('\n'));
    return [...section.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, code]) => ({ title, language, code }));
  });

// They wait for the scripted model, which writes at reading speed.
describe('docs/clients.md', { concurrency: 4, timeout: 600_000 }, () => {
  test('has examples', () => assert.ok(examples.length > 1));

  for (const [name, url] of Object.entries(frontDoors)) {
    for (const [number, { title, language, code }] of examples.entries()) {
      // Python's SDKs are tried at both; here its start takes most of the time.
      if (language === 'python' && name !== 'the REST API') continue;
      const skip = language === 'python' && !python && 'no SDKs of python/requirements.txt';
      test(`${title} (${language}) at ${name}`, { skip }, async () => {
        const output = await runExample(`example-${process.pid}-${name.length}-${number}`, language, code, url);
        assert.match(output, /\w/, 'the example prints an answer');
      });
    }
  }
});

/** What the page's reader has by itself: a URL with TLS, by a certificate that is trusted. */
function secure(url) {
  const { caBundle, functionUrl, restUrl } = stack.tls;
  const secureUrl = url === frontDoors['the REST API'] ? restUrl : functionUrl;
  return { STREAMBED_URL: secureUrl.replace(/\/$/, ''), AWS_CA_BUNDLE: caBundle, SSL_CERT_FILE: caBundle };
}

/** Examples lie beside the installed SDKs while they run. */
async function runExample(name, language, code, url) {
  const env = { ...process.env, STREAMBED_URL: url, STREAMBED_API_KEY: stack.token, NODE_NO_WARNINGS: '1' };
  if (language === 'sh') return (await run('bash', ['-euc', code], { env, timeout: 120_000 })).stdout;
  if (language === 'python') {
    return (await run(python, ['-c', code], { env: { ...env, ...secure(url) }, timeout: 120_000 })).stdout;
  }
  assert.equal(language, 'js', 'a language that this test can run');
  const file = join(import.meta.dirname, `${name}.mjs`);
  writeFileSync(file, `${code}\nprocess.exit(0);\n`);
  try {
    return (await run(process.execPath, [file], { env, timeout: 120_000 })).stdout;
  } finally {
    rmSync(file);
  }
}
