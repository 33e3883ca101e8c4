/** Ids that a client makes, so that a repeated request is harmless. */

/** An id of 96 random bits under a prefix: `e_` for an entity, `c_` for a request. Allowed letters as in the protocol. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${prefix}_${hex}`;
}
