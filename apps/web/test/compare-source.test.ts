/** Two sheets as one: what changed, what follows from it, and nothing else. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { ComparedChange } from '@tallystick/protocol/views-history';
import { beforeAll, expect, test } from 'vitest';
import { byEntity, compareSource } from '../src/history/compare-source.ts';

const catalogue = loadCatalogue('2017');
const then = (cells: Record<string, string>) => ({ cells, entities: [], assignments: {} });
const POPULATION = 'city.population:value';

beforeAll(() => {
  Object.defineProperty(globalThis, 'navigator', { value: { language: 'en' }, configurable: true });
});

test('a cell that is the same in both has no past, one that was emptied keeps what it held', () => {
  const { source } = compareSource(catalogue, {
    from: { a: '1', b: '2', c: '3' },
    to: then({ a: '1', b: '4' }),
  });
  expect(source.was?.('a')).toBeUndefined();
  expect(source.was?.('b')).toEqual({ text: '2' });
  expect(source.was?.('c')).toEqual({ text: '3' });
  expect(source.get('c')).toBeUndefined();
});

test('a figure of the City profile changes every row that uses it, also where the result stays the same', () => {
  const using = catalogue.dataPoints.filter((point) =>
    point.inputs.some((use) => use.cell === POPULATION),
  );
  expect(using.length).toBeGreaterThan(5);
  const { rows, source } = compareSource(catalogue, {
    from: { [POPULATION]: '100000' },
    to: then({ [POPULATION]: '200000' }),
  });
  expect(rows).toEqual(new Set(['city.population', ...using.map(({ row }) => row)]));
  expect(using.every(({ row }) => source.wasResult?.(row) === undefined)).toBe(true);
});

test('a result that follows from other figures is marked with what it was', () => {
  const point = catalogue.dataPoints.find(
    ({ inputs, valueKind }) =>
      valueKind === 'number' && inputs.length === 2 && inputs.every((use) => use.own),
  );
  if (!point) throw new Error('The KPI set has no share of two own figures');
  const [first = '', second = ''] = point.inputs.map((use) => use.cell);
  const { source } = compareSource(catalogue, {
    from: { [first]: '5', [second]: '10' },
    to: then({ [first]: '6', [second]: '10' }),
  });
  const was = source.wasResult?.(point.row);
  expect(was?.status).toBe('reported');
  expect(was?.text).not.toBe(source.result(point.row).text);
});

test('a row names the entity that it had at the later end', () => {
  const row = catalogue.dataPoints[0]?.row ?? '';
  const entities = [
    { id: 'e_1', name: 'Water' },
    { id: 'e_2', name: 'Energy' },
  ];
  const { source } = compareSource(catalogue, {
    from: {},
    to: { cells: {}, entities, assignments: { [row]: 'e_2' } },
  });
  expect(source.entityOf?.(row)).toBe('Energy');
  expect(source.entityOf?.('constructor')).toBeUndefined();
});

test('changes stand under their entity and row, in the order of the sheet, those of nobody last', () => {
  const change = (cell: string, entity: string | null): ComparedChange => ({
    kind: 'typed',
    cell,
    row: cell.split(':')[0] ?? '',
    entity,
    before: null,
    after: '1',
    by: null,
    at: null,
    number: null,
  });
  const changes = [
    change('x:year', null),
    change('a:numerator', 'e_1'),
    change('b:year', 'e_2'),
    change('a:year', 'e_1'),
  ];
  expect(
    byEntity(changes).map(({ entity, rows }) => [entity, rows.map((row) => row.changes.length)]),
  ).toEqual([
    ['e_1', [2]],
    ['e_2', [1]],
    [null, [1]],
  ]);
});
