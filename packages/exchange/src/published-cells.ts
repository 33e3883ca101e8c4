/**
 * Turns published results into cells. A report prints results and no inputs, so each figure becomes the override of its
 * row, verbatim, with its page as source.
 */

import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import { type CellId, cellId, type RowId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { NotReportedLine, PublishedResult, PublishedResults } from './published-results.ts';
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

export type PublishedCells = {
  /** Cells to set, in the order of the report; each can be read by `readCell`. */
  cells: [CellId, string][];
  /** Lines that were not taken. `printed` is what the report prints, `why` a sentence, or why the cell refuses it. */
  skipped: { printed: string; why: string | Refusal }[];
  /** Rows that the report says were not reported: nothing is set for them. */
  notReported: RowId[];
  /** What a person should know of a row taken: footnotes, another unit in print. */
  notes: { row: RowId; note: string }[];
};

/** The cells of published results. Nothing printed is changed; what cannot be taken is listed. */
export function toCells(catalogue: Catalogue, results: PublishedResults): PublishedCells {
  const out: PublishedCells = { cells: [], skipped: [], notReported: [], notes: [] };
  const absent = new Set<RowId>();
  for (const line of results.notReported) addAbsent(catalogue, line, absent, out);
  const seen = new Set<RowId>();
  for (const result of results.results) {
    const printed = `${result.printed}: ${result.value}`;
    const point = pointOf(catalogue, result.code, result.dataPoint);
    if (!point) {
      out.skipped.push({ printed, why: `There is no data point ${result.code} here.` });
      continue;
    }
    const row = point.row as RowId;
    if (result.status === 'not-reported' || /^not\s+reported$/i.test(result.value)) {
      absent.add(row);
      if (/\d/.test(result.value))
        out.skipped.push({ printed, why: 'Printed among what was not reported.' });
    } else if (absent.has(row)) {
      out.skipped.push({ printed, why: 'Also listed as not reported.' });
    } else if (result.status === 'not-verified' || /^not\s+verified$/i.test(result.value)) {
      out.skipped.push({ printed, why: 'Printed as not verified, without its figure.' });
    } else if (seen.has(row)) {
      out.skipped.push({ printed, why: 'Another line gives the same data point.' });
    } else if (take({ catalogue, results, out }, result, point)) seen.add(row);
  }
  out.notReported = catalogue.dataPoints
    .map((point) => point.row as RowId)
    .filter((row) => absent.has(row) && !seen.has(row));
  return out;
}

/** A KPI with one data point calls it `value`; with several, the line has to name it. */
function pointOf(catalogue: Catalogue, code: string, key = 'value'): DataPoint | undefined {
  return findKpiByCode(catalogue, code)?.dataPoints.find((point) => point.key === key);
}

function addAbsent(
  catalogue: Catalogue,
  line: NotReportedLine,
  absent: Set<RowId>,
  out: PublishedCells,
): void {
  const points = findKpiByCode(catalogue, line.code)?.dataPoints ?? [];
  const meant = points.filter((point) => line.dataPoints?.includes(point.key) ?? true);
  if (meant.length === 0)
    out.skipped.push({ printed: line.code, why: 'There is no such data point here.' });
  for (const point of meant) absent.add(point.row as RowId);
}

type Taking = { catalogue: Catalogue; results: PublishedResults; out: PublishedCells };

function take(
  { catalogue, results, out }: Taking,
  result: PublishedResult,
  point: DataPoint,
): boolean {
  const notes = notesOf(result, point);
  const cells: [CellId, string][] = [
    [cellId(point.row, 'override'), result.value],
    [cellId(point.row, 'source'), sourceOf(results, result)],
  ];
  const year = /^(?:\p{L}+ )?(\d{4})$/u.exec(results.date)?.[1];
  if (year !== undefined) cells.push([cellId(point.row, 'year'), year]);
  if (notes.length > 0) cells.push([cellId(point.row, 'notes'), notes.join('\n')]);
  for (const [cell, text] of cells) {
    const spec = cellSpec(catalogue, cell);
    const reading = spec && readCell(spec, text);
    // A printed result is a figure; nothing printed is ever computed.
    if (reading?.ok && reading.value.kind !== 'formula') continue;
    const why = reading && !reading.ok ? reading.refusal : 'There is no such cell here.';
    out.skipped.push({ printed: `${result.printed}: ${result.value}`, why });
    return false;
  }
  out.cells.push(...cells);
  for (const note of notes) out.notes.push({ row: point.row as RowId, note });
  return true;
}

/** The address of the page a line was printed on. */
export function pageAddress(results: PublishedResults, result: PublishedResult): string {
  return results.pages.replace('{page}', String(result.page));
}

function sourceOf(results: PublishedResults, result: PublishedResult): string {
  return `${results.report}, ${results.date}. ${pageAddress(results, result)}`;
}

function notesOf(result: PublishedResult, point: DataPoint): string[] {
  const notes: string[] = [];
  if (result.printed !== point.label && result.printed !== point.kpi.name)
    notes.push(`Printed as: ${result.printed}`);
  if (result.unit !== '' && plainUnit(result.unit) !== plainUnit(point.unit))
    notes.push(`Printed unit: ${result.unit} (here: ${point.unit})`);
  if (result.benchmark === 'none') notes.push('No benchmark in print.');
  if (result.note !== undefined) notes.push(result.note);
  return notes;
}

/** Units that differ in spelling alone become equal: `/ 100 000 inhabitants`, `per cent`, `% GDP`. */
function plainUnit(unit: string): string {
  return unit
    .toLowerCase()
    .replaceAll('per cent', '%')
    .replaceAll('per ', '/')
    .replaceAll(/\b(?:of|city|litres)\b/g, (word) => (word === 'litres' ? 'l' : ''))
    .replaceAll(/[\s/]+/g, '');
}
