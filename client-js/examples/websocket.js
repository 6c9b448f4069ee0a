// Streams two answers at once over one WebSocket. STREAMBED_URL is the WebSocket API's URL, wss://…/prod.
import { createClient } from '@streambed/client';
import { WebSocket } from 'ws'; // Node 22 and browsers have their own
import { apiKey, endpoint, question } from './settings.js';

const client = createClient({ endpoint, apiKey, WebSocket });
const texts = await Promise.all([client.stream(question).text(), client.stream(question).text()]);
client.close();
console.log(texts.join('\n\n'));
