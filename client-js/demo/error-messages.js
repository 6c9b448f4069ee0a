/** @import { StreambedError } from './src/error.js' */

/** What a user can do about an error, where the gateway's sentence does not say it. @type {Record<string, string>} */
const ADVICE = {
  network: 'Check the address in the settings, and your connection. The gateway must allow the origin of this page.',
  unauthenticated: 'Enter another API key in the settings.',
  buffer_full: 'The answer came faster than this page could read it.',
};

/** The settings' field that an error is about. @type {Record<string, 'address' | 'apiKey'>} */
const FIELDS = { network: 'address', invalid_options: 'address', unauthenticated: 'apiKey' };

/**
 * An error on the page. Its title is the gateway's own sentence, or the client's: one code has many causes, and only
 * they know which it is.
 *
 * @param {StreambedError} error
 * @returns {{ title: string, advice: string, field: 'address' | 'apiKey' | null, requestId: string | null }}
 */
export function errorMessageFor({ code, message, retryAfter, requestId }) {
  const advice = [ADVICE[code] ?? '', retryTime(retryAfter)].filter(Boolean).join(' ');
  return { title: message, advice, field: FIELDS[code] ?? null, requestId };
}

/** @param {number | null} seconds */
function retryTime(seconds) {
  if (seconds === null) return '';
  const [length, unit] = [...UNITS].find(([length]) => seconds >= 2 * length) ?? [1, 'second'];
  const count = Math.ceil(seconds / length);
  return `Possible again in ${count} ${unit}${count === 1 ? '' : 's'}.`;
}

/** @type {[seconds: number, name: string][]} */
const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];
