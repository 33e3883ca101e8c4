/** The views of a sheet: which rows each shows, with counts. Pure. */
import { openClarifications } from '@tallystick/domain/before-lock';
import { type EntityId, type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import type { Actor } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import { rowsOfKpi } from '@tallystick/domain/nouns/clarify/clarification';
import { readersOf } from '@tallystick/domain/nouns/clarify/ruling';
import { queryWaitsForMe } from '@tallystick/domain/nouns/query';
import { standing } from '@tallystick/domain/nouns/reopening';
import type { WorkbookState } from '@tallystick/domain/state';
import { isStale } from '@tallystick/domain/nouns/verdict-content';
import { lifeOf } from '../live/workbook/row-lives.ts';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { CellStore } from '../lines/cell-store.ts';
import { proposalsOf } from '../live/cells/proposals.ts';
import type { Results } from '../live/cells/results.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export const VIEWS = [
  'all',
  'mine',
  'empty',
  'commented',
  'to-clarify',
  'rulings',
  'queried',
  'to-answer',
  'warnings',
  'screening',
  'drafts',
  'proposals',
  'unverified',
  'stale',
  'refuted',
  'reopened',
  'ready',
  'in-progress',
  'not-available',
  'untyped',
] as const;
export type View = (typeof VIEWS)[number];
export const UNASSIGNED = 'unassigned';

export type Looking = {
  catalogue: Catalogue;
  state: WorkbookState;
  cells: CellStore;
  results: Results;
  entity: string | null;
  actor: Actor;
  /** Rulings for every city that were made in other workbooks. */
  rulings?: readonly { id: string; kpi: string; at: number }[] | undefined;
  /** Rows at which the screening found something, where this person may know of it and it was asked. */
  screened?: ReadonlyMap<string, unknown> | undefined;
  /** Milliseconds since 1970, UTC, by the server's clock. */
  now: () => number;
};

export function rowIds(catalogue: Catalogue, sheet: SheetName): string[] {
  return (sheet === 'kpi' ? catalogue.dataPoints : catalogue.profile).map(({ row }) => row);
}

/** Whether a row is reported: a result, or a figure in the profile. */
export function isReported({ catalogue, cells, results }: Looking, row: string): boolean {
  if (catalogue.rows.get(row)?.kind === 'profile') return cells.get(`${row}:value`) !== undefined;
  return results.get(row).status === 'reported';
}

function rowsWith(cells: Iterable<string>): Set<string> {
  const rows = new Set<string>();
  for (const cell of cells) rows.add(splitCellId(cell)?.row ?? '');
  return rows;
}

function openThreads(state: WorkbookState): string[] {
  return [...state.comments.values()]
    .filter((comment) => comment.parent === null && !comment.resolved)
    .map((comment) => comment.cell);
}

/** The sheet that has rows which are assigned to nobody: the present one, where both have. */
export function sheetOfFree(looking: Looking, present: SheetName): SheetName {
  const { assignments } = looking.state;
  const isFree = (row: string): boolean => !assignments.has(row as RowId);
  if (rowsInView(looking, present, 'all').some(isFree)) return present;
  return present === 'kpi' ? 'profile' : 'kpi';
}

/** The rows of a sheet that a view shows, in the order of the sheet. */
export function rowsInView(looking: Looking, sheet: SheetName, view: View): string[] {
  const { catalogue, state, cells, results, entity } = looking;
  const all = rowIds(catalogue, sheet);
  switch (view) {
    case 'all':
      return all;
    case 'mine':
      return all.filter((row) => entity !== null && state.assignments.get(row as RowId) === entity);
    case 'empty':
      return all.filter((row) => !isReported(looking, row));
    case 'commented': {
      const rows = rowsWith(openThreads(state));
      return all.filter((row) => rows.has(row));
    }
    case 'to-clarify': {
      const rows = new Set<string>(openClarifications(catalogue, state).map(({ row }) => row));
      return all.filter((row) => rows.has(row));
    }
    case 'rulings': {
      const rows = unreadRows(looking);
      return all.filter((row) => rows.has(row));
    }
    case 'queried':
    case 'to-answer': {
      const rows = queriedRows(looking, view);
      return all.filter((row) => rows.has(row));
    }
    case 'warnings':
      return sheet === 'profile'
        ? []
        : all.filter((row) => {
            const { warnings, status } = results.get(row);
            return warnings.length > 0 || status === 'unreadable' || results.warned().has(row);
          });
    case 'screening':
      return all.filter((row) => looking.screened?.has(row));
    case 'drafts': {
      const rows = rowsWith(cells.drafts().map((draft) => draft.cell));
      return all.filter((row) => rows.has(row));
    }
    case 'proposals': {
      const rows = rowsWith(proposalsOf(cells).keys());
      return all.filter((row) => rows.has(row));
    }
    case 'unverified':
    case 'stale':
    case 'refuted':
      return sheet === 'profile' ? [] : judgedRows(looking, all, view);
    case 'reopened':
      return reopenedRows(looking, all);
    case 'ready':
    case 'in-progress':
    case 'not-available':
      return all.filter((row) => lifeOf(looking, row) === view);
    case 'untyped':
      return all.filter((row) => lifeOf(looking, row) === 'empty');
  }
}

