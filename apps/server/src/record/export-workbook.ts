/** A workbook as it stands now, for other programs: everything typed, everything computed, who set what. */
import { computeAll, type Result } from '@tallystick/domain/formula/compute';
import { cellSpec, cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { type CellId, cellId, type PersonId, type RowId } from '@tallystick/domain/cells/ids';
import { plainResult } from '@tallystick/domain/cells/cell-text';
import { meantTexts, plainValue } from '@tallystick/domain/cells/typed/plain-value';
import type { WorkbookState } from '@tallystick/domain/state';
import { type CsvForm, USUAL_FORM } from '@tallystick/exchange/csv/csv-form';
import { type CsvField, csvText } from '@tallystick/exchange/csv/write-csv';
import type { ExportedWorkbook } from '@tallystick/protocol/exported';
import type { CellRow } from '@tallystick/store/port-workbooks';
import type { ReadDeps, WorkbookNow } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export const WORKBOOK_FORMAT = 'tallystick-workbook/1';

/** A workbook read once, so that its parts fit together. */
export type Exported = {
  workbook: string;
  head: number;
  state: WorkbookState;
  catalogue: Catalogue;
  /** In the order of the sheets. */
  cells: CellRow[];
  results: ReadonlyMap<RowId, Result>;
  /** What cells mean that say it otherwise: formulas (null where they come to nothing), figures in other digits. */
  values: ReadonlyMap<string, string | null>;
  names: ReadonlyMap<PersonId, string>;
};

export async function readWorkbook(deps: ReadDeps, workbook: LiveWorkbook): Promise<Exported> {
  return await exportedOf(deps, workbook, await deps.store.cells(workbook.id));
}

/** The same of cells that were read before. */
export async function exportedOf(
  deps: Pick<ReadDeps, 'catalogueOf' | 'names'>,
  workbook: Pick<WorkbookNow, 'id' | 'head' | 'state'>,
  read: readonly CellRow[],
): Promise<Exported> {
  const { head, state } = workbook;
  const catalogue = deps.catalogueOf(state.edition);
  const order = new Map([...cellSpecs(catalogue).keys()].map((cell, place) => [cell, place]));
  const placeOf = ({ cell }: CellRow) => order.get(cell) ?? order.size;
  const cells = read.toSorted((a, b) => placeOf(a) - placeOf(b));
  const texts = new Map(cells.map((row) => [row.cell, row.text]));
  const results = computeAll(catalogue, (cell) => texts.get(cell));
  const values = meantTexts(catalogue, texts);
  const names = await deps.names([...state.members.keys(), ...cells.map((row) => row.by)]);
  return { workbook: workbook.id, head, state, catalogue, cells, results, values, names };
}

/** The workbook as JSON: one object, its cells by id. */
export function workbookJson(of: Exported): ExportedWorkbook {
  const { state, names } = of;
  const nameOf = (person: PersonId) => names.get(person) ?? '';
  const cells: ExportedWorkbook['cells'] = {};
  for (const { cell, text, number, by, at } of of.cells) {
    cells[cell] = {
      text,
      ...(of.values.has(cell) ? { value: of.values.get(cell) ?? null } : {}),
      number,
      by: nameOf(by),
      at: new Date(at).toISOString(),
    };
  }
  const results = of.catalogue.dataPoints.map(({ row, kpi }) => {
    const result = of.results.get(row as RowId);
    return {
      row,
      kpi: kpi.id,
      status: result?.status ?? 'not-reported',
      text: result ? plainResult(result) : '',
      decimal: result?.decimal ?? null,
      unit: result?.unit ?? '',
    };
  });
  return {
    format: WORKBOOK_FORMAT,
    workbook: of.workbook,
    city: state.city,
    title: state.title,
    edition: state.edition,
    head: of.head,
    locked: state.locked,
    entities: [...state.entities.values()].map(({ id, name }) => ({ id, name })),
    assignments: Object.fromEntries(state.assignments),
    submissions: state.submissions.map(({ submission, number, at, snapshot }) => ({
      submission,
      number,
      at: new Date(at).toISOString(),
      snapshot,
    })),
    cells,
    results,
  };
}

const CSV_HEAD = [
  'kpi',
  'name',
  'row',
  'column',
  'cell',
  'text',
  'unit',
  'entity',
  'by',
  'at',
  'entry',
  'value',
];

/** ITU's code and the name of a row's KPI, or the name of a line of the City profile. */
export function rowWords(catalogue: Catalogue, row: string): [code: string, name: string] {
  const found = catalogue.rows.get(row);
  return found?.kind === 'data-point' ? [found.kpi.id, found.kpi.name] : ['', found?.label ?? ''];
}

/** The workbook as CSV: a line for each cell with a text, and one for each result. */
export function workbookCsv(of: Exported, form: CsvForm = USUAL_FORM): string {
  const { state, catalogue } = of;
  const entityOf = (row: string) => {
    const entity = state.assignments.get(row as RowId);
    return entity === undefined ? '' : (state.entities.get(entity)?.name ?? '');
  };
  const about = (row: string) => rowWords(catalogue, row);
  const typed = of.cells.map(({ cell, text, by, at, number }) => {
    const spec = cellSpec(catalogue, cell);
    const row = spec?.row ?? '';
    const when = new Date(at).toISOString();
    const who = of.names.get(by) ?? '';
    const unit = spec?.unit ?? '';
    return [
      ...about(row),
      row,
      spec?.column ?? '',
      cell,
      spec?.kind === 'number' ? { figure: text } : text,
      unit,
      entityOf(row),
      who,
      when,
      number,
      { figure: valueIn(of, cell, text) },
    ];
  });
  const computed = catalogue.dataPoints.map(({ row }) => {
    const result = of.results.get(row as RowId);
    const cell: CellId = cellId(row as RowId, 'result');
    const text = result ? plainResult(result) : '';
    const value = result?.status === 'reported' ? (result.decimal ?? text) : '';
    const unit = result?.unit ?? '';
    const figures: CsvField[] = [{ figure: text }, unit, entityOf(row), '', '', ''];
    return [...about(row), row, 'result', cell, ...figures, { figure: value }];
  });
  return csvText([CSV_HEAD, ...typed, ...computed], form);
}

/** What a cell's text means; empty for prose and for a formula that comes to nothing. */
function valueIn({ values, catalogue }: Exported, cell: string, text: string): string {
  if (values.has(cell)) return values.get(cell) ?? '';
  const spec = cellSpec(catalogue, cell);
  return (spec && plainValue(spec, text)) ?? '';
}
