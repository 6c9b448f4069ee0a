// The whole answer at once: STREAMBED_URL is the Function URL or the REST API's.
import { createClient } from '@streambed/client';
import { endpoint, question, token } from './settings.js';

const { text, usage } = await createClient({ endpoint, token }).complete(question);
console.log(text);
console.error(usage);
