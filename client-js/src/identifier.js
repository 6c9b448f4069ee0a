/**
 * A name for a request, so that it can be stopped before its first byte has come. `crypto.randomUUID` is missing on pages that
 * do not come over https.
 *
 * @returns {string} 32 hexadecimal digits
 */
export function newIdentifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
