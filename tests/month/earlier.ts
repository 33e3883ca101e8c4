/**
 * What an installation holds before the pilot begins: the city's last assessment, and six other cities with verified
 * results. Laid into the database before its server starts, as an installation that has been in use would have them.
 */
import type { CellId, CommandId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { DATABASE_FILE } from '@tallystick/server/server';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { depsOver } from '../process/prepared-workbook.ts';
import { PEERS } from '../screening/stavanger.ts';
import { BEFORE } from './plan.ts';

export const CITY = 'Stavanger';
export const LAST_TITLE = 'Stavanger 2018';
const OTHERS = ['Asker', 'Daegu', 'Kristiansund', 'Pully', 'Rana', 'Valencia'];
/** They have no accounts here any more: who administers the installation is yet to come. */
const WRITER = 'p_former_lead' as PersonId;
const HEAD = 'p_former_head' as PersonId;
const AUDITOR = 'p_former_auditor' as PersonId;
const LONG_AGO_MS = 3 * 365 * 86_400_000;

type Cells = Readonly<Record<string, string>>;
type Opening = { city: string; title: string; cells: Cells };

/** Answers the workbook of the city's last assessment. */
export async function layEarlier(dataDir: string): Promise<string> {
  let now = Date.now() - LONG_AGO_MS;
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const deps = depsOver(store, () => (now += 1_000));
  const registry = new Registry(deps);
  const open = async ({ city, title, cells }: Opening): Promise<LiveWorkbook> => {
    const opening = { city, title, due: null };
    const { workbook: id } = await openWorkbook({ ...deps, registry }, SYSTEM, opening);
    const workbook = await registry.get(id);
    if (!workbook) throw new Error(`${city} was not opened`);
    for (const [person, role] of [
      [WRITER, 'coordinator'],
      [HEAD, 'head'],
      [AUDITOR, 'auditor'],
    ] as const)
      await ask(workbook, SYSTEM, { type: 'add-member', person, role, entity: null });
    const texts = Object.entries(cells).filter(([, text]) => text !== '') as [CellId, string][];
    const written = await writeCells(workbook, { person: WRITER, door: 'import' }, texts);
    if (!written.ok) throw new Error(`${city}: ${written.refusal.code}`);
    await ask(workbook, HEAD, { type: 'lock' });
    return workbook;
  };
  try {
    await store.setSetting('mode', 'installation');
    const last = await open({ city: CITY, title: LAST_TITLE, cells: BEFORE });
    for (const [at, city] of OTHERS.entries()) {
      const results = resultsOf(at);
      const cells = Object.fromEntries(results.map(([row, text]) => [`${row}:override`, text]));
      await verifyAll(await open({ city, title: `${city} 2020`, cells }), results);
    }
    return last.id;
  } finally {
    await registry.close();
    await store.close();
  }
}

/** What the city in this place reported. */
function resultsOf(at: number): [RowId, string][] {
  return [...PEERS].flatMap(([row, values]): [RowId, string][] => {
    const value = values[at];
    return value === undefined ? [] : [[row as RowId, value]];
  });
}

async function verifyAll(workbook: LiveWorkbook, results: [RowId, string][]): Promise<void> {
  await ask(workbook, AUDITOR, { type: 'declare-interest', conflict: '' });
  for (const [row, result] of results)
    await ask(workbook, AUDITOR, { type: 'verify', row, verdict: 'yes', result, note: '' });
  await ask(workbook, AUDITOR, { type: 'release-verification' });
}

async function ask(workbook: LiveWorkbook, person: PersonId, command: Command): Promise<void> {
  const id = randomUUID() as CommandId;
  const made = { person, admin: person === SYSTEM, id, command, door: 'api' } as const;
  const done = await workbook.command(made);
  if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`);
}
