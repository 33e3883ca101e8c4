/** A sheet source in which column S can be typed into like any other cell. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { SheetSource } from './sheet-source.ts';
import { type Judging, judgedRow } from './judging.ts';

type Typing = Required<
  Pick<SheetSource, 'mayEdit' | 'draft' | 'discardDraft' | 'set' | 'writeBlock' | 'verification'>
>;

/** Cells of column S go to `judging`, all others where they went before. */
export function judged<T extends SheetSource & Typing>(source: T, judging: Judging): T {
  return {
    ...source,
    judging,
    mayEdit: (cell) => {
      const row = judgedRow(cell);
      return row === undefined ? source.mayEdit(cell) : judging.cannot(row);
    },
    draft: (cell) => {
      const row = judgedRow(cell);
      return row === undefined ? source.draft(cell) : judging.draft(row);
    },
    discardDraft: (cell) => {
      const row = judgedRow(cell);
      if (row === undefined) source.discardDraft(cell);
      else judging.discard(row);
    },
    set: (cell, typed) => {
      const row = judgedRow(cell);
      return row === undefined ? source.set(cell, typed) : judging.say(row, typed);
    },
    verification: (row) => {
      const said = judging.pending(row as RowId);
      if (!said) return source.verification(row);
      if (said.verdict === null) return undefined;
      return { verdict: said.verdict, note: said.note, changed: [], by: '', at: 0, isSaving: true };
    },
    writeBlock: (gesture, changes) => {
      const verdicts = changes.filter(({ cell }) => judgedRow(cell) !== undefined);
      const others = changes.filter(({ cell }) => judgedRow(cell) === undefined);
      const said = judging.sayMany(verdicts);
      if (others.length === 0 && verdicts.length > 0) return said;
      const written = source.writeBlock(gesture, others);
      return { taken: written.taken + said.taken, left: [...written.left, ...said.left] };
    },
  };
}
