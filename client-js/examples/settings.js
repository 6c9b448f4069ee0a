/** What the examples ask, and where: `./streambed local` prints the URLs and a token. */
export const { STREAMBED_URL: endpoint = 'http://127.0.0.1:9480/', STREAMBED_TOKEN: token = '' } = process.env;

export const question = {
  modelId: process.env.STREAMBED_MODEL ?? 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user', content: [{ text: process.argv[2] ?? 'What is a stream?' }] }],
};
