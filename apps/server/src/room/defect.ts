/**
 * A defect while one socket is served: logged, and that socket begins anew. Messages, hooks, ends and rounds of sending
 * all run outside of any request, where an error that nobody catches ends the process.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';

/** Where defects are written down. */
export type DefectLog = { error: (what: object, message: string) => void };

/** Who is told of a defect that happened while they were served. */
export type Served = { failed(error: unknown): void };

/** Runs something a socket brought about; a defect costs that socket alone. Never throws. */
export function serve(socket: Served, run: () => void): void {
  try {
    run();
  } catch (error) {
    socket.failed(error);
  }
}

export function logDefect(log: DefectLog, person: PersonId, error: unknown): void {
  log.error({ error, person }, 'defect at a socket; it is closed');
}