/** Rows whose entity has not said that it read a ruling on them: one's own, or all for those who see to it. */
function unreadRows({ catalogue, state, actor, rulings = [] }: Looking): Set<string> {
  const rows = new Set<string>();
  const isMine = actor.role === 'contributor';
  if (!isMine && actor.role !== 'coordinator' && actor.role !== 'itu') return rows;
  const here = [...state.clarifications.values()].flatMap(({ id, kpi, ruling }) =>
    ruling === null ? [] : [{ id, kpi, at: ruling.at }],
  );
  for (const { id: ruling, kpi, at } of [...here, ...rulings])
    for (const { entity, read } of readersOf(state, catalogue, { kpi, ruling, at })) {
      if (read !== undefined || (isMine && entity !== actor.entity)) continue;
      for (const row of rowsOfKpi(catalogue, kpi))
        if (state.assignments.get(row) === entity) rows.add(row);
    }
  return rows;
}

/** Rows with a query that waits, for anybody or for this person. */
function queriedRows({ state, actor }: Looking, view: 'queried' | 'to-answer'): Set<string> {
  const waits = [...state.queries.values()].filter((query) =>
    view === 'queried' ? query.status !== 'closed' : queryWaitsForMe(state, actor, query),
  );
  return new Set(waits.map(({ row }) => row));
}

/** Reported rows by the verdict that this person sees on them; one on another content than now is stale. */
function judgedRows(
  { actor, state, results }: Looking,
  all: string[],
  view: 'unverified' | 'stale' | 'refuted',
): string[] {
  const verdicts = verdictsFor(actor, state);
  return all.filter((row) => {
    const given = verdicts.get(row as RowId);
    const stale = given !== undefined && isStale(given, results.contents.get(row));
    if (view === 'stale') return stale;
    if (view === 'refuted') return given?.verdict === 'no' && !stale;
    // A verdict on another content no longer counts.
    return results.get(row).status === 'reported' && (given === undefined || stale);
  });
}

/** Of the reported data points those that are judged as they are now. */
export function judgedOf(looking: Looking): { judged: number; reported: number } {
  const rows = rowIds(looking.catalogue, 'kpi');
  const reported = rows.filter((row) => isReported(looking, row)).length;
  return { judged: reported - judgedRows(looking, rows, 'unverified').length, reported };
}

/** The version that the present one is held against: what is locked now is compared with the one before. */
export function versionBefore(state: WorkbookState): number | undefined {
  const isLast = state.locked && state.reopened.length === 0;
  return state.submissions.at(isLast ? -2 : -1)?.submission;
}

function reopenedRows({ state, now }: Looking, all: string[]): string[] {
  if (!state.locked) return [];
  const open = standing(state, now());
  const rows = rowsWith(open.flatMap(({ cells }) => [...cells]));
  const isOpen = (row: string) => open.some((each) => each.rows.has(row as RowId));
  return all.filter((row) => rows.has(row) || isOpen(row));
}

/** The rows of a sheet that an entity reports; `UNASSIGNED` for those of nobody. */
export function rowsOfEntity(looking: Looking, sheet: SheetName, entity: string): string[] {
  const { catalogue, state } = looking;
  const wanted = entity === UNASSIGNED ? undefined : (entity as EntityId);
  return rowIds(catalogue, sheet).filter((row) => state.assignments.get(row as RowId) === wanted);
}

/** The rows of both sheets by the entity that reports them, those of nobody under `UNASSIGNED`. */
export function rowsByEntity({ catalogue, state }: Looking): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const row of [...rowIds(catalogue, 'profile'), ...rowIds(catalogue, 'kpi')]) {
    const entity: string = state.assignments.get(row as RowId) ?? UNASSIGNED;
    const theirs = rows.get(entity) ?? [];
    rows.set(entity, theirs);
    theirs.push(row);
  }
  return rows;
}

export type Share = { reported: number; total: number };

export function shareOf(looking: Looking, rows: readonly string[]): Share {
  return {
    reported: rows.reduce((sum, row) => sum + (isReported(looking, row) ? 1 : 0), 0),
    total: rows.length,
  };
}
