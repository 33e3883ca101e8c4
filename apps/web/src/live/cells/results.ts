/** Results of rows, computed when first asked and again when one of their cells changes. */
import { affectedRows, computeRow, type Result } from '@tallystick/domain/formula/compute';
import { Contents } from '../kept/contents.ts';
import { Questions } from './questions.ts';
import type { WorkbookState } from '@tallystick/domain/state';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Of what shows figures alone and no verdicts, and of a workbook that is being opened. */
export const NO_EVIDENCE: WorkbookState['evidence'] = new Map();

export class Results {
  private readonly known = new Map<string, Result>();
  /** What the figures ask by themselves. */
  readonly questions: Questions;
  /** What verdicts are on. */
  readonly contents: Contents;
  private readonly catalogue: Catalogue;
  private readonly read: (cell: string) => string | undefined;

  constructor(
    catalogue: Catalogue,
    read: (cell: string) => string | undefined,
    evidence: () => WorkbookState['evidence'] = () => NO_EVIDENCE,
  ) {
    this.catalogue = catalogue;
    this.read = read;
    const reading = { read, result: (row: string) => this.get(row) };
    this.questions = new Questions(catalogue, reading);
    this.contents = new Contents(catalogue, { ...reading, evidence });
  }

  /** The same object until a cell of the row changes. Throws on a row without result. */
  get(row: string): Result {
    const known = this.known.get(row);
    if (known) return known;
    const result = computeRow(this.catalogue, row, this.read);
    this.known.set(row, result);
    return result;
  }

  /** Rows that a verifier would ask about: shares that do not add up, one KPI against another, and the like. */
  warned(): ReadonlySet<string> {
    return this.questions.rows();
  }

  /** Cells have changed: returns the rows whose result has to be looked at again. */
  forget(cells: Iterable<string>): Set<string> {
    this.questions.forget(cells);
    this.contents.forget(cells);
    const rows = new Set<string>();
    for (const cell of cells) for (const row of affectedRows(this.catalogue, cell)) rows.add(row);
    for (const row of rows) this.known.delete(row);
    return rows;
  }
}
