/**
 * A snapshot: a submission as plain JSON-able data, results included, so that it can be read without this program. Its
 * form is signed and kept for ever; canonical JSON and hash are made by the ledger.
 */
import { formulaTexts } from './formula/cell-formula.ts';
import { computeAll, type Result } from './formula/compute.ts';
import type { CellId, RowId, WorkbookId } from './cells/ids.ts';
import type { EvidenceBody } from './nouns/evidence/body.ts';
import type { WorkbookState } from './state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type SnapshotResult = Pick<Result, 'status' | 'text' | 'decimal' | 'unit' | 'source'>;

export type Snapshot = {
  format: 'tallystick-snapshot/1';
  workbook: WorkbookId;
  city: string;
  title: string;
  edition: string;
  submission: number;
  /** Number of the last entry it holds. */
  upTo: number;
  cells: Record<string, string>;
  /**
   * What the formulas among the cells come to, null where to nothing. There only where a cell holds one: a formula is kept
   * as typed and as value.
   */
  values?: Record<string, string | null>;
  results: Record<string, SnapshotResult>;
  /** Entity id to name. */
  entities: Record<string, string>;
  /** Row id to entity id. */
  assignments: Record<string, string>;
  /** What stood behind the values, by its id. There only where something did. */
  evidence?: Record<string, EvidenceBody>;
};

export type SnapshotHead = { workbook: WorkbookId; submission: number; upTo: number };

/** The snapshot of a workbook's cells at an entry. Deterministic: keys come in code-unit order. */
export function snapshotOf(
  source: { catalogue: Catalogue; state: WorkbookState },
  cells: ReadonlyMap<CellId, string>,
  head: SnapshotHead,
): Snapshot {
  const { catalogue, state } = source;
  const results = computeAll(catalogue, (cell) => cells.get(cell));
  return {
    format: 'tallystick-snapshot/1',
    workbook: head.workbook,
    city: state.city,
    title: state.title,
    edition: state.edition,
    submission: head.submission,
    upTo: head.upTo,
    cells: sorted(cells),
    ...valuesOf(catalogue, cells),
    results: sorted(
      new Map([...results].map(([row, result]) => [row as string, resultOf(result)])),
    ),
    entities: sorted(
      new Map([...state.entities].map(([id, entity]) => [id as string, entity.name])),
    ),
    assignments: sorted(state.assignments as ReadonlyMap<RowId, string>),
    ...evidenceIn(state),
  };
}

/** Threads of queries are no part of a version. */
function evidenceIn({ evidence }: WorkbookState): Pick<Snapshot, 'evidence'> {
  const standing = [...evidence].flatMap(([id, item]): [string, EvidenceBody][] => {
    const { row, cell, file, name, size, media, link, note, value } = item;
    if (item.detached !== null || item.query !== undefined) return [];
    return [[id, { row, cell, file, name, size, media, link, note, value }]];
  });
  return standing.length === 0 ? {} : { evidence: sorted(new Map(standing)) };
}

function valuesOf(
  catalogue: Catalogue,
  cells: ReadonlyMap<CellId, string>,
): Pick<Snapshot, 'values'> {
  const values = formulaTexts(catalogue, cells);
  return values.size === 0 ? {} : { values: sorted(values) };
}

function resultOf({ status, text, decimal, unit, source }: Result): SnapshotResult {
  return { status, text, decimal, unit, source };
}

/** Code-unit order, as RFC 8785 3.2.3 sorts, and no prototype to collide with. */
function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries);
}
