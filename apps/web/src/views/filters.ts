/**
 * The filters of a sheet: an open list, one entry each, with who is offered it and which rows it lets through. Pure.
 */
import type { EntityId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { byName } from '../texts/by-name.ts';
import type { SheetName } from '../lines/sheet-columns.ts';
import {
  type Looking,
  rowIds,
  rowsInView,
  rowsOfEntity,
  UNASSIGNED,
  type View,
} from './row-sets.ts';
import type { Choice } from './view-state.ts';

/** Rows that changed since a version, by its number, as far as they were asked for. */
export type ChangedSince = ReadonlyMap<string, ReadonlySet<string>>;
export type Filtering = Looking & { changed: ChangedSince };

/** A value that a filter can ask for. `name` where it has one of its own; else the texts have it. */
export type FilterValue = { value: string; name?: string };

export type Filter = {
  kind: string;
  /** Whether it makes sense for this person. What is not allowed is neither offered nor taken from a link. */
  allowed(looking: Filtering): boolean;
  /** Offered only while it lets rows through, or is chosen. */
  seldom?: boolean;
  /** What it can be asked with; left out, it stands alone. */
  values?(looking: Filtering, sheet: SheetName): readonly FilterValue[];
  /** The rows that pass; undefined while they are not known. */
  rows(looking: Filtering, sheet: SheetName, value: string): Iterable<string> | undefined;
};

const view = (kind: View, more: Partial<Filter> = {}): Filter => ({
  kind,
  allowed: () => true,
  rows: (looking, sheet) => rowsInView(looking, sheet, kind),
  ...more,
});

function readsVerdicts({ actor, state }: Filtering): boolean {
  return may(actor, 'read-verifications', { state }) === undefined;
}

function readsClarifications({ actor, state }: Filtering): boolean {
  return may(actor, 'read-clarifications', { state }) === undefined;
}

function readsQueries({ actor, state }: Filtering): boolean {
  return may(actor, 'read-queries', { state }) === undefined;
}

function readsScreening({ actor, state }: Filtering): boolean {
  return may(actor, 'read-screening', { state }) === undefined;
}

/** A ruling is looked for as much as what waits for one. */
const clarified: Filter = {
  kind: 'clarified',
  allowed: readsClarifications,
  seldom: true,
  rows: ({ state }) =>
    [...state.clarifications.values()]
      .filter(({ status }) => status === 'answered')
      .map(({ row }) => row),
};

/** Newest first. */
const changed: Filter = {
  kind: 'changed',
  allowed: ({ actor, state }) => may(actor, 'read-history', { state }) === undefined,
  values: ({ state }) =>
    state.submissions.map(({ submission }) => ({ value: String(submission) })).toReversed(),
  rows: (looking, _sheet, value) => looking.changed.get(value),
};

const entity: Filter = {
  kind: 'entity',
  allowed: () => true,
  values: ({ state }) => [
    ...byName(state.entities.values()).map(({ id, name }) => ({ value: id as string, name })),
    { value: UNASSIGNED },
  ],
  rows: (looking, sheet, value) => rowsOfEntity(looking, sheet, value as EntityId),
};

/** Filters by what the KPI set says of a row; the City profile has no KPIs. */
function byKpi(
  kind: 'level' | 'type' | 'dimension',
  values: (looking: Filtering) => readonly FilterValue[],
): Filter {
  const field = kind === 'dimension' ? 'dimensionId' : kind;
  return {
    kind,
    allowed: () => true,
    values: (looking, sheet) => (sheet === 'kpi' ? values(looking) : []),
    rows: ({ catalogue }, _sheet, value) =>
      catalogue.dataPoints.filter(({ kpi }) => kpi[field] === value).map(({ row }) => row),
  };
}

/** In the order of the menu. */
export const FILTERS: readonly Filter[] = [
  view('mine', { allowed: ({ entity: own }) => own !== null }),
  view('empty'),
  view('ready'),
  view('in-progress'),
  view('not-available'),
  view('untyped'),
  view('drafts', { seldom: true }),
  view('proposals', { seldom: true }),
  view('commented'),
  view('warnings'),
  view('screening', {
    allowed: readsScreening,
    rows: (looking, sheet) => looking.screened && rowsInView(looking, sheet, 'screening'),
  }),
  view('queried', { allowed: readsQueries, seldom: true }),
  view('to-answer', { allowed: readsQueries, seldom: true }),
  view('to-clarify', { allowed: readsClarifications, seldom: true }),
  view('rulings', { allowed: readsClarifications, seldom: true }),
  clarified,
  view('unverified', { allowed: readsVerdicts }),
  view('stale', { allowed: readsVerdicts, seldom: true }),
  view('refuted', { allowed: readsVerdicts, seldom: true }),
  view('reopened', { seldom: true }),
  changed,
  byKpi('level', () => [{ value: 'core' }, { value: 'advanced' }]),
  byKpi('type', () => [{ value: 'smart' }, { value: 'sustainable' }, { value: 'structural' }]),
  byKpi('dimension', ({ catalogue }) =>
    [...new Map(catalogue.kpis.map((kpi) => [kpi.dimensionId, kpi.dimension]))].map(
      ([value, name]) => ({ value, name }),
    ),
  ),
  entity,
];

const byKind = new Map(FILTERS.map((filter) => [filter.kind, filter]));

/** The filter of a choice, where this person may choose it; on either sheet, because one choice serves both. */
export function filterOf(looking: Filtering, { kind, value }: Choice): Filter | undefined {
  const filter = byKind.get(kind);
  if (!filter?.allowed(looking)) return undefined;
  if (!filter.values) return value === null ? filter : undefined;
  const known = (['kpi', 'profile'] as const).some((sheet) =>
    filter.values?.(looking, sheet).some((each) => each.value === value),
  );
  return known ? filter : undefined;
}

function rowsOf(looking: Filtering, sheet: SheetName, kind: string, choices: readonly Choice[]) {
  const filter = byKind.get(kind);
  const rows = new Set<string>();
  for (const { value } of choices) {
    const passing = filter?.rows(looking, sheet, value ?? '');
    // Not known yet: nothing is hidden on a guess.
    if (passing === undefined) return undefined;
    for (const row of passing) rows.add(row);
  }
  return rows;
}

/** The rows that pass: every kind, by any of its values. Undefined where nothing is hidden. */
export function passing(
  looking: Filtering,
  sheet: SheetName,
  choices: readonly Choice[],
): ReadonlySet<string> | undefined {
  const kinds = Map.groupBy(choices, ({ kind }) => kind);
  const sets = [...kinds]
    .map(([kind, of]) => rowsOf(looking, sheet, kind, of))
    .filter((set) => set !== undefined);
  if (sets.length === 0) return undefined;
  return new Set(
    rowIds(looking.catalogue, sheet).filter((row) => sets.every((set) => set.has(row))),
  );
}

/** How many rows a choice would leave beside the filters of other kinds. */
export function countWith(
  looking: Filtering,
  sheet: SheetName,
  { choice, among }: { choice: Choice; among: readonly Choice[] },
): number | undefined {
  const filter = byKind.get(choice.kind);
  const own = filter?.rows(looking, sheet, choice.value ?? '');
  if (own === undefined) return undefined;
  const others = passing(
    looking,
    sheet,
    among.filter(({ kind }) => kind !== choice.kind),
  );
  const here = new Set(rowIds(looking.catalogue, sheet));
  return [...new Set(own)].filter((row) => here.has(row) && (others?.has(row) ?? true)).length;
}
