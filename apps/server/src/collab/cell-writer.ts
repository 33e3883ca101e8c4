/**
 * Cells written by the server itself for a person (demo, import of published results, programs over HTTP): an ordinary client of the gate.
 * Own file because it speaks Yjs, and because there must be no second way into a room.
 */
import type { Door } from '@tallystick/domain/entry';
import type { CellId, PersonId } from '@tallystick/domain/ids';
import { no, type Outcome, type Refusal, yes } from '@tallystick/domain/refusals';
import { UPDATE_BYTES } from '@tallystick/room/limits';
import { createRoom, setCells } from '@tallystick/room/shape';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { EditSource } from '../workbook/edits.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';

/** Sets cells as one edit; answers when they are durable, or why none was taken. */
export async function writeCells(
  workbook: LiveWorkbook,
  by: { person: PersonId; door: Door; takesOver?: true },
  cells: [CellId, string | null][],
): Promise<Outcome<null>> {
  const { room } = workbook;
  const doc = createRoom();
  applyUpdate(doc, encodeStateAsUpdate(room.document));
  const before = encodeStateVector(doc);
  setCells(doc, cells, 'server');
  const update = encodeStateAsUpdate(doc, before);
  doc.destroy();
  return await new Promise((answer, failed) => {
    const refused = (refusal: Refusal) => answer({ ok: false, refusal });
    const source: EditSource = {
      ...by,
      saved: () => answer(yes(null)),
      refused: (told) => refused(told.refusal),
      asked: () => 'again',
      overtaken: () => {
        // The room moved between reading and writing: the same cells again, on the new one.
        writeCells(workbook, by, cells).then(answer, failed);
      },
      undecided: () => answer(no('unavailable')),
      tell: () => undefined,
    };
    workbook.submit({ source, room, update, maxBytes: UPDATE_BYTES });
  });
}
