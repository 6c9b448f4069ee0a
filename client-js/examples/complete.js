// Gets the whole answer at once. STREAMBED_URL is the Function URL or the REST API's URL.
import { createClient } from '@streambed/client';
import { apiKey, endpoint, question } from './settings.js';

const { text, usage } = await createClient({ endpoint, apiKey }).complete(question);
console.log(text);
console.error(usage);
