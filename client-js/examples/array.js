// The pieces in one JSON array: STREAMBED_URL is the REST API's, with its stage.
import { createClient } from '@streambed/client';
import { endpoint, question, token } from './settings.js';

const answer = createClient({ endpoint, token, transport: 'array' }).stream(question);
for await (const piece of answer) process.stdout.write(piece);
console.log();
console.error(answer.stopReason, answer.usage);
