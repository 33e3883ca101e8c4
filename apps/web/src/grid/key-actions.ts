/** What the keys of the sheet do to its cells. */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { JUDGED } from '../lines/judging.ts';
import { offerNote } from '../typing/offer-note.tsx';
import { filledFacts } from '../lines/cell-facts.ts';
import { beginText } from '../lines/begin-text.ts';
import type { KeyActions } from './grid-keys.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { GridApi } from 'ag-grid-community';
import type { RefObject } from 'react';
import type { Focus } from '../lines/focus.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import type { GridContext } from './painting/cell-painters.ts';
import type { RefusalHandle } from './refusal-at-cell.tsx';

export type Handling = {
  context: GridContext;
  api: RefObject<GridApi<SheetRow> | undefined>;
  refusal: RefusalHandle;
  sheet: Sheet;
  fold: (group: string) => void;
  onFocus: ((focus: Focus) => void) | undefined;
  onHome: ((cell: string) => void) | undefined;
  onComment: (() => void) | undefined;
};

/** The cell in focus. */
type Here = { row: LineRow; column: string };

export type CellActions = KeyActions & {
  /** Takes a text for a cell. Opened and left as it was, nothing was said: a figure is not read a second time. */
  take: (row: LineRow, column: string, typed: string) => boolean;
};

/** `now` reads the latest of everything when a key is pressed. */
export function keyActions(now: () => Handling, here: () => Here | undefined): CellActions {
  const write = (row: string, column: string, typed: string): boolean => {
    const { context, refusal } = now();
    const outcome = context.source.set?.(`${row}:${column}`, typed);
    if (outcome?.ok) offerNote({ source: context.source, row, column, typed, t: context.t });
    if (outcome && !outcome.ok) refusal.setJustRefused(row, column);
    return outcome?.ok ?? false;
  };
  const take = (data: LineRow, column: string, typed: string): boolean =>
    typed === beginText({ data, context: now().context }, column) || write(data.id, column, typed);
  return {
    take,
    sheet: () => now().sheet,
    clear: () => {
      const place = here();
      if (now().sheet.selection.isBlock()) now().sheet.clear();
      else if (place) write(place.row.id, place.column, '');
    },
    enterElsewhere: () => {
      const { context, onHome } = now();
      const place = here();
      if (!place || !onHome) return false;
      const facts = filledFacts(context.source, place.row, place.column);
      if (facts.home === undefined) return false;
      onHome(facts.home);
      return true;
    },
    commit: (typed) => {
      const place = here();
      return place ? take(place.row, place.column, typed) : false;
    },
    cannot: () => {
      const place = here();
      if (place) now().refusal.cannot(place.row, place.column);
    },
    hasChoices: () => {
      const place = here();
      const { source } = now().context;
      if (place?.column === JUDGED) return true;
      const spec = place && cellSpec(source.catalogue, `${place.row.id}:${place.column}`);
      return spec?.kind === 'choice' || spec?.kind === 'yes-no' || spec?.kind === 'unit';
    },
    fold: (group) => now().fold(group),
    escape: () => now().refusal.close(),
    comment: () => now().onComment?.(),
  };
}
