// Streams the answer as one JSON array. STREAMBED_URL is the REST API's URL with its stage.
import { createClient } from '@streambed/client';
import { apiKey, endpoint, question } from './settings.js';

const answer = createClient({ endpoint, apiKey, transport: 'array' }).stream(question);
for await (const chunk of answer) process.stdout.write(chunk);
console.log();
console.error(answer.stopReason, answer.usage);
