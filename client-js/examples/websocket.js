// Two answers at once on one WebSocket: STREAMBED_URL is the WebSocket API's, wss://…/prod.
import { createClient } from '@streambed/client';
import { WebSocket } from 'ws'; // Node 22 and browsers have one of their own
import { endpoint, question, token } from './settings.js';

const client = createClient({ endpoint, token, WebSocket });
const texts = await Promise.all([client.stream(question).text(), client.stream(question).text()]);
client.close();
console.log(texts.join('\n\n'));
