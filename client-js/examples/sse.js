// Streams the answer as server-sent events. STREAMBED_URL is the Function URL or the REST API's URL.
import { createClient } from '@streambed/client';
import { apiKey, endpoint, question } from './settings.js';

const answer = createClient({ endpoint, apiKey }).stream(question);
process.once('SIGINT', () => answer.stop());
for await (const chunk of answer) process.stdout.write(chunk);
console.log();
console.error(answer.stopReason, answer.usage);
