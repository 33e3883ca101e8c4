/**
 * The word with which a client comes into a room: the person whose unsaved values it holds. It proves nothing, the session
 * does; it keeps a page whose session has become somebody else's from writing under their name. Own file because client
 * and server must agree on it.
 */

/** Of a program that holds nobody's values: it comes as whoever the session is for. */
export const WHOEVER = 'cookie';
