import { pause } from '../retry.js';

/** When the gateway is told, in milliseconds: a stop can be faster than the question that it is meant for. */
const PAUSES = [0, 400, 1000, 2500];

/**
 * Tells the gateway to stop an answer until it has ended, for some seconds.
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
