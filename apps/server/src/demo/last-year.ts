/**
 * Last year's workbook of the demo city, finished: sources, ready rows, threads, a version, verdicts, a reopening for the
 * one that was not verified, and the version after it. What a year leads to is seen without working through one.
 */
import { computeRow } from '@tallystick/domain/formula/compute';
import {
  type CellId,
  cellId,
  type CommentId,
  type EntityId,
  type PersonId,
  type RowId,
  type WorkbookId,
} from '@tallystick/domain/cells/ids';
import { rowErrors } from '@tallystick/domain/screening/readiness';
import { writeCells } from '../workbook/cell-writer.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { ask, fillerOf, SOURCES, writeByEntity } from './work.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** After the present one in every list that goes by name. */
export const LAST_YEAR = 'wb_riverton_2025' as WorkbookId;
const YEAR = '2024';
const DAY_MS = 24 * 60 * 60_000;

/** Where last year's figures were others than this year's; by input. */
export const FIGURES_THEN: Record<string, string> = {
  households_internet: '80940',
  fixed_broadband_subscriptions: '57310',
  wifi_hotspots: '71',
  open_datasets_published: '98',
  smart_water_meters: '12260',
  bicycle_network_km: '133',
  ghg_tonnes_co2e: '1134200',
  traffic_deaths: '12',
};

const LOSS = 'water_supply_loss.value' as RowId;
const OUTAGES = 'electricity_system_outage_time.value' as RowId;
/** What Yara looked at first. All others she leaves for this year. */
const VERIFIED = [
  'household_internet_access.value',
  'fixed_broadband_subscriptions.value',
  'smart_water_meters.value',
  'water_consumption.value',
  'air_pollution.pm2_5',
  'ghg_emissions.value',
  'life_expectancy.value',
  'traffic_fatalities.value',
] as RowId[];

/** Does what is missing of it; `cells` are the figures without sources. `now`: milliseconds since 1970, UTC. */
export async function seedLastYear(
  workbook: LiveWorkbook,
  { catalogue, cells, now }: { catalogue: Catalogue; cells: Map<CellId, string>; now: number },
): Promise<void> {
  if (workbook.state.submissions.length === 0) {
    await fillIn(workbook, catalogue, cells);
    await talk(workbook);
    await markReady(workbook, catalogue);
    await ask(workbook, 'p_henrik', 'lock-1', { type: 'lock' });
  }
  if (workbook.state.submissions.length === 1) {
    await ask(workbook, 'p_yara', 'interest', { type: 'declare-interest', conflict: '' });
    await judge(workbook, catalogue);
    await mend(workbook, now);
    await ask(workbook, 'p_henrik', 'lock-2', { type: 'lock' });
  }
  await verify(workbook, catalogue, { row: LOSS, verdict: 'yes', id: 'again' });
  await ask(workbook, 'p_yara', 'release-2', { type: 'release-verification' });
  await ask(workbook, 'p_amara', 'consent-1', { type: 'consent', submission: 1, to: 'results' });
  await ask(workbook, 'p_amara', 'consent-2', { type: 'consent', submission: 2, to: 'figures' });
}

async function fillIn(
  workbook: LiveWorkbook,
  catalogue: Catalogue,
  figures: Map<CellId, string>,
): Promise<void> {
  const cells = new Map(figures);
  const { quality, origin } = catalogue.choices;
  for (const row of catalogue.rows.values()) {
    const isFilled = [...figures.keys()].some((cell) => cell.startsWith(`${row.row}:`));
    if (!isFilled) continue;
    const entity = workbook.state.assignments.get(row.row as RowId) ?? '';
    cells.set(cellId(row.row, 'year'), YEAR);
    cells.set(cellId(row.row, 'source'), SOURCES[entity] ?? '');
    if (row.kind !== 'data-point') continue;
    cells.set(cellId(row.row, 'quality'), quality[0] ?? '');
    cells.set(cellId(row.row, 'origin'), origin[0] ?? '');
    if (row.unitSettable) cells.set(cellId(row.row, 'unit'), row.unit);
  }
  await writeByEntity(workbook, cells);
  // Typed once, then typed over by the coordinator: the cell's history tells both.
  const wifi = cellId('availability_of_wifi_in_public_areas.value', 'numerator');
  const amara = { person: 'p_amara' as PersonId, door: 'import' } as const;
  const outcome = await writeCells(workbook, amara, [[wifi, '74']]);
  if (!outcome.ok) throw new Error(`the demo was not corrected: ${outcome.refusal.code}`);
}

