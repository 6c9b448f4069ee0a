import { httpComplete } from './complete.js';
import { httpGet } from './get.js';
import { httpStream } from './stream.js';

/** @param {import('../options.js').Settings} settings @returns {import('../transport.js').Transport} */
export const httpTransport = settings => ({
  stream: (question, controls) => httpStream(settings, question, controls),
  complete: (question, signal) => httpComplete(settings, question, signal),
  read: (resource, signal) => httpGet(settings, resource, signal),
  close: () => {},
});
