/** Finding words in everything that the rows know. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { computeRow } from '@tallystick/domain/formula/compute';
import { describe, expect, it } from 'vitest';
import type { SheetSource } from '../src/lines/sheet-source.ts';
import { KPI_COLUMNS } from '../src/lines/sheet-columns.ts';
import { findAll, type Looked, marksIn, step } from '../src/views/find.ts';
import { FindIndex } from '../src/views/find-index.ts';
import { folded, packed, stretches, ungrouped } from '../src/texts/folded-text.ts';
import type { LookWords } from '../src/lines/quick-words.ts';

const catalogue = loadCatalogue();
const t = ((key: string) => key) as unknown as LookWords;
const METERS = 'smart_water_meters.value';
const usual = new Set(KPI_COLUMNS.filter(({ hidden }) => !hidden).map(({ id }) => id));

function sourceOf(cells: Record<string, string>, more: Partial<SheetSource> = {}): SheetSource {
  return {
    catalogue,
    locale: 'en',
    get: (cell) => cells[cell],
    result: (row) => computeRow(catalogue, row, (cell) => cells[cell]),
    ...more,
  };
}

function look(source: SheetSource, words: string, more: Partial<Looked> = {}) {
  const index = new FindIndex(source, t);
  const shown = catalogue.dataPoints.map(({ row }) => row as string);
  return findAll(index, { words, sheet: 'kpi', shown, columns: usual, ...more });
}

describe('text made alike', () => {
  it.each([
    ['Réseau d’EAU', 'reseau d’eau'],
    ['Straße', 'strasse'],
    ['مِيَاه', 'مياه'],
    ['مـياه', 'مياه'],
    ['أحمد', 'احمد'],
    ['٤٢', '42'],
    ['۴۲', '42'],
    ['1\u202F234', '1 234'],
    ['PM₂.₅', 'pm2.5'],
  ])('%s is found by %s', (text, alike) => {
    expect(folded(text)).toBe(folded(alike));
  });

  it('marks the letters of the text itself, accents and stretchers included', () => {
    const text = 'Le re\u0301seau d’eau';
    const [mark] = stretches(text, folded('réseau'));
    expect(text.slice(...(mark as [number, number]))).toBe('re\u0301seau');
    expect(stretches('a  b', 'a b')).toEqual([[0, 4]]);
  });

  it('codes are alike whatever blanks stand in them', () => {
    expect(packed('EC: ICT: ICT: 1C')).toBe(packed('ec:ict :ICT:1c'));
  });

  it('thousands set apart are read as one number, a decimal is not', () => {
    expect(ungrouped('18,350')).toBe('18350');
    expect(ungrouped('1 234 567')).toBe('1234567');
    expect(ungrouped('1,5')).toBeUndefined();
  });
});

describe('finding', () => {
  it('finds a KPI by its code with varying blanks, and by its other printed codes', () => {
    const kpi = catalogue.kpis.find(({ aliases }) => aliases.length > 0);
    expect(kpi).toBeDefined();
    const rows = new Set(kpi?.dataPoints.map(({ row }) => row));
    for (const code of [kpi?.id ?? '', kpi?.aliases[0]?.code ?? '']) {
      const found = look(sourceOf({}), code.replaceAll(/\s/gu, '').toLowerCase());
      expect(found.some(({ row }) => rows.has(row))).toBe(true);
    }
  });

  it('finds shown and stored figures, however their thousands are typed', () => {
    const source = sourceOf({ [`${METERS}:numerator`]: '18350' });
    for (const words of ['18350', '18 350', '18,350']) {
      expect(look(source, words)).toContainEqual(
        expect.objectContaining({ row: METERS, column: 'numerator' }),
      );
    }
    expect(marksIn('18\u202F350', '18,350')).toEqual([]);
    expect(marksIn('18\u202F350', '18 350')).toEqual([[0, 6]]);
  });

  it('finds comments, questions, notes and the entity, and says where', () => {
    const source = sourceOf(
      { [`${METERS}:notes`]: 'Zähler laut Kataster' },
      {
        entityOf: (row) => (row === METERS ? 'Wasserwerk' : undefined),
        said: (row) =>
          row === METERS
            ? [
                { column: 'numerator', kind: 'said', text: 'Is this the count of March?' },
                { column: 'kpi', kind: 'asked', text: 'Do dormant meters count?' },
              ]
            : [],
      },
    );
    const at = (words: string) => look(source, words).map(({ row, column }) => `${row}:${column}`);
    expect(at('kataster')).toEqual([`${METERS}:notes`]);
    expect(at('ZAHLER')).toEqual([`${METERS}:notes`]);
    expect(at('wasserwerk')).toEqual([`${METERS}:entity`]);
    expect(at('count of march')).toEqual([`${METERS}:numerator`]);
    expect(at('dormant')).toEqual([`${METERS}:kpi`]);
    expect(look(source, 'dormant')[0]?.found[0]?.kind).toBe('asked');
  });

  it('what stands in a hidden column is shown at the name of the row', () => {
    const { definition } = catalogue.dataPoints[0]?.kpi ?? { definition: '' };
    const found = look(sourceOf({}), definition.slice(0, 60));
    expect(found[0]).toMatchObject({ row: catalogue.dataPoints[0]?.row, column: 'kpi' });
  });

  it('the rows on the screen come first, then those left out, then the other sheet', () => {
    const source = sourceOf({});
    const found = look(source, 'water', { shown: [METERS] });
    expect(found.length).toBeGreaterThan(5);
    expect(found[0]?.row).toBe(METERS);
    const sheets = found.map(({ sheet }) => sheet);
    expect(sheets).toEqual(sheets.toSorted((a, b) => (a === b ? 0 : a === 'kpi' ? -1 : 1)));
  });

  it('blanks alone find nothing', () => {
    expect(look(sourceOf({}), '   ')).toEqual([]);
  });

  it('looks through every row within 50 ms, once the texts are made ready', () => {
    const index = new FindIndex(sourceOf({ [`${METERS}:numerator`]: '18350' }), t);
    const shown = catalogue.dataPoints.map(({ row }) => row as string);
    const looked = { sheet: 'kpi', shown, columns: usual } as const;
    findAll(index, { words: 'w', ...looked });
    const times = ['water', 'e', 'EC: ICT', '18 350', 'zzz'].map((words) => {
      const began = performance.now();
      findAll(index, { words, ...looked });
      return performance.now() - began;
    });
    expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(50);
  });
});

describe('going from match to match', () => {
  const matches = ['a', 'b', 'c'].map((row) => ({
    sheet: 'kpi' as const,
    row,
    column: 'x',
    found: [],
  }));
  const order = (row: string, column: string): number =>
    'abcd'.indexOf(row) * 10 + 'wxyz'.indexOf(column);

  it('goes round in both directions', () => {
    expect(step(matches, { row: 'c', column: 'x' }, { by: 1, order })).toBe(0);
    expect(step(matches, { row: 'a', column: 'x' }, { by: -1, order })).toBe(2);
  });

  it('from a cell that is no match it goes on with the first one after it', () => {
    expect(step(matches, { row: 'b', column: 'w' }, { by: 1, order })).toBe(1);
    expect(step(matches, { row: 'b', column: 'y' }, { by: 1, order })).toBe(2);
    expect(step(matches, { row: 'b', column: 'y' }, { by: -1, order })).toBe(1);
    expect(step(matches, { row: 'd', column: 'w' }, { by: 1, order })).toBe(0);
    expect(step(matches, { row: 'a', column: 'w' }, { by: -1, order })).toBe(2);
    expect(step([], null, { by: 1, order })).toBe(-1);
  });
});
