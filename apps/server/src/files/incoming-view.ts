/** What a file brings for one person, beside the workbook as it is at this moment. */
import type { CellId } from '@tallystick/domain/cells/ids';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formulaTexts } from '@tallystick/domain/formula/cell-formula';
import { type IncomingCell, incomingOf } from '@tallystick/domain/incoming/incoming';
import { eachOnce } from '@tallystick/domain/incoming/mentions';
import { type Actor, mayEditCell } from '@tallystick/domain/rights';
import { absentRows, incomingCells } from '@tallystick/exchange/compare/incoming-cells';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import type { HistoryStore } from '@tallystick/store/port-history';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Made = {
  store: Pick<HistoryStore, 'cellsAt'>;
  catalogue: Catalogue;
  workbook: LiveWorkbook;
  actor: Actor;
  now: number;
};

export async function incomingView(
  { store, catalogue, workbook, actor, now }: Made,
  file: IncomingFileView['file'],
  reading: FileReading,
): Promise<IncomingFileView> {
  const origin = reading.own?.origin;
  const isHere = origin !== undefined && isOf(workbook, origin);
  const then = isHere ? await textsAt(store, workbook, origin.number) : undefined;
  const { sheets, cells } = incomingCells(reading, then, catalogue);
  const instead = reading.sheets.map((_, sheet) => alternatives(reading, sheet));
  const isChosen = ({ sheet }: IncomingCell) => !instead[sheet]?.some((other) => other < sheet);
  const { format, program, leftOut, notes, moreNotes } = reading;
  const seen = { catalogue, workbook, actor, now };
  return {
    file,
    head: workbook.head,
    format,
    program,
    leftOut,
    origin: origin === undefined ? null : { ...origin, isHere },
    sheets: sheets.map((sheet, i) => ({ ...sheet, instead: instead[i] ?? [] })),
    absent: absentRows(reading),
    cells,
    notes,
    moreNotes,
    proposed: proposedOf(eachOnce(catalogue, cells.filter(isChosen)), seen),
  };
}

/** A file of another workbook, of another edition, or of a time that this one has not come to, has no base here. */
function isOf(
  { id, state, head }: LiveWorkbook,
  { workbook, number, edition }: NonNullable<FileReading['own']>['origin'],
): boolean {
  return workbook === id && edition === state.edition && number >= 1 && number <= head;
}

async function textsAt(
  store: Pick<HistoryStore, 'cellsAt'>,
  { id }: LiveWorkbook,
  number: number,
): Promise<Map<CellId, string>> {
  const texts = new Map<CellId, string>();
  for (const [cell, { text }] of await store.cellsAt(id, number))
    if (text !== null) texts.set(cell, text);
  return texts;
}

/** Sheets that fill the same rows as this one. */
function alternatives({ sheets }: FileReading, sheet: number): number[] {
  const rows = new Set(sheets[sheet]?.rows.map(({ point }) => point));
  return sheets.flatMap((other, i) =>
    i !== sheet && other.rows.some(({ point }) => rows.has(point)) ? [i] : [],
  );
}

function proposedOf(
  cells: readonly IncomingCell[],
  { catalogue, workbook, actor, now }: Omit<Made, 'store'>,
): IncomingFileView['proposed'] {
  const { texts } = workbook.room.index;
  const formulas = formulaTexts(catalogue, texts);
  return cells.flatMap(({ cell, held, base }): IncomingFileView['proposed'] => {
    const spec = cellSpec(catalogue, cell);
    if (spec === undefined) return [];
    const permit = () => mayEditCell(workbook.state, actor, { cell, catalogue, now });
    const stands = { now: texts.get(cell) ?? null, nowMeant: formulas.get(cell) };
    const found = incomingOf({ spec, held, base, ...stands, permit });
    switch (found.class) {
      case 'unchanged':
        return [];
      case 'ours':
      case 'equal':
        return [{ cell, class: found.class }];
      case 'unreadable':
        return [{ cell, class: found.class, why: found.why }];
      case 'theirs':
      case 'conflict':
        return [{ cell, class: found.class, text: found.text }];
      case 'not-yours':
      case 'locked':
        return [{ cell, class: found.class, text: found.text, why: found.refusal.code }];
    }
  });
}