async function talk(workbook: LiveWorkbook): Promise<void> {
  const cell = cellId(LOSS, 'numerator');
  const said = { type: 'comment', cell } as const;
  // A comment is called as the command that made it.
  const first = 'demo-loss' as CommentId;
  await ask(workbook, 'p_yara', 'loss', {
    ...said,
    parent: null,
    text: 'Is the volume for the fire brigade in here?',
    audience: 'members',
  });
  await ask(workbook, 'p_wen', 'loss-reply', {
    ...said,
    parent: first,
    text: 'No, it is metered apart. I have said so in the notes.',
    audience: 'members',
  });
  await ask(workbook, 'p_yara', 'resolve-1', { type: 'resolve-comment', comment: first });
  await ask(workbook, 'p_yara', 'outages', {
    type: 'comment',
    cell: cellId(OUTAGES, 'numerator'),
    parent: null,
    text: 'Compare with the report of the regulator before the next version.',
    audience: 'audit',
  });
}

/** Whoever fills a row says that it is ready; of the others one says why there is nothing. */
async function markReady(workbook: LiveWorkbook, catalogue: Catalogue): Promise<void> {
  const read = (cell: CellId) => workbook.room.index.texts.get(cell);
  for (const entity of workbook.state.entities.keys()) {
    const own = [...workbook.state.assignments].filter(([, of]) => of === entity);
    const rows = own.map(([row]) => row);
    const ready = rows.filter((row) => rowErrors(catalogue, row, read).length === 0);
    const person = fillerOf(entity);
    if (ready.length > 0)
      await ask(workbook, person, `ready-${entity}`, {
        type: 'mark-rows',
        rows: ready,
        as: 'ready',
      });
  }
  await ask(workbook, fillerOf('e_people' as EntityId), 'not-available', {
    type: 'mark-rows',
    rows: ['child_care_availability.value' as RowId],
    as: 'not-available',
    reason: 'The providers report to the region, which publishes it in May.',
  });
}

type Verdict = { row: RowId; verdict: 'yes' | 'no'; id: string; note?: string };

async function verify(
  workbook: LiveWorkbook,
  catalogue: Catalogue,
  { row, verdict, id, note = '' }: Verdict,
): Promise<void> {
  const read = (cell: CellId) => workbook.room.index.texts.get(cell);
  const result = computeRow(catalogue, row, read).text;
  const command = { type: 'verify', row, verdict, result, note } as const;
  await ask(workbook, 'p_yara', `verify-${id}`, command);
}

async function judge(workbook: LiveWorkbook, catalogue: Catalogue): Promise<void> {
  for (const row of VERIFIED) await verify(workbook, catalogue, { row, verdict: 'yes', id: row });
  await verify(workbook, catalogue, {
    row: LOSS,
    verdict: 'no',
    id: 'loss',
    note: 'The billed volume is that of the calendar year, the supplied one that of the water year.',
  });
  await ask(workbook, 'p_yara', 'release-1', { type: 'release-verification' });
}

/** What was not verified is opened for its entity alone, mended, and ready again. */
async function mend(workbook: LiveWorkbook, now: number): Promise<void> {
  await ask(workbook, 'p_henrik', 'reopen-1', {
    type: 'reopen-cells',
    cells: [],
    rows: [LOSS],
    reason: 'Both volumes of one and the same year, as the auditor asks.',
    until: now + 14 * DAY_MS,
  });
  const wen = { person: 'p_wen' as PersonId, door: 'import' } as const;
  const outcome = await writeCells(workbook, wen, [
    [cellId(LOSS, 'denominator'), '14385000'],
    [cellId(LOSS, 'notes'), 'Both volumes are of the calendar year.'],
  ]);
  if (!outcome.ok) throw new Error(`the demo was not mended: ${outcome.refusal.code}`);
  await ask(workbook, wen.person, 'ready-again', { type: 'mark-rows', rows: [LOSS], as: 'ready' });
}
