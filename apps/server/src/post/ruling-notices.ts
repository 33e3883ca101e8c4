/** Notices in the workbooks of other cities of a ruling for every city: those whose figures it concerns are told there. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { EventEntry } from '@tallystick/domain/entry';
import { rowsOfKpi } from '@tallystick/domain/nouns/clarify/clarification';
import { reportersOf, withRole } from '@tallystick/domain/nouns/telling';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { NoticeRow } from '@tallystick/store/port-post';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { readState } from '../workbook/load.ts';
import { rulingId } from '../workbook/rulings.ts';

/** A workbook in which something was ruled, as it stands after these entries. */
type Ruled = { workbook: WorkbookId; state: WorkbookState; entries: readonly EventEntry[] };

/** The same for the same version of a ruling, so that each is told once, however often this is asked. */
export async function* rulingNotices(
  store: JournalReads & WorkbookStore,
  { workbook: from, state: there, entries }: Ruled,
): AsyncGenerator<{ state: WorkbookState; notices: NoticeRow[] }> {
  const rulings = entries.flatMap(({ event, at }) => {
    if (event.type !== 'ruled' || event.scope !== 'all') return [];
    const kpi = there.clarifications.get(event.clarification)?.kpi;
    return kpi === undefined ? [] : [{ id: rulingId(from, event.clarification), kpi, at }];
  });
  if (rulings.length === 0) return;
  for (const { workbook, head, locked, archived, deletedAt } of await store.workbooks()) {
    // What is locked or over is not filled in by anybody now.
    if (workbook === from || locked || archived || deletedAt !== null) continue;
    const state = await readState(store, workbook, head);
    if (state.edition !== there.edition) continue;
    const notices = rulings.flatMap((ruling) => noticesOfRuling(state, { workbook, ...ruling }));
    yield { state, notices };
  }
}

function noticesOfRuling(
  state: WorkbookState,
  { workbook, id: ruling, kpi, at }: { workbook: WorkbookId; id: string; kpi: string; at: number },
): NoticeRow[] {
  const rows = rowsOfKpi(loadCatalogue(state.edition), kpi);
  const [row = null] = rows;
  const people = new Set([...reportersOf(state, rows), ...withRole(state, 'coordinator')]);
  return [...people].map((person) => ({
    person,
    id: `${workbook}/r:${ruling}:${at}/ruling-elsewhere`,
    workbook,
    kind: 'ruling-elsewhere',
    number: 0,
    by: null,
    at,
    cell: null,
    row,
    places: rows.length,
    readAt: null,
    mailAt: null,
    mail: null,
  }));
}
