/**
 * The statistics of a workbook as one JSON-stat dataset: indicator by area by time, a sparse cube. Source: JSON-stat 2.0
 * (json-stat.org/full; schema json-stat.org/format/schema/2.0/dataset.json, 1.05 of 2025-06-13).
 */
import { CONF_STATUS, type ConfStatus, OBS_STATUS, type ObsStatus } from './codes.ts';
import type { Statistics } from './observations.ts';

type Category = {
  index: string[];
  label: Record<string, string>;
  unit?: Record<string, { label: string }>;
};

export type JsonStat = {
  version: '2.0';
  class: 'dataset';
  label: string;
  source: string;
  updated: string;
  note: string[];
  id: ['INDICATOR', 'REF_AREA', 'TIME_PERIOD'];
  size: [number, number, number];
  role: { metric: string[]; geo: string[]; time: string[] };
  dimension: Record<
    'INDICATOR' | 'REF_AREA' | 'TIME_PERIOD',
    { label: string; category: Category }
  >;
  /** By place in the cube; what is missing has no value. */
  value: Record<string, number>;
  /** By place in the cube. */
  status: Record<string, ObsStatus>;
  extension: {
    edition: string;
    /** The locked version; null for the workbook as it stood. */
    version: number | null;
    OBS_STATUS: Record<string, string>;
    CONF_STATUS: ConfStatus;
    CONF_STATUS_label: string;
    UNIT_MEASURE: Record<string, string>;
    /** Indicators of which nobody gave the year. */
    yearNotGiven: string[];
  };
};

export function jsonStatOf(of: Statistics): JsonStat {
  const { observations, area } = of;
  const periods = [...new Set(observations.map(({ period }) => period))].sort();
  const value: Record<string, number> = {};
  const status: Record<string, ObsStatus> = {};
  for (const [at, each] of observations.entries()) {
    const place = String(at * periods.length + periods.indexOf(each.period));
    status[place] = each.status;
    if (each.value !== null) value[place] = Number(each.value);
  }
  const byIndicator = <T>(read: (each: Statistics['observations'][number]) => T) =>
    Object.fromEntries(observations.map((each) => [each.indicator, read(each)]));
  return {
    version: '2.0',
    class: 'dataset',
    label: `${of.city}: ${of.title}`,
    source: of.city,
    updated: new Date(of.at).toISOString(),
    note: ['Yes is 1 and no is 0. Missing figures have a status and no value.'],
    id: ['INDICATOR', 'REF_AREA', 'TIME_PERIOD'],
    size: [observations.length, 1, periods.length],
    role: { metric: ['INDICATOR'], geo: ['REF_AREA'], time: ['TIME_PERIOD'] },
    dimension: {
      INDICATOR: {
        label: 'Indicator',
        category: {
          index: observations.map(({ indicator }) => indicator),
          label: byIndicator(({ name }) => name),
          unit: byIndicator(({ unitName }) => ({ label: unitName })),
        },
      },
      REF_AREA: {
        label: 'Reference area',
        category: { index: [area], label: { [area]: of.city } },
      },
      TIME_PERIOD: {
        label: 'Year',
        category: {
          index: periods,
          label: Object.fromEntries(periods.map((period) => [period, period])),
        },
      },
    },
    value,
    status,
    extension: {
      edition: of.edition,
      version: of.version,
      OBS_STATUS: { ...OBS_STATUS },
      CONF_STATUS: of.conf,
      CONF_STATUS_label: CONF_STATUS[of.conf],
      UNIT_MEASURE: byIndicator(({ unit }) => unit),
      yearNotGiven: observations.flatMap(({ indicator, isYearTyped }) =>
        isYearTyped ? [] : [indicator],
      ),
    },
  };
}
