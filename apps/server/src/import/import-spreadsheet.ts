/**
 * A spreadsheet that a city has filled in, into a workbook of a data folder: what it has for cells that hold nothing yet
 * is taken over as its coordinator, with the line of the history that names the file; all else is told and left.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { actorOf } from '@tallystick/domain/rights';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';
import { sentenceOf } from '@tallystick/protocol/refusal-sentences';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { FileReader } from '../files/file-reader.ts';
import { incomingView } from '../files/incoming-view.ts';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { ask } from './ask.ts';

export type Spreadsheet = { name: string; bytes: Uint8Array; sheet: string | null };

/** Lines of cells that were not taken; more of them are counted. */
const LINES_MAX = 40;

/** Reads it as the server does: apart, within bounds. Throws a sentence. */
export async function readSpreadsheet(
  deps: Pick<Deps, 'log'>,
  { name, bytes, sheet }: Spreadsheet,
  by: { edition: string; person: PersonId },
): Promise<FileReading> {
  const reader = new FileReader({ log: deps.log });
  const read = await reader.read(bytes, { name, ...by, left: new AbortController().signal });
  await reader.close();
  if (!read.ok) throw new Error(sentenceOf(read.refusal));
  return ofOneCity(read.value, sheet);
}

/** Of sheets with the same rows one is meant, and has to be named. */
function ofOneCity(reading: FileReading, sheet: string | null): FileReading {
  const { sheets } = reading;
  const points = sheets.map(({ rows }) => new Set(rows.map(({ point }) => point)));
  const isAlone = (at: number): boolean =>
    points.every((other, i) => i === at || other.isDisjointFrom(points[at] ?? new Set()));
  const named = sheets.filter(({ name }) => name === sheet);
  const several = sheets.filter((_, at) => !isAlone(at)).map(({ name }) => name);
  if (sheet !== null && named.length !== 1)
    throw new Error(
      `There is no one sheet ${sheet} here: ${sheets.map(({ name }) => name).join(', ')}.`,
    );
  if (sheet === null && several.length > 0)
    throw new Error(
      `Several sheets have the same rows: ${several.join(', ')}. Name one with --sheet.`,
    );
  return { ...reading, sheets: sheets.filter((each, at) => isAlone(at) || each.name === sheet) };
}

export async function importSpreadsheet(
  deps: Deps,
  to: { workbook: LiveWorkbook; person: PersonId },
  file: { name: string; bytes: Uint8Array; reading: FileReading },
): Promise<string[]> {
  const { workbook, person } = to;
  const { store } = deps;
  const { name, bytes, reading } = file;
  const at = deps.now();
  const put = await store.putFile({
    workbook: workbook.id,
    name,
    bytes,
    by: person,
    at,
    keptAt: null,
  });
  if (!put.ok) throw new Error('There is no room for the file.');
  const catalogue = deps.catalogueOf(workbook.state.edition);
  const actor = actorOf(workbook.state, person);
  const told = { hash: put.hash, name, size: bytes.length };
  const view = await incomingView({ store, catalogue, workbook, actor, now: at }, told, reading);
  const cells: Record<CellId, string | null> = {};
  for (const each of view.proposed)
    if (each.class === 'theirs' && each.text) cells[each.cell as CellId] = each.text;
  const count = Object.keys(cells).length;
  if (count > 0) {
    const seen = Object.fromEntries(Object.keys(cells).map((cell) => [cell, null]));
    await ask(workbook, person, { type: 'import-file', file: put.hash, cells, seen });
  }
  return [`${name}: ${count} values entered into ${workbook.id}.`, ...leftOf(view, catalogue)];
}

/** What was not taken over, and why. */
function leftOf(view: IncomingFileView, catalogue: Parameters<typeof cellSpec>[0]): string[] {
  const places = new Map(view.cells.map((cell) => [cell.cell as string, cell]));
  const cells = view.proposed.flatMap((each) => {
    if (each.class === 'theirs' || each.class === 'ours' || each.class === 'equal') return [];
    const place = places.get(each.cell);
    const sheet = view.sheets[place?.sheet ?? 0]?.name ?? '';
    const raw = place?.held.kind === 'unreadable' ? ` "${place.held.raw}"` : '';
    const why = 'why' in each ? each.why : each.class;
    const label = cellSpec(catalogue, each.cell)?.label ?? each.cell;
    return [`Not taken: ${sheet}!${place?.address ?? ''}${raw}, ${label} (${why}).`];
  });
  const rows = view.sheets.flatMap(({ name, unknown }) =>
    unknown.map(({ row, why, told }) => `Not known: ${name}, row ${row}, ${told} (${why}).`),
  );
  const lines = [...rows, ...cells];
  const more = lines.length - LINES_MAX;
  return more > 0 ? [...lines.slice(0, LINES_MAX), `And ${more} more.`] : lines;
}
