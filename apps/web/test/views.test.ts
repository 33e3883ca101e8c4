/** Views: filters, their links, the order of rows, and what is remembered. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { computeRow } from '@tallystick/domain/formula/compute';
import type { PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { emptyState } from '@tallystick/domain/fold';
import { describe, expect, it } from 'vitest';
import type { SheetSource } from '../src/lines/sheet-source.ts';
import type { CellStore } from '../src/lines/cell-store.ts';
import { Results } from '../src/live/cells/results.ts';
import { countWith, FILTERS, type Filtering, filterOf, passing } from '../src/views/filters.ts';
import { AS_TEMPLATE, readLayouts, writeLayouts } from '../src/views/remembered-view.ts';
import { compareDecimals, linesInOrder, sortedIds } from '../src/views/sorted-rows.ts';
import { type Known, type Linked, readView, writeView } from '../src/views/view-address.ts';
import type { LookWords } from '../src/lines/quick-words.ts';

const catalogue = loadCatalogue();
const t = ((key: string) => key) as unknown as LookWords;
const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';

const known: Known = {
  filter: ({ kind, value }) =>
    (kind === 'mine' && value === null) || (kind === 'level' && value === 'core'),
  column: (_sheet, column) => column === 'result',
  cell: (cell) =>
    cell === `${METERS}:numerator` ? { row: METERS, column: 'numerator' } : undefined,
};

describe('a view in an address', () => {
  const view: Linked = {
    sheet: 'kpi',
    filters: [
      { kind: 'mine', value: null },
      { kind: 'level', value: 'core' },
    ],
    sort: { column: 'result', direction: 'down' },
    find: 'مياه & co',
    cell: { row: METERS, column: 'numerator' },
  };

  it('comes back as it was written, with keys that a person can read', () => {
    const query = writeView(view);
    expect(query).toContain('show=mine,level:core&sort=result:down');
    expect(readView(`?${query}`, known)).toEqual({ ...view, isView: true, ignored: [] });
  });

  it('the sheet that opens by itself needs no query, and a link that is handed on says everything', () => {
    const plain: Linked = { sheet: 'kpi', filters: [], sort: null, find: null, cell: null };
    expect(writeView(plain)).toBe('');
    expect(writeView(plain, { whole: true })).toBe('sheet=kpi&sort=template');
    expect(readView('?sheet=kpi&sort=template', known)).toMatchObject({ sort: null, isView: true });
  });

  it('what is not known, not allowed or too long is left out and named', () => {
    const read = readView(
      `?sheet=secret&show=mine,unverified,level:gold&sort=rank:up&find=${'x'.repeat(121)}&cell=a:b`,
      known,
    );
    expect(read).toMatchObject({ sheet: 'kpi', find: null, cell: null, sort: undefined });
    expect(read.filters).toEqual([{ kind: 'mine', value: null }]);
    expect(read.ignored.slice(0, 5)).toEqual([
      'sheet=secret',
      'cell=a:b',
      'show=unverified',
      'show=level:gold',
      'sort=rank:up',
    ]);
    expect(read.ignored[5]?.length).toBeLessThan(60);
  });

  it('a thousand filters are cut off at a bound, and none stands twice', () => {
    const read = readView(`?show=${Array(1_000).fill('mine').join(',')}`, known);
    expect(read.filters).toHaveLength(1);
    expect(read.ignored).toHaveLength(1);
  });

  it('a link that names only a cell leaves the order as the person keeps it', () => {
    expect(readView(`?cell=${METERS}:numerator`, known)).toMatchObject({
      isView: false,
      sort: undefined,
      cell: { row: METERS, column: 'numerator' },
    });
  });
});

function lookingAs(role: Role, cells: Record<string, string> = {}): Filtering {
  const state = { ...emptyState(), edition: '2017' };
  const read = (cell: string) => cells[cell];
  return {
    catalogue,
    state,
    cells: { get: read, drafts: () => [] } as unknown as CellStore,
    results: new Results(catalogue, read),
    entity: null,
    actor: { person: 'p_x' as PersonId, role, entity: null, admin: false },
    now: () => 0,
    changed: new Map(),
  };
}

describe('filters', () => {
  const core = { kind: 'level', value: 'core' };
  const empty = { kind: 'empty', value: null };

  it('kinds narrow each other, values of one kind add up', () => {
    const looking = lookingAs('coordinator', { [`${METERS}:override`]: '12' });
    const advanced = { kind: 'level', value: 'advanced' };
    const both = passing(looking, 'kpi', [core, advanced]);
    expect(both?.size).toBe(112);
    const narrowed = passing(looking, 'kpi', [core, empty]);
    const cores = passing(looking, 'kpi', [core])?.size ?? 0;
    const { level } = catalogue.kpis.find(({ key }) => METERS.startsWith(`${key}.`)) ?? {};
    expect(narrowed?.size).toBe(level === 'core' ? cores - 1 : cores);
    expect(narrowed?.has(METERS)).toBe(false);
  });

  it('a count says what a choice leaves beside the other kinds', () => {
    const looking = lookingAs('coordinator');
    const count = countWith(looking, 'kpi', { choice: empty, among: [core] });
    expect(count).toBe(passing(looking, 'kpi', [core, empty])?.size);
    expect(count).toBeGreaterThan(0);
  });

  it('who may not see verifications is not offered them, nor takes them from a link', () => {
    const unverified = { kind: 'unverified', value: null };
    expect(filterOf(lookingAs('contributor'), unverified)).toBeUndefined();
    expect(filterOf(lookingAs('auditor'), unverified)?.kind).toBe('unverified');
    expect(filterOf(lookingAs('auditor'), { kind: 'mine', value: null })).toBeUndefined();
  });

  it('a verdict on a result that has changed since counts for nothing: the row is not verified', () => {
    const looking = lookingAs('auditor', {
      [`${METERS}:override`]: '12',
      [`${LOSS}:override`]: '9',
      'household_internet_access.value:override': '80',
    });
    const verify = (row: string, result: string) =>
      looking.state.verifications.set(row as RowId, {
        row: row as RowId,
        verdict: 'yes',
        result,
        note: '',
        by: 'p_x' as PersonId,
        at: 0,
        number: 1,
      });
    const unverified = { kind: 'unverified', value: null };
    const left = () => [
      [...(passing(looking, 'kpi', [unverified]) ?? [])].toSorted(),
      countWith(looking, 'kpi', { choice: unverified, among: [] }),
    ];
    const internet = 'household_internet_access.value';
    expect(left()).toEqual([[internet, METERS, LOSS].toSorted(), 3]);
    verify(METERS, '12');
    verify(LOSS, '8');
    expect(left()).toEqual([[internet, LOSS].toSorted(), 2]);
    expect(passing(looking, 'kpi', [{ kind: 'stale', value: null }])).toEqual(new Set([LOSS]));
    verify(LOSS, '9');
    expect(left()).toEqual([[internet], 1]);
    // What is not reported any more has nothing to be verified, stale or not.
    verify('open_data.percent', '5');
    expect(left()).toEqual([[internet], 1]);
  });

  it('what is not known yet hides nothing', () => {
    const looking = lookingAs('coordinator');
    expect(passing(looking, 'kpi', [{ kind: 'changed', value: '1' }])).toBeUndefined();
    const changed = new Map([['1', new Set([METERS])]]);
    expect(passing({ ...looking, changed }, 'kpi', [{ kind: 'changed', value: '1' }])).toEqual(
      new Set([METERS]),
    );
  });

  it('what the screening found is for the audit side, and hides nothing before it is asked', () => {
    const screening = { kind: 'screening', value: null };
    for (const role of ['contributor', 'coordinator', 'head'] as const)
      expect(filterOf(lookingAs(role), screening)).toBeUndefined();
    const looking = lookingAs('auditor');
    expect(filterOf(looking, screening)?.kind).toBe('screening');
    expect(passing(looking, 'kpi', [screening])).toBeUndefined();
    const screened = new Map([[LOSS, []]]);
    expect(passing({ ...looking, screened }, 'kpi', [screening])).toEqual(new Set([LOSS]));
  });

  it('every filter has a name of its own', () => {
    const kinds = FILTERS.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});

describe('the order of rows', () => {
  it('decimals are compared exactly, however long', () => {
    expect(compareDecimals('0.1', '0.10')).toBe(0);
    expect(compareDecimals('12345678901234567890.1', '12345678901234567890.2')).toBeLessThan(0);
    expect(compareDecimals('-2', '-10')).toBeGreaterThan(0);
    expect(compareDecimals('-0', '0')).toBe(0);
    expect(compareDecimals('9', '10')).toBeLessThan(0);
    expect(compareDecimals('-1', '0.5')).toBeLessThan(0);
  });

  it('what is not reported comes last in both directions, and equal rows keep the template’s order', () => {
    const cells: Record<string, string> = {
      [`${METERS}:override`]: '9',
      [`${LOSS}:override`]: '10',
    };
    const source: SheetSource = {
      catalogue,
      locale: 'en',
      get: (cell) => cells[cell],
      result: (row) => computeRow(catalogue, row, (cell) => cells[cell]),
    };
    const up = sortedIds(source, 'kpi', { sort: { column: 'result', direction: 'up' }, t });
    const down = sortedIds(source, 'kpi', { sort: { column: 'result', direction: 'down' }, t });
    expect(up.slice(0, 2)).toEqual([METERS, LOSS]);
    expect(down.slice(0, 2)).toEqual([LOSS, METERS]);
    expect(up.slice(2)).toEqual(down.slice(2));
    const template = catalogue.dataPoints.map(({ row }) => row as string);
    expect(up.slice(2)).toEqual(template.filter((row) => row !== METERS && row !== LOSS));
    const visible = new Set([METERS]);
    expect(linesInOrder(catalogue, 'kpi', { order: up, visible }).map(({ id }) => id)).toEqual([
      METERS,
    ]);
  });

  it('core stands before advanced', () => {
    const source: SheetSource = {
      catalogue,
      get: () => undefined,
      result: (row) => computeRow(catalogue, row, () => undefined),
    };
    const up = sortedIds(source, 'kpi', { sort: { column: 'level', direction: 'up' }, t });
    const levels = up.map((row) => {
      const point = catalogue.dataPoints.find((each) => each.row === row);
      return point?.kpi.level;
    });
    expect(levels).toEqual(levels.toSorted((a, b) => (a === b ? 0 : a === 'core' ? -1 : 1)));
  });
});

describe('the remembered view', () => {
  it('comes back as it was kept', () => {
    const layouts = {
      kpi: {
        hidden: ['year'],
        pinned: { result: true },
        widths: { notes: 300 },
        folded: ['group:Economy'],
        sort: { column: 'result', direction: 'up' },
      },
      profile: AS_TEMPLATE,
    } as const;
    expect(readLayouts(writeLayouts(layouts))).toEqual(layouts);
  });

  it.each([
    ['nothing', null],
    ['damaged text', '{"version":1,'],
    ['another version', '{"version":7,"kpi":{"hidden":["year"]}}'],
    [
      'values of another kind',
      '{"version":1,"kpi":{"hidden":{"a":1},"widths":{"x":1e9},"sort":"up"}}',
    ],
  ])('%s is the template', (_name, text) => {
    expect(readLayouts(text)).toEqual({ kpi: AS_TEMPLATE, profile: AS_TEMPLATE });
  });
});
