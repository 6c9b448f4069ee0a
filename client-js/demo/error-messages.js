/** @import { StreambedError } from './src/error.js' */

/** What a user can do about each error. @type {Record<string, string>} */
const TITLES = {
  network: 'The gateway cannot be reached. Check the address in the settings and your connection.',
  connection_lost: 'The connection was lost before the answer was complete.',
  timeout: 'The answer took too long.',
  unauthenticated: 'The API key is missing, wrong or has expired. Enter a valid one in the settings.',
  forbidden: 'This customer is suspended.',
  model_not_allowed: 'This model cannot be used here. Choose another one.',
  not_found: 'There is no such model or address.',
  request_too_large: 'The conversation is too long. Begin a new one.',
  model_error: 'The model failed while it answered.',
  model_throttled: 'The model is busy. Wait a moment.',
  unavailable: 'The gateway is not available right now.',
  upstream_error: 'Amazon Bedrock did not complete the answer.',
  budget_exceeded: 'The budget is used up.',
  internal: 'Something went wrong in the gateway.',
};

/** @param {StreambedError} error @returns {{ title: string, detail: string }} */
export function errorMessageFor(error) {
  if (error.code === 'rate_limited')
    return { title: `The limit is reached${retryTime(error.retryAfter)}.`, detail: error.message };
  const title = TITLES[error.code];
  return title === undefined ? { title: error.message, detail: '' } : { title, detail: error.message };
}

/** @param {number | null} seconds */
function retryTime(seconds) {
  if (seconds === null) return '';
  if (seconds < 90) return `; again in ${Math.ceil(seconds)} seconds`;
  if (seconds < 5400) return `; again in ${Math.ceil(seconds / 60)} minutes`;
  return `; again in ${Math.ceil(seconds / 3600)} hours`;
}
