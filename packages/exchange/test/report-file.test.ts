import { readFileSync } from 'node:fs';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { toCells } from '../src/published-cells.ts';
import { readPublishedResults } from '../src/published-results.ts';
import { fromReportFile } from '../src/report-file.ts';

type Shape = { kpis: Record<string, unknown>[]; [key: string]: unknown };

function fileOf(path: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../tests/data/cities/${path}.json`, import.meta.url), 'utf8'),
  );
}
const shape = () => fileOf('report-shape/stavanger') as Shape;

describe('a report file', () => {
  it('gives the cells that the same report gives in our own form', () => {
    const theirs = fromReportFile(shape());
    const ours = readPublishedResults(fileOf('stavanger'));
    if (!theirs.ok || !ours.ok) throw new Error('Stavanger must be readable in both forms');
    expect(theirs.value.results).toHaveLength(14);
    const catalogue = loadCatalogue();
    expect(toCells(catalogue, theirs.value)).toEqual(toCells(catalogue, ours.value));
  });

  it('may carry keys that nobody here knows, at any place', () => {
    const known = shape();
    const more = { ...known, checks: [1], kpis: known.kpis.map((k) => ({ ...k, seen_by: 'x' })) };
    expect(fromReportFile(more)).toEqual(fromReportFile(known));
  });

  it('may leave out what it does not know: unit, band, note, data point, lists', () => {
    const { city, country, report, date, url_pattern } = shape();
    const kpi = { code: 'EC: P: IN: 2C', name: 'Patents', value: '333.70', page: 17 };
    const absent = {
      code: 'EC: I: B: 2A',
      name: 'X',
      status: 'not reported',
      value: null,
      page: 1,
    };
    const read = fromReportFile({ city, country, report, date, url_pattern, kpis: [kpi, absent] });
    expect(read).toMatchObject({
      ok: true,
      value: {
        results: [
          { printed: 'Patents', value: '333.70', unit: '', status: 'reported' },
          { value: 'Not Reported', status: 'not-reported' },
        ],
        notReported: [],
      },
    });
  });

  it('is refused with the place that is wrong, in its own words', () => {
    const good = shape();
    const [kpi] = good.kpis;
    const wrong: [unknown, string][] = [
      [null, 'file is not a record'],
      ['x', 'file is not a record'],
      [{}, 'file.city is missing'],
      [{ ...good, url_pattern: 'javascript:{N}' }, 'file.url_pattern is not of the form asked for'],
      [{ ...good, url_pattern: undefined }, 'file.url_pattern is missing'],
      [{ ...good, kpis: undefined }, 'file.kpis is missing'],
      [{ ...good, kpis: Array(251).fill(kpi) }, 'file.kpis has too many lines'],
      [{ ...good, kpis: ['x'] }, 'file.kpis[0] is not a record'],
      [{ ...good, kpis: [{ ...kpi, value: 44.8 }] }, 'file.kpis[0].value is not a text'],
      [{ ...good, kpis: [{ ...kpi, status: 'odd' }] }, 'file.kpis[0].status is unknown'],
      [{ ...good, kpis: [{ ...kpi, data_point: 7 }] }, 'file.kpis[0].data_point is not a text'],
      [{ ...good, not_reported: [{ code: 7 }] }, 'file.not_reported[0].code is not a text'],
      [JSON.parse('{"__proto__": {"city": "X"}}'), 'file.city is missing'],
    ];
    for (const [file, detail] of wrong) {
      const read = fromReportFile(file);
      expect(read.ok ? 'taken' : read.refusal).toMatchObject({
        code: 'not-published-results',
        detail,
      });
    }
  });
});
