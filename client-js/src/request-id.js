/**
 * An id that the client chooses, so that it can stop the request before the first byte arrives. `crypto.randomUUID` is
 * missing on pages that are not served over HTTPS.
 *
 * @returns {string} 32 hexadecimal digits
 */
export function newRequestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
