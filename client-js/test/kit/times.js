/**
 * A reporter for Node's test runner: how many seconds each test file took, a line each.
 *
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 */
export default async function* times(events) {
  /** @type {Map<string, number>} */
  const whole = new Map();
  /** @type {Map<string, number>} */
  const sums = new Map();
  for await (const event of events) {
    if (event.type !== 'test:complete' || event.data.nesting !== 0 || !event.data.file) continue;
    const { name, file, details } = event.data;
    if (name === file || file.endsWith(`/${name}`)) whole.set(file, details.duration_ms);
    else sums.set(file, (sums.get(file) ?? 0) + details.duration_ms);
  }
  // Some releases of Node do not report a file as a whole.
  for (const [file, milliseconds] of new Map([...sums, ...whole])) {
    yield `${(milliseconds / 1000).toFixed(2)} client-js/test/${file.slice(file.lastIndexOf('/') + 1)}\n`;
  }
}
