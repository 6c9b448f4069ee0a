import { pause } from '../retry.js';

/** Milliseconds before each attempt: a stop can overtake the question that it belongs to. */
const PAUSES = [0, 400, 1000, 2500];

/**
 * Tells the gateway to stop an answer, repeatedly for a few seconds until the answer has ended.
 *
 * @param {import('./connection.js').Connection} connection
 * @param {string} id
 * @param {() => boolean} ended
 */
export async function stopAnswer(connection, id, ended) {
  for (const milliseconds of PAUSES) {
    if (milliseconds > 0) await pause(milliseconds);
    if (ended()) return;
    connection.send(JSON.stringify({ action: 'stop', id }));
  }
}
