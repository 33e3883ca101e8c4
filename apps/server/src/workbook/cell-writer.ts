/**
 * Cells written by the server itself for a person (demo, import of published results, programs over HTTP): into the same
 * queue and past the same gate as what clients send.
 */
import type { Door } from '@tallystick/domain/entry';
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import type { LiveWorkbook } from './live-workbook.ts';
import type { CellsWrite } from './waiting.ts';

type Cells = Iterable<readonly [CellId, string | null]>;

/**
 * `number` is a number of the journal at which all cells stand as sent, but those in `refused`, each with its reason.
 * Where nothing was taken, `refusal` is the first reason, or why the whole was not.
 */
export type CellsWritten = { refused: ReadonlyMap<CellId, Refusal> } & (
  | { ok: true; number: number }
  | { ok: false; refusal: Refusal }
);

type How = {
  person: PersonId;
  door: Door;
  takesOver?: true;
  /** Whole or not at all where nothing is said. */
  mode?: CellsWrite['mode'];
  /** Texts by cell that the writer has seen there; another one that stands is not written over. */
  seen?: CellsWrite['seen'];
  /** Aborted when who asked has gone: then the cells are not set any more, unless they are being written already. */
  gone?: AbortSignal;
};

/** Sets cells as one edit; answers when they are durable, or why they are not. */
export async function writeCells(
  workbook: LiveWorkbook,
  { mode = 'all', seen, gone, ...by }: How,
  cells: Cells,
): Promise<CellsWritten> {
  return await new Promise((answer) => {
    const no = (refusal: Refusal) => answer({ ok: false, refusal, refused: write.refused });
    const again = () => workbook.submit(write);
    const write: CellsWrite = {
      cells: new Map([...cells].map(([cell, text]) => [cell, text === '' ? null : text])),
      mode,
      seen,
      refused: new Map(),
      get room() {
        return workbook.room;
      },
      source: {
        ...by,
        get isOver() {
          return gone?.aborted ?? false;
        },
        saved: (number) => answer({ ok: true, number, refused: write.refused }),
        refused: (told) => no(told.refusal),
        undecided: () => no(refuse('unavailable')),
        // Made for the room that is there, it cannot be overtaken, lack something or lose.
        overtaken: again,
        asked: () => 'again',
        tell: () => undefined,
        lost: () => undefined,
      },
    };
    workbook.submit(write);
  });
}
