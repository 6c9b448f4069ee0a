import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { limitsOf } from '../src/limits.js';
import { ANSWER_LIMITS, GATEWAY_ERROR_CODES, OTHER_LIMITS } from '../src/names.js';

const repository = join(import.meta.dirname, '../..');
const domain = join(repository, 'functions/gateway/src/main/java/dev/streambed/gateway/domain');
const skip = !existsSync(domain) && 'the gateway is in the whole repository';

/** The strings that an enum's constants begin with. @param {string} name */
const constants = name =>
  [...readFileSync(join(domain, `${name}.java`), 'utf8').matchAll(/^ {2}[A-Z_]+\("([^"]+)", ?(?:"([^"]+)")?/gm)].map(
    ([, first, second]) => ({ first: first ?? '', second: second ?? '' }),
  );

/** The codes in the table below a heading, by a pattern of its rows. @param {string} page @param {string} heading @param {RegExp} row */
function documented(page, heading, row) {
  const text = readFileSync(join(repository, 'docs', page), 'utf8');
  const [section = ''] = (text.split(`\n${heading}\n`)[1] ?? '').split('\n#');
  return [...section.matchAll(row)].map(([, code]) => code);
}

describe("the client's names are the gateway's", { skip }, () => {
  test('the codes of errors', () => {
    const codes = constants('ErrorCode').map(({ first }) => first);
    assert.ok(codes.length > 10, `${codes}`);
    assert.deepEqual([...GATEWAY_ERROR_CODES].sort(), codes.sort());
  });

  test('the codes of errors in the documents', () => {
    const ofHttp = documented('http.md', '## Errors', /^\| \d{3} \| `([a-z_]+)` \|/gm);
    const ofWebSocket = documented('websocket.md', '### Refusals', /^\| `([a-z_]+)` \|/gm);
    assert.deepEqual([...new Set([...ofHttp, ...ofWebSocket])].sort(), [...GATEWAY_ERROR_CODES].sort());
  });

  test('the limits and their headers', () => {
    assert.deepEqual(
      [...OTHER_LIMITS],
      constants('RateLimit').map(({ first }) => first),
    );
    const limits = constants('Limit');
    assert.deepEqual(
      [...ANSWER_LIMITS],
      limits.map(({ first }) => first),
    );
    for (const { first: name, second: suffix } of limits) {
      const headers = Object.entries({ limit: '5', remaining: '1.5', reset: '60' });
      const read = limitsOf(new Headers(headers.map(([what, value]) => [`x-ratelimit-${what}-${suffix}`, value])));
      assert.deepEqual(read, { [name]: { limit: 5, remaining: 1.5, resetAfter: 60 } });
    }
  });
});
