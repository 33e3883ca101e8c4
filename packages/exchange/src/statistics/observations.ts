/**
 * A workbook or a version of it as observations: what each data point of the KPI set came to, for which year, in which unit,
 * how sure, and whether it may be published. It is made of what one person may read, and every statistical format of it.
 */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { cellId, type CellId, type RowId } from '@tallystick/domain/cells/ids';
import { plainValue } from '@tallystick/domain/cells/typed/plain-value';
import type { Absence } from '@tallystick/domain/events';
import type { SnapshotResult } from '@tallystick/domain/snapshot';
import { type ConfStatus, codeOf, indicatorCode, type ObsStatus, unitCode } from './codes.ts';

/** What a person may read of a workbook as it stands, or of a locked version. */
export type StatisticsSource = {
  catalogue: Catalogue;
  city: string;
  title: string;
  /** Code of the city where its name has no Latin letter. */
  workbook: string;
  /** Null for the workbook as it stands. */
  version: number | null;
  /** When it stood so, milliseconds since 1970. */
  at: number;
  read: (cell: CellId) => string | undefined;
  result: (row: RowId) => SnapshotResult | undefined;
  /** Why nothing is available of a row; undefined where nobody said so. */
  absence: (row: RowId) => Absence | undefined;
  /** Whether the auditor verified the row as it stands there, as far as the reader may know. */
  isVerified: (row: RowId) => boolean;
  /** The city lets it be published. */
  isPublic: boolean;
};

export type Observation = {
  row: string;
  indicator: string;
  /** The KPI's name, and the data point's where the KPI has several. */
  name: string;
  /** Year: `2026`. */
  period: string;
  /** False: nobody typed it, and the latest year of the workbook stands in its place. */
  isYearTyped: boolean;
  /** Plain decimal; yes is 1, no is 0; null where nothing is reported. */
  value: string | null;
  unit: string;
  unitName: string;
  status: ObsStatus;
};

export type Statistics = {
  city: string;
  area: string;
  title: string;
  edition: string;
  version: number | null;
  at: number;
  conf: ConfStatus;
  /** One for each data point, in the order of the KPI set. */
  observations: Observation[];
};

export function statisticsOf(source: StatisticsSource): Statistics {
  const { catalogue, city, title, version, at, isPublic, workbook } = source;
  const years = new Map(
    catalogue.dataPoints.map(({ row }) => [row, typed(source, row, 'year') ?? undefined]),
  );
  const latest = [...years.values()].reduce<string | undefined>(
    (last, year) => (year !== undefined && (last === undefined || year > last) ? year : last),
    undefined,
  );
  const standIn = latest ?? String(new Date(at).getUTCFullYear());
  const area = codeOf(city);
  return {
    city,
    area: area.startsWith('_') ? codeOf(workbook) : area,
    title,
    edition: catalogue.edition,
    version,
    at,
    conf: isPublic ? 'F' : 'N',
    observations: catalogue.dataPoints.map((point) => {
      const year = years.get(point.row);
      return {
        ...observed(source, point),
        period: year ?? standIn,
        isYearTyped: year !== undefined,
      };
    }),
  };
}

type Observed = Omit<Observation, 'period' | 'isYearTyped'>;

function observed(source: StatisticsSource, point: DataPoint): Observed {
  const result = source.result(point.row as RowId);
  const value =
    result?.status === 'reported'
      ? figureOf(source.catalogue, { ...result, row: point.row as RowId })
      : null;
  const unitName = source.read(cellId(point.row as RowId, 'unit')) ?? result?.unit ?? point.unit;
  const hasOne = point.kpi.dataPoints.length === 1;
  return {
    row: point.row,
    indicator: indicatorCode(point.row),
    name: hasOne ? point.kpi.name : `${point.kpi.name}: ${point.label}`,
    value,
    unit: unitCode(unitName),
    unitName,
    status: statusOf(source, point.row as RowId, value),
  };
}

/** Yes and no may stand there in any language that people type. */
function figureOf(
  catalogue: Catalogue,
  { row, decimal, text }: SnapshotResult & { row: RowId },
): string | null {
  const spec = cellSpec(catalogue, cellId(row, 'override'));
  if (decimal !== null || spec?.kind !== 'yes-no') return decimal;
  const word = plainValue(spec, text);
  return word === 'yes' ? '1' : word === 'no' ? '0' : null;
}

/** Why a figure is not there, as the code list has it. */
const ABSENT: Readonly<Record<Absence, ObsStatus>> = {
  'not-monitored': 'L',
  'not-found': 'L',
  'does-not-apply': 'M',
  expected: 'L',
};

/** How sure a figure is, by the choices of column T; of the others nothing is said. */
const BY_QUALITY: Readonly<Record<string, ObsStatus>> = {
  'Extrapolated based on survey of inhabitants': 'E',
  'Extrapolated based on higher-level data': 'E',
  'Estimation based on certain assumptions': 'E',
  'Personal estimation': 'E',
  'Unknown methodology, not traceable': 'U',
};

function statusOf(source: StatisticsSource, row: RowId, value: string | null): ObsStatus {
  if (value === null) {
    const absence = source.absence(row);
    return absence === undefined ? 'O' : ABSENT[absence];
  }
  const byQuality = BY_QUALITY[typed(source, row, 'quality') ?? ''];
  if (byQuality !== undefined) return byQuality;
  if (source.version === null) return 'P';
  return source.isVerified(row) ? 'A' : 'V';
}

/** What a cell of a row means as a plain text; null where it is empty or cannot be read. */
function typed(
  { catalogue, read }: StatisticsSource,
  row: string,
  column: 'year' | 'quality',
): string | null {
  const cell = cellId(row as RowId, column);
  const spec = cellSpec(catalogue, cell);
  const text = read(cell);
  return spec === undefined || text === undefined ? null : plainValue(spec, text);
}
