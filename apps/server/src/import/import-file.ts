/**
 * One file into a data folder, published results or a spreadsheet that a city has filled in: read, bounded, entered,
 * perhaps locked, and told. It opens a data folder without a server; errors are sentences for the terminal.
 */

import { access, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { LATEST_EDITION, loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import {
  type PublishedResults,
  readPublishedResults,
} from '@tallystick/exchange/published-results';
import { fromReportFile } from '@tallystick/exchange/report-file';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import { detailOf, sentenceOf } from '@tallystick/protocol/refusal-sentences';
import type { PeopleStore } from '@tallystick/store/port-people';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { pino } from 'pino';
import { makeHocuspocus } from '../collab/hocuspocus.ts';
import type { Config } from '../service/config.ts';
import { DATABASE_FILE } from '../service/data-folder.ts';
import { openWorkbook } from '../workbook/open-workbook.ts';
import type { Deps } from '../workbook/deps.ts';
import { SYSTEM } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { Registry } from '../workbook/registry.ts';
import { ask } from './ask.ts';
import { importResults } from './import-results.ts';
import { importSpreadsheet, readSpreadsheet, type Spreadsheet } from './import-spreadsheet.ts';

export type ImportOptions = {
  file: string;
  as: string;
  workbook: string | null;
  lockAs: string | null;
  /** Of a spreadsheet: the city whose new workbook it begins, and the sheet that is meant of several. */
  city: string | null;
  sheet: string | null;
};

/** Bytes of a file of published results; the largest known has 6 kB. */
const FILE_BYTES_MAX = 1_000_000;

/** Does it, and answers the lines to print. Throws a sentence where it cannot be done; then nothing is written. */
export async function importFile(config: Config, options: ImportOptions): Promise<string[]> {
  const given = await readGiven(options);
  const file = join(config.dataDir, DATABASE_FILE);
  await access(file).catch(() => {
    throw new Error(
      `There is no data in ${config.dataDir} yet. Start the server there once first.`,
    );
  });
  const store = await openSqliteStore({ file });
  const deps: Deps = {
    store,
    hocuspocus: makeHocuspocus(),
    catalogueOf: (edition) => loadCatalogue(edition === '' ? undefined : edition),
    now: Date.now,
    log: pino({ level: 'warn' }),
    names: async () => new Map(),
  };
  const registry = new Registry(deps);
  try {
    const person = await personOf(store, options.as);
    const lines =
      'results' in given
        ? await enterResults({ deps, people: store, registry }, options, { ...given, person })
        : await enterSpreadsheet({ deps, people: store, registry }, options, { ...given, person });
    const { workbook } = lines;
    if (options.lockAs !== null) {
      const head = await personOf(store, options.lockAs);
      const number = await ask(workbook, head, { type: 'lock' });
      lines.told.push(`Locked as version ${workbook.state.submissions.length}, entry ${number}.`);
    }
    return lines.told;
  } finally {
    await registry.close();
    await store.close();
  }
}

type Made = { deps: Deps; people: PeopleStore; registry: Registry };
type Entered = { workbook: LiveWorkbook; told: string[] };

async function enterResults(
  made: Made,
  options: ImportOptions,
  { results, person }: { results: PublishedResults; person: PersonId },
): Promise<Entered> {
  const opening = { city: results.city, title: 'Published results' };
  const workbook = await target(made, options, { person, ...opening });
  const taken = await importResults(made.deps, { workbook, person }, results);
  if (!taken.ok) throw new Error(sentenceOf(taken.refusal));
  const { cells, skipped, notReported, notes } = taken.value;
  const figures = cells.filter(([cell]) => cell.endsWith(':override')).length;
  const told = [
    `${results.city}: ${figures} figures entered into ${workbook.id} from ${results.report}.`,
    `${notReported.length} data points are not reported there; ${notes.length} carry a note.`,
    ...skipped.map(
      ({ printed, why }) =>
        `Not taken: ${printed}. ${typeof why === 'string' ? why : sentenceOf(why)}`,
    ),
  ];
  return { workbook, told };
}

async function enterSpreadsheet(
  made: Made,
  options: ImportOptions,
  { spreadsheet, person }: { spreadsheet: Spreadsheet; person: PersonId },
): Promise<Entered> {
  const { deps } = made;
  const { name, bytes } = spreadsheet;
  const { city, workbook: into } = options;
  if (into === null && city === null)
    throw new Error(
      'Say which workbook it is for with --workbook, or name the city of a new one with --city.',
    );
  const known = into === null ? undefined : await made.registry.get(into as WorkbookId);
  const edition = known?.state.edition ?? LATEST_EDITION;
  // Before a workbook is made: a file that cannot be read leaves none behind.
  const reading = await readSpreadsheet(deps, spreadsheet, { edition, person });
  const title = basename(name, extname(name));
  const workbook = await target(made, options, { person, city: city ?? '', title });
  const told = await importSpreadsheet(deps, { workbook, person }, { name, bytes, reading });
  return { workbook, told };
}

type Given = { results: PublishedResults } | { spreadsheet: Spreadsheet };

/** Published results are JSON; whatever else it is is read as a spreadsheet. */
async function readGiven({ file, sheet }: ImportOptions): Promise<Given> {
  const { size } = await stat(file).catch(() => {
    throw new Error(`${file} cannot be read. Give the path of a JSON file or of a spreadsheet.`);
  });
  if (extname(file).toLowerCase() === '.json') return { results: await readResults(file, size) };
  if (size > ZIP_BYTES) throw new Error(`${file} is larger than ${ZIP_BYTES} bytes.`);
  return { spreadsheet: { name: basename(file), bytes: await readFile(file), sheet } };
}

async function readResults(file: string, size: number): Promise<PublishedResults> {
  if (size > FILE_BYTES_MAX) throw new Error(`${file} is larger than ${FILE_BYTES_MAX} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new Error(`${file} is not JSON.`);
  }
  const isOurForm = typeof json === 'object' && json !== null && Object.hasOwn(json, 'format');
  const read = isOurForm ? readPublishedResults(json) : fromReportFile(json);
  if (!read.ok)
    throw new Error(`${sentenceOf(read.refusal)} ${detailOf(read.refusal) ?? ''}`.trim());
  return read.value;
}

async function personOf(store: PeopleStore, named: string): Promise<PersonId> {
  const byEmail = await store.personByEmail(named.toLowerCase());
  const person = byEmail ?? (await store.person(named as PersonId));
  if (person === undefined) throw new Error(`There is no person ${named} in this data folder.`);
  return person.person;
}

/** The workbook named, or a new one in which the person is coordinator, and the head (if asked for) head. */
async function target(
  made: Made,
  options: ImportOptions,
  who: { person: PersonId; city: string; title: string },
): Promise<LiveWorkbook> {
  const { deps, people, registry } = made;
  if (options.workbook !== null) {
    const workbook = await registry.get(options.workbook as WorkbookId);
    if (workbook === undefined) throw new Error(`There is no workbook ${options.workbook}.`);
    return workbook;
  }
  const opening = { city: who.city, title: who.title, due: null };
  const { workbook: id } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
  const workbook = await registry.get(id);
  if (workbook === undefined) throw new Error('The workbook was not made.');
  await ask(workbook, SYSTEM, {
    type: 'add-member',
    person: who.person,
    role: 'coordinator',
    entity: null,
  });
  if (options.lockAs !== null) {
    const person = await personOf(people, options.lockAs);
    await ask(workbook, SYSTEM, { type: 'add-member', person, role: 'head', entity: null });
  }
  return workbook;
}
