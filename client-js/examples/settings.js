/** The question of the examples and where they send it. `./streambed local` prints the URLs and an API key. */
export const endpoint = process.env.STREAMBED_URL ?? 'http://127.0.0.1:9480/';

/** `STREAMBED_TOKEN` is the former name of the variable. */
export const apiKey = process.env.STREAMBED_API_KEY ?? process.env.STREAMBED_TOKEN ?? '';

export const question = {
  modelId: process.env.STREAMBED_MODEL ?? 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user', content: [{ text: process.argv[2] ?? 'What is a stream?' }] }],
};
