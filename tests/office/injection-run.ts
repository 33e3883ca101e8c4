/**
 * Texts that could run as formulas, typed into every prose column of a workbook and said in comments, taken along in every
 * export, opened by LibreOffice and read again: each is to be a text, equal to what was typed.
 */
import { unguardFormula } from '@tallystick/exchange/csv/formula-guard';
import { unzipSync } from 'fflate';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellObject, read } from 'xlsx';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { ProgramClient } from '../programs/program-client.ts';
import { payload } from './payloads.ts';
import { convert } from './soffice.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;

/** How LibreOffice is told to read a CSV file: separator, quote, UTF-8, first line, language; dates are told, quotes are no text. */
const COMMA = 'CSV:44,34,76,1,,1033,false,true';
const SEMICOLON = 'CSV:59,34,76,1,,1031,false,true';

/** `finds`: which of what was said is in it; the statistics hold units alone. */
type Export = { path: string; from?: string; finds: 'cells' | 'comments' | 'units' };

const EXPORTS: readonly Export[] = [
  { path: '/export.csv', from: COMMA, finds: 'cells' },
  { path: '/export.csv?separator=semicolon&decimal=comma', from: SEMICOLON, finds: 'cells' },
  { path: '/export.xlsx?part=whole&language=en', finds: 'cells' },
  { path: '/statistics.csv?labels=name', from: COMMA, finds: 'units' },
  { path: '/record.zip#comments.csv', from: COMMA, finds: 'comments' },
  { path: '/record.zip#workbook.csv', from: COMMA, finds: 'cells' },
];

export type Injected = {
  /** Texts that were typed or said. */
  payloads: number;
  /** Texts found again, summed over the exports. */
  found: number;
  formulas: string[];
  /** Texts that came back otherwise, or not at all. */
  changed: string[];
  links: string[];
};

type Said = Record<Export['finds'], Map<string, string>>;

/** `payloads`: at least so many are tried, round by round as a workbook has room for. */
export async function runInjection(
  payloads: number,
  say: (line: string) => void = () => {},
): Promise<Injected> {
  const server = await startServerProcess();
  const result: Injected = { payloads: 0, found: 0, formulas: [], changed: [], links: [] };
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-injection-'));
  try {
    const amara = await ApiClient.enter(server.url, 'p_amara');
    const program = await ProgramClient.of(amara);
    const rows = await rowsOf(program);
    while (result.payloads < payloads) {
      const said = await typeIn({ amara, program, rows }, result.payloads);
      result.payloads += Object.values(said).reduce((sum, { size }) => sum + size, 0);
      for (const each of EXPORTS)
        await look(program, { each, said: said[each.finds], folder }, result);
      say(
        `${result.payloads} payloads: ${result.formulas.length} formulas, ${result.changed.length} changed`,
      );
    }
    return result;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
    await removeDataDir(server.dataDir);
  }
}

async function rowsOf(program: ProgramClient): Promise<{ all: string[]; units: string[] }> {
  const answer = await program.ask('GET', `${WORKBOOK}/results`);
  const { results } = (await answer.json()) as { results: { row: string; unit: string }[] };
  const units = results.filter(({ unit }) => /ug\/m3|GDP/.test(unit)).map(({ row }) => row);
  return { all: results.map(({ row }) => row), units };
}

type Scene = { amara: ApiClient; program: ProgramClient; rows: { all: string[]; units: string[] } };

/** Types the next payloads; what stands afterwards is what has to come back. */
async function typeIn({ amara, program, rows }: Scene, from: number): Promise<Said> {
  let n = from;
  const cells: Record<string, string> = {};
  for (const row of rows.all)
    for (const column of ['source', 'notes']) cells[`${row}:${column}`] = payload(n++);
  for (const row of rows.units) cells[`${row}:unit`] = payload(n++).slice(0, 40);
  const written = await program.ask('PATCH', `${WORKBOOK}/cells`, { body: { cells } });
  if (!written.ok) throw new Error(`not written: ${await written.text()}`);
  const comments = new Map<string, string>();
  for (let each = 0; each < 20; each += 1) {
    const text = payload(n++).trim();
    const cell = `${rows.all[each]}:notes` as never;
    const told = await amara.command({
      type: 'comment',
      cell,
      parent: null,
      text,
      audience: 'members',
    });
    if (told.status !== 200) throw new Error(`not said: ${await told.text()}`);
    comments.set(/payload\d+z/.exec(text)?.[0] ?? '', text);
  }
  const json = (await (await program.ask('GET', `${WORKBOOK}/export.json`)).json()) as {
    cells: Record<string, { text: string }>;
  };
  const standing = (pick: (cell: string) => boolean) =>
    new Map(
      Object.keys(cells)
        .filter((cell) => pick(cell) && json.cells[cell] !== undefined)
        .map((cell) => [cell, json.cells[cell]?.text ?? ''] as const)
        .flatMap(([, text]) => {
          const word = /payload\d+z/.exec(text)?.[0];
          return word === undefined ? [] : [[word, text] as const];
        }),
    );
  return {
    cells: standing((cell) => !cell.endsWith(':unit')),
    units: standing((cell) => cell.endsWith(':unit')),
    comments,
  };
}

type Look = { each: Export; said: ReadonlyMap<string, string>; folder: string };

/** One export, opened: what is a formula there, and which texts came back. */
async function look(program: ProgramClient, { each, said, folder }: Look, into: Injected) {
  const [path = '', member] = each.path.split('#');
  const answer = await program.ask('GET', WORKBOOK + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const whole = new Uint8Array(await answer.arrayBuffer());
  const bytes = member === undefined ? whole : (unzipSync(whole)[member] ?? new Uint8Array());
  const file = join(folder, each.from === undefined ? 'export.xlsx' : 'export.csv');
  await writeFile(file, bytes);
  const from = each.from === undefined ? {} : { from: each.from };
  const made = await convert(file, 'xlsx', { recalc: 'always', ...from });
  // Excel's own format says of each cell that it is a text; nothing leads it.
  const unguarded = (text: string) => (each.from === undefined ? text : unguardFormula(text));
  const texts = new Set<string>();
  const book = read(made);
  for (const sheet of Object.values(book.Sheets))
    for (const [at, cell] of Object.entries(sheet) as [string, CellObject][]) {
      if (at.startsWith('!')) continue;
      // Formulas of our own name no payload.
      if (cell.f !== undefined && (each.from !== undefined || cell.f.includes('payload')))
        into.formulas.push(`${each.path} ${at}: ${cell.f.slice(0, 80)}`);
      if (cell.t === 's') texts.add(plain(unguarded(String(cell.v))));
    }
  for (const [word, text] of said)
    if (texts.has(plain(text))) into.found += 1;
    else into.changed.push(`${each.path} ${word}: ${JSON.stringify(text.slice(0, 60))}`);
  for (const part of Object.keys(unzipSync(made)))
    if (part.includes('externalLinks')) into.links.push(`${each.path}: ${part}`);
}

/** The ends of lines within a cell are a matter of the program. */
const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n');
