/**
 * Why a socket was closed by the server. Own file because clients of every kind must know these words.
 * Codes 4400-4499 are final for y-websocket clients: they do not come back by themselves.
 */
export const CLOSE = {
  /** The session ended or was never there: sign in again. */
  UNAUTHORIZED: 4401,
  /** The right to this room was withdrawn, or a change was refused that this client cannot repair. */
  FORBIDDEN: 4403,
  /** The room goes on under another generation. */
  MOVED: 4205,
  /** The reader was too slow; come back and load anew. */
  TOO_SLOW: 4208,
  /** The server is going down; come back in a moment. */
  GOING_DOWN: 1012,
} as const;
