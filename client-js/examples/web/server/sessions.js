import { randomBytes } from 'node:crypto';

/** A stand-in for your own login: everybody may begin a session. */
export function createSessions() {
  /** @type {Set<string>} */
  const sessions = new Set();
  return {
    /** @returns {string} the header `set-cookie`. Other sites cannot send a `SameSite=Strict` cookie. */
    begin() {
      const id = randomBytes(16).toString('hex');
      sessions.add(id);
      return `session=${id}; HttpOnly; SameSite=Strict; Path=/`;
    },
    /** @param {string} [cookie] The header `cookie`. */
    has: (cookie = '') => sessions.has(/(?:^|; )session=(\w+)/.exec(cookie)?.[1] ?? ''),
  };
}
