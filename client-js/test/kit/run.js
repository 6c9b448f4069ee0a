import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from './run-tests.js';

const OPTIONS = ['--test-timeout', '300000', '--test-reporter', 'spec', '--test-reporter-destination', 'stdout'];
const TIMES = ['--test-reporter', './test/kit/times.js', '--test-reporter-destination', '.test-times'];

const files = readdirSync('test').filter(name => name.endsWith('.test.js'));
process.exitCode = await runTests(
  [...OPTIONS, ...process.argv.slice(2)],
  files.map(name => join('test', name)),
  TIMES,
);
