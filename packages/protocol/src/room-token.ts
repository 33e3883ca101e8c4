/**
 * For whom a page speaks, at the room's door and in every request. It proves nothing, the session does; it keeps a page
 * whose session has become somebody else's from writing under their name.
 */

/** The word of a program that holds nobody's values: it comes as whoever the session is for. */
export const WHOEVER = 'cookie';

/** The header with which a page says for whom it asks. */
export const PERSON_HEADER = 'x-tallystick-person';
