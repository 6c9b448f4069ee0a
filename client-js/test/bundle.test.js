import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const README = readFileSync(join(root, 'README.md'), 'utf8');

/**
 * What an app carries that streams answers, bundled and minified for browsers.
 *
 * @param {string} code
 * @returns {Promise<{ modules: string[], bytes: number, gzipped: number }>} the modules of which there is any code
 */
async function bundleOf(code) {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: 'app.js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
    outfile: 'app.out.js',
    logLevel: 'silent',
  });
  const contents = outputFiles[0]?.contents ?? assert.fail();
  const inputs = Object.entries(Object.values(metafile.outputs)[0]?.inputs ?? {});
  const modules = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { modules, bytes: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}

/** An app's use of an entry point, which this package knows by its own name. @param {string} entry */
const app = entry =>
  `import { createClient } from '${entry}'; export const answer = createClient({ endpoint, apiKey }).stream(question);`;

const OF_HTTP = /^src\/(http\/|sse-parser|array-parser|model-response)/;
const OF_WEB_SOCKET = /^src\/websocket\//;

/** @type {[entry: string, has: RegExp[], hasNot: RegExp[]][]} */
const BUNDLES = [
  ['@streambed/client', [OF_HTTP, OF_WEB_SOCKET], []],
  ['@streambed/client/http', [OF_HTTP], [OF_WEB_SOCKET]],
  ['@streambed/client/websocket', [OF_WEB_SOCKET], [OF_HTTP]],
];

describe('a bundle', () => {
  for (const [entry, has, hasNot] of BUNDLES) {
    test(`of an app that imports ${entry} has what it needs, in the size that the README says`, async () => {
      const { modules, bytes, gzipped } = await bundleOf(app(entry));
      for (const kind of has)
        assert.ok(
          modules.some(path => kind.test(path)),
          `${kind} of ${modules}`,
        );
      for (const kind of hasNot)
        assert.deepEqual(
          modules.filter(path => kind.test(path)),
          [],
        );
      const never = /^src\/(names|server|api-key-from|browser-key|backoff|types)\.js/;
      assert.deepEqual(
        modules.filter(path => never.test(path)),
        [],
      );
      const row = README.match(new RegExp(`^\\| +\`${entry}\` +\\| +([\\d.]+) kB +\\| +([\\d.]+) kB`, 'm'));
      const kilobytes = [bytes / 1000, gzipped / 1000];
      const said = [Number(row?.[1]), Number(row?.[2])];
      for (const at of [0, 1]) {
        // Not every small change is worth a new number, and releases of zlib differ by a few bytes.
        const difference = Math.abs((kilobytes[at] ?? NaN) - (said[at] ?? NaN));
        assert.ok(difference <= 0.2, `${entry} has ${kilobytes} kB, and the README says ${said}`);
      }
    });
  }

  test('of an app that gets its keys from its own server has that too, and nothing for servers', async () => {
    const code = `import { apiKeyFrom } from '@streambed/client'; export const apiKey = apiKeyFrom('/api/key');`;
    const { modules } = await bundleOf(code);
    assert.ok(modules.includes('src/api-key-from.js'), `${modules}`);
    assert.deepEqual(
      modules.filter(path => OF_WEB_SOCKET.test(path) || OF_HTTP.test(path) || path.includes('server')),
      [],
    );
  });
});
