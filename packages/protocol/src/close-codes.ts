/**
 * Why a socket was closed by the server. Codes 4400-4499 are final for y-websocket clients: they do not come back by
 * themselves.
 */
export const CLOSE = {
  /** The session ended or was never there: sign in again. */
  UNAUTHORIZED: 4401,
  /** The right to this room was withdrawn, or a change was refused that this client cannot repair. */
  FORBIDDEN: 4403,
  /** There is no such room for you. */
  NOT_FOUND: 4404,
  /** The workbook was deleted, for everybody and for good. */
  DELETED: 4410,
  /** The document is of another generation of the room: begin with an empty one. */
  OTHER_GENERATION: 4409,
  /** The room goes on under another generation: come back with an empty document. */
  MOVED: 4205,
  /** The reader was too slow; come back and load anew. */
  TOO_SLOW: 4208,
  /** The workbook has as many sockets as it may; try again later. */
  FULL: 1013,
  /** The server is going down; come back in a moment. */
  GOING_DOWN: 1012,
} as const;
