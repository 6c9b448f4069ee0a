// The answer while it is written: STREAMBED_URL is the Function URL or the REST API's.
import { createClient } from '@streambed/client';
import { endpoint, question, token } from './settings.js';

const answer = createClient({ endpoint, token }).stream(question);
process.once('SIGINT', () => answer.stop());
for await (const piece of answer) process.stdout.write(piece);
console.log();
console.error(answer.stopReason, answer.usage);
