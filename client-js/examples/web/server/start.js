// STREAMBED_URL=… STREAMBED_API_KEY=sb_… node server/start.js express
import { createServer } from 'node:http';
import { listenerOf } from './listener.js';

const port = Number(process.env.PORT ?? 3000);
const origin = process.env.ORIGIN ?? `http://localhost:${port}`;
const settings = {
  endpoint: process.env.STREAMBED_URL ?? 'http://127.0.0.1:9480/',
  apiKey: process.env.STREAMBED_API_KEY ?? '',
  modelId: process.env.STREAMBED_MODEL ?? 'amazon.nova-micro-v1:0',
  origin: () => origin,
};

// Its login lets everybody in, so nobody else's machine may reach it.
createServer(listenerOf(process.argv[2] ?? 'express', settings)).listen(port, '127.0.0.1', () => {
  for (const page of ['react', 'vue', 'html']) console.log(`${origin}/${page}/`);
});
