import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @typedef
 *   {{ method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: any, gone: Promise<unknown> }}
 *   Received
 * @typedef {(request: Received, response: import('node:http').ServerResponse) => void | Promise<void>} Handler
 */

/** The headers of limits that a page may read. */
const LIMIT_HEADERS = ['limit', 'remaining', 'reset'].flatMap(what =>
  ['requests', 'requests-day', 'tokens', 'usd-month', 'concurrent'].map(limit => `x-ratelimit-${what}-${limit}`),
);

/** The CORS headers. @type {[string, string][]} */
const CORS = [
  ['access-control-allow-origin', '*'],
  ['access-control-allow-methods', 'POST, DELETE'],
  ['access-control-allow-headers', 'authorization, content-type, x-request-id'],
  ['access-control-expose-headers', ['x-request-id', 'retry-after', ...LIMIT_HEADERS].join(', ')],
];

/** The models that the API key may use. */
export const MODELS = [
  {
    id: 'amazon.nova-micro-v1:0',
    name: 'Nova Micro',
    provider: 'Amazon',
    kind: 'text',
    usdPerMillionTokens: { input: 0.035, output: 0.14, cacheRead: 0.00875 },
  },
  { id: 'anthropic.claude-x', name: 'Claude X', provider: 'Anthropic', kind: 'text' },
  { id: 'amazon.titan-embed-text-v2:0', name: 'Titan Embed Text v2', provider: 'Amazon', kind: 'embedding' },
];

/**
 * A gateway on a real socket whose responses a test determines.
 *
 * @param {Handler} answer Answers questions and requests for usage.
 * @param {Handler} [stop] Answers DELETE.
 */
export async function startGateway(
  answer,
  stop = (_, response) => json(response, 404, { error: 'No such request.', code: 'not_found' }),
) {
  /** @type {Received[]} */
  const received = [];
  const server = createServer(async (request, response) => {
    for (const [name, value] of CORS) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    let text = '';
    for await (const chunk of request) text += chunk;
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
      gone: once(response, 'close'),
    };
    received.push(call);
    response.setHeader('x-request-id', String(call.headers['x-request-id'] ?? 'theirs'));
    if (call.path === '/models') json(response, 200, { models: MODELS });
    else await (call.method === 'DELETE' ? stop : answer)(call, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    questions: () => received.filter(({ method }) => method === 'POST'),
    stops: () => received.filter(({ method }) => method === 'DELETE').map(({ path }) => path),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
export function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** @param {import('node:http').ServerResponse} response @param {(string | [event: string, data: unknown])[]} events text, or a named event */
export function sse(response, events) {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    if (event === '[DONE]') response.write('data: [DONE]\n\n');
    else if (typeof event === 'string') response.write(`data: ${JSON.stringify({ content: event })}\n\n`);
    else response.write(`${event[0] === 'message' ? '' : `event: ${event[0]}\n`}data: ${JSON.stringify(event[1])}\n\n`);
  }
}

/** @param {() => boolean} claim @param {number} [milliseconds] */
export async function eventually(claim, milliseconds = 5000) {
  const end = performance.now() + milliseconds;
  while (!claim()) {
    if (performance.now() > end) throw new Error(`not within ${milliseconds} ms: ${claim}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
