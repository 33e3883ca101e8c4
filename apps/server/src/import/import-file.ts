/**
 * One file of published results into a data folder: read, bounded, entered, perhaps locked, and told. It opens a data
 * folder without a server; errors are sentences for the terminal.
 */

import { randomUUID } from 'node:crypto';
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Command } from '@tallystick/domain/commands';
import type { CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { readPublishedResults } from '@tallystick/exchange/published-results';
import { fromReportFile } from '@tallystick/exchange/report-file';
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
import { importResults } from './import-results.ts';

export type ImportOptions = {
  file: string;
  as: string;
  workbook: string | null;
  lockAs: string | null;
};

/** Bytes of a file of published results; the largest known has 6 kB. */
const FILE_BYTES_MAX = 1_000_000;

/** Does it, and answers the lines to print. Throws a sentence where it cannot be done; then nothing is written. */
export async function importFile(config: Config, options: ImportOptions): Promise<string[]> {
  const results = await readResults(options.file);
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
    const workbook = await target({ deps, people: store, registry }, options, {
      person,
      city: results.city,
    });
    const taken = await importResults(deps, { workbook, person }, results);
    if (!taken.ok) throw new Error(sentenceOf(taken.refusal));
    const { cells, skipped, notReported, notes } = taken.value;
    const figures = cells.filter(([cell]) => cell.endsWith(':override')).length;
    const lines = [
      `${results.city}: ${figures} figures entered into ${workbook.id} from ${results.report}.`,
      `${notReported.length} data points are not reported there; ${notes.length} carry a note.`,
      ...skipped.map(
        ({ printed, why }) =>
          `Not taken: ${printed}. ${typeof why === 'string' ? why : sentenceOf(why)}`,
      ),
    ];
    if (options.lockAs !== null) {
      const head = await personOf(store, options.lockAs);
      const number = await ask(workbook, head, { type: 'lock' });
      lines.push(`Locked as version ${workbook.state.submissions.length}, entry ${number}.`);
    }
    return lines;
  } finally {
    await registry.close();
    await store.close();
  }
}

async function readResults(file: string) {
  const { size } = await stat(file).catch(() => {
    throw new Error(`${file} cannot be read. Give the path of a JSON file.`);
  });
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
  made: { deps: Deps; people: PeopleStore; registry: Registry },
  options: ImportOptions,
  who: { person: PersonId; city: string },
): Promise<LiveWorkbook> {
  const { deps, people, registry } = made;
  if (options.workbook !== null) {
    const workbook = await registry.get(options.workbook as WorkbookId);
    if (workbook === undefined) throw new Error(`There is no workbook ${options.workbook}.`);
    return workbook;
  }
  const opening = { city: who.city, title: 'Published results', due: null };
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

async function ask(workbook: LiveWorkbook, person: PersonId, command: Command): Promise<number> {
  const outcome = await workbook.command({
    person,
    admin: person === SYSTEM,
    id: randomUUID() as CommandId,
    command,
    door: 'import',
  });
  if (!outcome.ok) throw new Error(sentenceOf(outcome.refusal));
  return outcome.value.number;
}
