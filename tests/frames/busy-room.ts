/**
 * People who set the cells that somebody sees, as fast as they may. Own file because the measure watches what they do to
 * another person's page.
 */
import type { CellId } from '@tallystick/domain/ids';
import { createRoom, setCells } from '@tallystick/room/shape';
import { updateMessage } from '../attack/socket-junk.ts';
import { enterRoom } from '../attack/slow-readers.ts';
import type { ApiClient } from '../process/api-client.ts';

/** Edits of one person in a second: below what the server lets through without waiting. */
const EDITS_PER_SECOND = 40;

/** A year where a year is asked for. */
const textFor = (cell: CellId, figure: number): string =>
  String(cell.endsWith(':year') ? 2000 + (figure % 25) : figure);

export type Busy = { /** Cells set so far. */ set: () => number; stop: () => void };

/** Sets all cells again and again; those of one person are no other's. */
export async function setAgainAndAgain(
  people: { api: ApiClient; cells: CellId[] }[],
  room: string,
): Promise<Busy> {
  let count = 0;
  const stops = await Promise.all(
    people.map(async ({ api, cells }) => {
      const ws = await enterRoom(api, room);
      const doc = createRoom();
      doc.on('update', (update: Uint8Array) => ws.send(updateMessage(room, update)));
      const timer = setInterval(() => {
        count += cells.length;
        const figure = (count * 7_919) % 1_000;
        setCells(
          doc,
          cells.map((cell) => [cell, textFor(cell, figure)]),
          'local',
        );
      }, 1_000 / EDITS_PER_SECOND);
      return () => {
        clearInterval(timer);
        ws.terminate();
      };
    }),
  );
  return { set: () => count, stop: () => stops.forEach((stop) => stop()) };
}
