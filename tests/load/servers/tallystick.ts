/**
 * The server that is measured, with a workbook made ready for the crowd.
 * Own file because it alone needs people, sessions and an open workbook before the first edit.
 */
import type { Target } from '../target.ts';

/**
 * Starts this project's server on a fresh data folder, opens a workbook and signs people in.
 *
 * What the crowd needs of the returned door: `speech` is `hocuspocus`; `path`, `origin` and `room` of the live
 * socket; `cookies`, one session for each editor or a few to share, whose people may write every cell of `cells`;
 * `cells`, the keys of text cells that take up to 60 characters (`household_internet_access.value:notes`).
 * Start the process with `startChild` of target.ts (it waits for one JSON line with `port`) or spawn it here; `pid`
 * must be the server's own, since its use of processor and memory is read from /proc.
 */
export async function startTallystick(): Promise<Target> {
  throw new Error('not wired yet');
}
