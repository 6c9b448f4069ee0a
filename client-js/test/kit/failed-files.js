/**
 * A reporter for Node's test runner: the test files in which a test failed, a line each.
 *
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 */
export default async function* failedFiles(events) {
  /** @type {Set<string>} */
  const failed = new Set();
  for await (const event of events) if (event.type === 'test:fail' && event.data.file) failed.add(event.data.file);
  for (const file of failed) yield `${file}\n`;
}
