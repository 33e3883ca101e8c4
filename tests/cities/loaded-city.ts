/** One city's published results on their whole way: file, room, journal on disk, lock, snapshot, signed bundle. */
import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CommandId, PersonId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { screen } from '@tallystick/domain/screening/screen';
import type { Snapshot } from '@tallystick/domain/snapshot';
import {
  type PublishedResult,
  type PublishedResults,
  readPublishedResults,
} from '@tallystick/exchange/published-results';
import { fromReportFile } from '@tallystick/exchange/report-file';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { Exports } from '@tallystick/server/exports/exports';
import { importResults } from '@tallystick/server/import/import-results';
import { openOrigin, type Origin } from '@tallystick/server/ledger/origin';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { Registry } from '@tallystick/server/workbook/registry';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import type { Store } from '@tallystick/store/port';
import { unzipSync } from 'fflate';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { depsOver } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';

export type LoadedCity = {
  city: string;
  /** Figures that the report prints as reported. */
  printed: number;
  /** Figures that were not taken on the way in. */
  skipped: string[];
  /** Figures that the snapshot of the locked version does not hold character for character. */
  differing: string[];
  /** Figures without the report and its page as source. */
  withoutSource: string[];
  notReported: number;
  /** Rows not reported in print that carry something else than NR in the snapshot. */
  wrongNotReported: string[];
  /** Rows whose printed figure is said to be far from what cities report. */
  farOff: string[];
  /** The signed bundle proves the snapshot, and holds the same snapshot. */
  isProved: boolean;
};

const COORDINATOR = 'p_coordinator' as PersonId;
const HEAD = 'p_head' as PersonId;

/** Loads each file into a workbook of its own on one SQLite store, locks it, and compares. */
export async function loadCities(paths: string[]): Promise<LoadedCity[]> {
  const dataDir = await temporaryDataDir();
  const file = join(dataDir, 'cities.sqlite');
  const store = await openSqliteStore({ file });
  const deps = depsOver(store);
  const registry = new Registry(deps);
  try {
    const origin = await openOrigin({ dataDir, store, host: 'localhost', now: Date.now });
    if ('fault' in origin) throw new Error(origin.fault);
    const loaded: LoadedCity[] = [];
    const exports = new Exports({ file, ...origin, ...deps });
    for (const path of paths)
      loaded.push(await loadCity({ store, registry, origin, exports }, path));
    return loaded;
  } finally {
    await registry.close();
    await store.close();
    await removeDataDir(dataDir);
  }
}

type Stage = { store: Store; registry: Registry; origin: Origin; exports: Exports };

function resultsOf(path: string): PublishedResults {
  const url = new URL(`../data/cities/${path}.json`, import.meta.url);
  const json = JSON.parse(readFileSync(url, 'utf8')) as object;
  const read = 'format' in json ? readPublishedResults(json) : fromReportFile(json);
  if (!read.ok) throw new Error(`${path}: ${read.refusal.detail}`);
  return read.value;
}

async function loadCity(stage: Stage, path: string): Promise<LoadedCity> {
  const { store, registry } = stage;
  const results = resultsOf(path);
  const opening = { city: results.city, title: results.report, due: null };
  const { workbook: id } = await openWorkbook({ store, registry, now: Date.now }, SYSTEM, opening);
  const workbook = await registry.get(id);
  if (workbook === undefined) throw new Error('the workbook is not there');
  await ask(workbook, SYSTEM, addMember(COORDINATOR, 'coordinator'));
  await ask(workbook, SYSTEM, addMember(HEAD, 'head'));
  const to = { workbook, person: COORDINATOR };
  const taken = await importResults({ catalogueOf: () => loadCatalogue() }, to, results);
  if (!taken.ok) throw new Error(`${path}: ${taken.refusal.code}`);
  await ask(workbook, HEAD, { type: 'lock' });
  const text = (await store.snapshot(id, 1)) ?? '';
  const snapshot = JSON.parse(text) as Snapshot;
  return {
    city: path,
    ...compare(results, snapshot),
    farOff: screen(loadCatalogue(), (cell) => snapshot.cells[cell])
      .filter(({ code }) => code === 'magnitude')
      .map(({ row }) => row),
    skipped: taken.value.skipped.map((line) => line.printed),
    isProved: await isProved(stage, workbook, text),
  };
}

function addMember(person: PersonId, role: 'coordinator' | 'head'): Command {
  return { type: 'add-member', person, role, entity: null };
}

async function ask(workbook: LiveWorkbook, person: PersonId, command: Command): Promise<void> {
  const id = randomUUID() as CommandId;
  const admin = person === SYSTEM;
  const done = await workbook.command({ person, admin, id, command, door: 'api' });
  if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`);
}

/** The printed lines against the snapshot, by a path of its own: code and data point to row, nothing of the importer. */
function compare(
  results: PublishedResults,
  snapshot: Snapshot,
): Pick<
  LoadedCity,
  'printed' | 'differing' | 'withoutSource' | 'notReported' | 'wrongNotReported'
> {
  const printed = results.results.filter((line) => line.status === 'reported');
  const cellOf = (line: PublishedResult, column: string) =>
    snapshot.cells[`${rowOf(line.code, line.dataPoint)}:${column}`];
  const absent = absentRows(results);
  return {
    printed: printed.length,
    differing: printed
      .filter(
        (line) =>
          cellOf(line, 'override') !== line.value ||
          snapshot.results[rowOf(line.code, line.dataPoint)]?.text !== line.value,
      )
      .map((line) => `${line.printed}: ${line.value}, came out as ${cellOf(line, 'override')}`),
    withoutSource: printed
      .filter((line) => {
        const source = cellOf(line, 'source') ?? '';
        return !source.includes(results.report) || !source.includes(`page${line.page}.html`);
      })
      .map((line) => line.printed),
    notReported: absent.length,
    wrongNotReported: absent.filter((row) => {
      const result = snapshot.results[row];
      return result?.status !== 'not-reported' || result.text !== 'NR';
    }),
  };
}

function rowOf(code: string, dataPoint = 'value'): string {
  const points = findKpiByCode(loadCatalogue(), code)?.dataPoints ?? [];
  return points.find((point) => point.key === dataPoint)?.row ?? '';
}

/** Rows that the report says were not reported, in a line of their own or in its list. */
function absentRows(results: PublishedResults): string[] {
  const lines = results.results.filter((line) => line.status === 'not-reported');
  const rows = new Set(lines.map((line) => rowOf(line.code, line.dataPoint)));
  for (const { code, dataPoints } of results.notReported) {
    const points = findKpiByCode(loadCatalogue(), code)?.dataPoints ?? [];
    for (const point of points)
      if (dataPoints?.includes(point.key) ?? true) rows.add(point.row as string);
  }
  return [...rows];
}

async function isProved(stage: Stage, workbook: LiveWorkbook, text: string): Promise<boolean> {
  const { vkey } = stage.origin;
  const what = { kind: 'bundle', submission: 1 } as const;
  const asked = { workbook: workbook.id, person: HEAD, admin: false, what };
  const archive = await stage.exports.open(asked, new AbortController().signal);
  if (!archive.ok) return false;
  const zip = Buffer.concat(await archive.value.stream.toArray());
  const files = new Map(Object.entries(unzipSync(zip)));
  const inside = Buffer.from(files.get('snapshot.json') ?? []).toString('utf8');
  return verifyBundle(files, { vkey }).ok && inside.trimEnd() === text;
}
