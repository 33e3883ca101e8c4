/** What happens in a pilot from filling in to a locked version and what its screening finds. */
import { at, ENTITIES, NAMES, onlyAt, type Pilot } from './set-up.ts';
import { bringFile, catalogue, dimensionOf, lock, parts, reopen, typeAll } from './acts.ts';
import { answerAll, askAll, type Judged, settleAll, verifyAll } from './judging.ts';
import { changes, type PlantedHere } from './plan.ts';
import type { Cells } from '../screening/planted.ts';
import type { ScreeningView } from '@tallystick/protocol/audit/views-screening';

const [REGISTERS] = ENTITIES;

/** Whether a row is this entity’s: of its dimension, and the city profile is kept by the first. */
const isOf =
  (entity: (typeof ENTITIES)[number]) =>
  (row: string): boolean =>
    dimensionOf(row) === entity.dimension || (entity === REGISTERS && dimensionOf(row) === '');

/** Each entity hands in its file; formulas are typed. */
export async function fillIn(pilot: Pilot, cells: Cells): Promise<void> {
  const rows: string[] = [...catalogue.rows.keys()];
  for (const entity of ENTITIES) {
    await onlyAt(pilot, [entity.who]);
    const file = { name: `${entity.name}.xlsx`, rows: rows.filter(isOf(entity)), cells };
    await bringFile(pilot, await at(pilot, entity.who), file);
  }
}

/** Each entity types what is to be other than it was. */
export async function typeChanges(pilot: Pilot, from: Cells, to: Cells): Promise<void> {
  const changed = Object.entries(changes(from, to));
  for (const entity of ENTITIES) {
    await onlyAt(pilot, [entity.who]);
    const own = changed.filter(([cell]) => isOf(entity)(parts(cell)[0]));
    await typeAll(await at(pilot, entity.who), Object.fromEntries(own));
  }
}

export async function lockVersion(pilot: Pilot, version: number): Promise<void> {
  await onlyAt(pilot, [NAMES.head, NAMES.auditor]);
  // The auditor looks on, and is told without asking.
  await at(pilot, NAMES.auditor);
  await lock(await at(pilot, NAMES.head), version);
}

export type Screened = { results: ScreeningView['results']; found: string[]; missed: string[] };

/** What the auditor is told of the workbook as it stands, and which of the planted faults are among it. */
export async function screen(pilot: Pilot, planted: readonly PlantedHere[]): Promise<Screened> {
  const { context } = await at(pilot, NAMES.auditor);
  const path = `${pilot.server.url}/api/workbooks/${pilot.workbook}/screening`;
  const { results } = (await (await context.request.get(path)).json()) as ScreeningView;
  const told = new Set(results.map(({ code, row }) => `${code} ${row}`));
  const isFound = ({ code, row }: PlantedHere): boolean => told.has(`${code} ${row}`);
  const names = (of: readonly PlantedHere[]): string[] => of.map(({ name }) => name);
  return {
    results,
    found: names(planted.filter(isFound)),
    missed: names(planted.filter((each) => !isFound(each))),
  };
}

/** Rows with something to ask about; what is about the whole submission has none. */
const rowsAsked = (results: Screened['results']): string[] => [
  ...new Set(results.flatMap(({ row }) => (row === null ? [] : [row as string]))),
];

/** The auditor asks about all that was found, the head reopens it, each entity answers and corrects. */
export async function askAndCorrect(
  pilot: Pilot,
  { results }: Pick<Screened, 'results'>,
  { from, to }: { from: Cells; to: Cells },
): Promise<number> {
  const asked = rowsAsked(results);
  await onlyAt(pilot, [NAMES.auditor]);
  await askAll(await at(pilot, NAMES.auditor), asked);
  await onlyAt(pilot, [NAMES.head]);
  await reopen(await at(pilot, NAMES.head), reopening(asked, changes(from, to)));
  for (const entity of ENTITIES) {
    await onlyAt(pilot, [entity.who]);
    const own = asked.filter(isOf(entity));
    await answerAll(await at(pilot, entity.who), own.length, 'You are right; it is corrected.');
  }
  await typeChanges(pilot, from, to);
  return asked.length;
}

/** What has to be opened for these changes besides what is asked about: an entity with many rows as a whole. */
function reopening(asked: readonly string[], changed: Cells) {
  const rows = new Set(Object.keys(changed).map((cell) => parts(cell)[0]));
  const left = [...rows].filter((row) => !asked.includes(row));
  const many = ENTITIES.find((entity) => left.filter(isOf(entity)).length > 5);
  if (many === undefined) return { rows: left };
  return { rows: left.filter((row) => !isOf(many)(row)), entity: many.name };
}

export async function settle(pilot: Pilot, count: number): Promise<void> {
  await onlyAt(pilot, [NAMES.auditor]);
  await settleAll(await at(pilot, NAMES.auditor), count);
}

/** The auditor goes through all that awaits a verdict, and passes over what the screening doubts. */
export async function judge(pilot: Pilot, { results }: Pick<Screened, 'results'>): Promise<Judged> {
  await onlyAt(pilot, [NAMES.auditor]);
  const cells = results.flatMap((result) => result.cells.map((cell) => parts(cell)[0]));
  const doubted = new Set([...rowsAsked(results), ...cells]);
  return await verifyAll(await at(pilot, NAMES.auditor), doubted);
}
