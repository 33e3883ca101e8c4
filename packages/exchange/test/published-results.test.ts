import { readFileSync } from 'node:fs';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import { computeRow } from '@tallystick/domain/formula/compute';
import { describe, expect, it } from 'vitest';
import { toCells } from '../src/published-cells.ts';
import { type PublishedResults, readPublishedResults } from '../src/published-results.ts';

const catalogue = loadCatalogue();

function load(city: string): unknown {
  const url = new URL(`../../../tests/data/cities/${city}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}
function read(city: string): PublishedResults {
  const outcome = readPublishedResults(load(city));
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.value;
}

describe.each([
  ['stavanger', 13, 1],
  ['asker', 14, 1],
  ['kristiansund', 13, 0],
  ['valencia', 13, 0],
  ['daegu', 18, 0],
  ['pully', 12, 0],
])('the published results of %s', (city, figures, absent) => {
  const results = read(city);
  const taken = toCells(catalogue, results);
  const cells = new Map<string, string>(taken.cells);
  const read_ = (cell: string) => cells.get(cell);

  it(`give ${figures} figures and ${absent} not reported, and leave nothing out`, () => {
    const overrides = [...cells.keys()].filter((cell) => cell.endsWith(':override'));
    expect(overrides).toHaveLength(figures);
    expect(taken.notReported).toHaveLength(absent);
    expect(taken.skipped).toEqual([]);
    expect(results.results).toHaveLength(figures + absent);
  });

  it('come back character for character, each from a cell that can be read', () => {
    for (const [cell, text] of cells) {
      const spec = cellSpec(catalogue, cell);
      expect([cell, spec && readCell(spec, text).ok]).toEqual([cell, true]);
    }
    const shown = catalogue.dataPoints
      .map((point) => computeRow(catalogue, point.row, read_))
      .filter((result) => result.status === 'reported')
      .map((result) => result.text);
    const printed = results.results.filter((line) => line.status === 'reported');
    expect(shown.toSorted()).toEqual(printed.map((line) => line.value).toSorted());
  });

  it('name their page for each figure', () => {
    for (const [cell] of taken.cells.filter(([id]) => id.endsWith(':override'))) {
      const source = cells.get(cell.replace(':override', ':source')) ?? '';
      expect(source).toMatch(/https:\/\/www\.itu\.int\/\S+\/page\d+\.html$/);
      expect(source).toContain(results.report);
      expect(cells.get(cell.replace(':override', ':year'))).toMatch(/^20\d\d$/);
    }
  });
});

describe('published results', () => {
  const cellsOf = (city: string) => new Map<string, string>(toCells(catalogue, read(city)).cells);

  it('keep blanks, words and zeros as printed', () => {
    expect(cellsOf('daegu').get('open_data.number:override')).toBe('more than 8 000');
    expect(cellsOf('daegu').get('e_government.value:override')).toBe('13 805');
    expect(cellsOf('pully').get('urban_development_and_spatial_planning.compact:override')).toBe(
      'YES',
    );
    expect(cellsOf('kristiansund').get('natural_disaster_related_deaths.value:override')).toBe(
      '0.00',
    );
    expect(cellsOf('daegu').get('recreational_facilities.value:notes')).toContain(
      'Printed unit: m2 / person (here: m2 per 100 000 inhabitants)',
    );
  });

  it('tell "Not Reported" from zero', () => {
    const asker = toCells(catalogue, read('asker'));
    expect(asker.notReported).toEqual(['local_food_production.value']);
    expect(asker.cells.map(([cell]) => cell)).not.toContain('local_food_production.value:override');
    expect(toCells(catalogue, read('kristiansund')).notReported).toEqual([]);
  });

  it('of Rana count a figure printed inside the not-reported list as not reported', () => {
    const rana = toCells(catalogue, read('rana'));
    expect(rana.cells).toEqual([]);
    expect(rana.notReported).toHaveLength(8);
    expect(rana.notReported).toContain('transportation_mode_share.para');
    expect(rana.notReported).not.toContain('transportation_mode_share.private');
    expect(rana.skipped).toEqual([
      { printed: 'Para Transport: 1.86', why: 'Printed among what was not reported.' },
    ]);
  });

  it('with lines that fit no cell are taken without those lines', () => {
    const results = read('valencia');
    const [line] = results.results;
    if (!line) throw new Error('Valencia has lines');
    const taken = toCells(catalogue, {
      ...results,
      results: [
        line,
        { ...line, value: '1.00' },
        { ...line, code: 'EC: X: 9Z' },
        { ...line, code: 'EC: P: IN: 2C', value: '1,234' },
        { ...line, code: 'EN: EN: AQ: 1C', value: '5' },
        { ...line, code: 'EC: P: IN: 3A', value: 'Not verified', status: 'not-verified' },
      ],
    });
    expect(taken.cells.filter(([cell]) => cell.endsWith(':override'))).toHaveLength(1);
    expect(taken.skipped.map((each) => each.why)).toEqual([
      'Another line gives the same data point.',
      'There is no data point EC: X: 9Z here.',
      expect.objectContaining({ code: 'ambiguous-number' }),
      'There is no data point EN: EN: AQ: 1C here.',
      'Printed as not verified, without its figure.',
    ]);
  });

  it('are refused when the file is of another form, with the place that is wrong', () => {
    const good = read('pully');
    const [line] = good.results;
    const wrong: [unknown, string][] = [
      [null, 'file is not a record'],
      [[], 'file is not a record'],
      [{ ...good, format: 'x' }, 'file.format is unknown'],
      [{ ...good, extra: 1 }, 'file.extra is unknown'],
      [{ ...good, pages: 'javascript:{page}' }, 'file.pages is not of the form asked for'],
      [{ ...good, results: 'x' }, 'file.results is not a list'],
      [{ ...good, results: Array(251).fill(line) }, 'file.results has too many lines'],
      [
        { ...good, results: [{ ...line, value: 'x'.repeat(81) }] },
        'file.results[0].value is longer than 80 characters',
      ],
      [{ ...good, results: [{ ...line, page: 1.5 }] }, 'file.results[0].page is not a page number'],
      [{ ...good, results: [{ ...line, value: 5 }] }, 'file.results[0].value is not a text'],
      [JSON.parse('{"__proto__": {"format": 1}}'), 'file.format is missing'],
    ];
    for (const [file, detail] of wrong) {
      const outcome = readPublishedResults(file);
      expect(outcome.ok ? 'taken' : outcome.refusal).toMatchObject({
        code: 'not-published-results',
        detail,
      });
    }
  });
});
