/**
 * What a workbook knows of a socket that is in its room. Sockets speak one of two protocols (Hocuspocus' and
 * y-websocket's); neither the workbook nor the list of those present has to know which.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { WebSocket } from 'ws';

export type Attendee = {
  readonly ws: WebSocket;
  readonly person: PersonId;
  /** A message beside the document; a protocol that has no place for it drops it. */
  tell(message: LiveMessage): void;
  /** The room goes on under another generation. */
  moved(generation: number): void;
  close(code: number, reason: string): void;
};
