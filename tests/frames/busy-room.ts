/** Somebody who sets the cells that another person sees, as fast as they may. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { setCells } from '@tallystick/room/shape';
import type { ApiClient } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';

/** Edits of one person in a second: below what the server lets through without waiting. */
const EDITS_PER_SECOND = 42;

/** What the nth cell of a block is set to at this turn: never what it was, and a year where a year is asked for. */
function textFor(cell: CellId, nth: number, turn: number): string {
  if (cell.endsWith(':year')) return String(2000 + ((turn + nth) % 25));
  return String(100 + ((turn * 37 + nth * 101) % 900));
}

export type Busy = { /** Cells set so far. */ set: () => number; stop: () => void };

/** One person sets all these cells again and again. */
export async function setAgainAndAgain(
  api: ApiClient,
  room: string,
  cells: CellId[],
): Promise<Busy> {
  // In step with the room: what is set without having seen the value before may lose to it.
  const member = await RoomClient.join(api, room);
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    const block = cells.map((cell, nth): [CellId, string] => [cell, textFor(cell, nth, turn)]);
    setCells(member.doc, block, 'local');
  }, 1_000 / EDITS_PER_SECOND);
  const stop = (): void => {
    clearInterval(timer);
    member.close();
  };
  return { set: () => turn * cells.length, stop };
}
