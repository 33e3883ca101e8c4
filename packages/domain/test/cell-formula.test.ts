import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellValues, formulaTexts, valueText } from '../src/formula/cell-formula.ts';
import { type CellSpec, cellSpec, cellSpecs } from '../src/cells/cell-spec.ts';
import { readCell, takeTyped } from '../src/cells/cell-text.ts';
import { computeRow } from '../src/formula/compute.ts';
import { formulaChecks, formulaRefusal } from '../src/formula/formula-check.ts';
import { withDependents } from '../src/formula/formula-links.ts';
import { figureNames, named, nameOf } from '../src/formula/formula-names.ts';
import { typedFormula } from '../src/formula/formula-text.ts';
import { rowErrors } from '../src/screening/readiness.ts';
import { screen } from '../src/screening/screen.ts';

const catalogue = loadCatalogue();
const POINT = { decimal: '.' } as const;
const COMMA = { decimal: ',' } as const;
const AREA = specOf('city.city_area_km2:value');
const HOUSEHOLDS = specOf('city.households_total:value');
const POPULATION = 'city.population:value';
const INTERNET = 'household_internet_access.value';

function specOf(cell: string): CellSpec {
  const spec = cellSpec(catalogue, cell);
  if (!spec) throw new Error(`no cell ${cell}`);
  return spec;
}

/** What a formula typed into a cell comes to: its text, `waits for …`, or the code of what is wrong. */
function comesTo(
  typed: string,
  { spec = AREA, cells = {}, locale = POINT as { decimal: '.' | ',' } } = {},
): string {
  const taken = takeTyped(spec, typed, locale);
  if (!taken.ok) return taken.refusal.code;
  const text = taken.value ?? '';
  const all: Record<string, string> = { ...cells, [spec.cell]: text };
  const read = (cell: string): string | undefined => all[cell];
  const refusal = formulaRefusal(catalogue, spec, { text, read });
  if (refusal) return refusal.code;
  const value = cellValues(catalogue, read).formula(spec, text);
  if (value.kind === 'value') return value.text;
  return value.kind === 'empty' ? `waits for ${value.cell}` : value.refusal.code;
}

const people = (population: string) => ({ cells: { [POPULATION]: population } });

describe('a formula in a number cell', () => {
  it('adds up figures and takes shares of others by their names', () => {
    expect(comesTo('=4200+1350')).toBe('5550');
    expect(comesTo('= Population * 0.12', people('84 210'))).toBe('10105.2');
    expect(comesTo('=population*12%', people('84210'))).toBe('10105.2');
    expect(comesTo('=20+(1+2)*3^2/-2')).toBe('6.5');
    expect(comesTo('=sum(1;2;3.5)+avg(2;4)-min(1;2)+max(3;9)')).toBe('17.5');
    expect(comesTo('=round(100/3;2)')).toBe('33.33');
  });

  it('is typed in the decimal mark and with the blanks of its author', () => {
    expect(comesTo('=1,5*2', { locale: COMMA })).toBe('3');
    expect(comesTo('=4.200+1.350', { locale: COMMA })).toBe('5550');
    expect(comesTo('=4,200+1,350')).toBe('5550');
    expect(comesTo('=4 200 + 1 350')).toBe('5550');
    expect(comesTo('=4\u202F200\u00D72\u22121')).toBe('8399');
    expect(comesTo('=٤٢+١')).toBe('43');
    const taken = takeTyped(AREA, '= 1,5 * Population', COMMA);
    expect(taken).toEqual({ ok: true, value: '=1.5*population' });
    expect(typedFormula('=1.5*population', ',')).toBe('=1,5*population');
  });

  it('is exact where it ends, and has 15 digits where it does not', () => {
    expect(comesTo('=0.1+0.2')).toBe('0.3');
    expect(comesTo('=1/3*3')).toBe('1');
    expect(comesTo('=100/3')).toBe('33.3333333333333');
    expect(comesTo('=2/3')).toBe('0.666666666666667');
    expect(comesTo('=123456789012345678901234567*3')).toBe('370370367037037036703703701');
    expect(comesTo('=1234567890123456789/7*7')).toBe('1234567890123456789');
  });

  it('waits for an empty figure instead of taking it as nought', () => {
    expect(comesTo('=population*2')).toBe(`waits for ${POPULATION}`);
    const cells: Record<string, string> = {
      [`${INTERNET}:numerator`]: '=population*0.4',
      [HOUSEHOLDS.cell]: '100',
    };
    const result = computeRow(catalogue, INTERNET, (cell) => cells[cell]);
    expect(result).toMatchObject({
      status: 'not-reported',
      text: 'NR',
      missing: [{ cell: POPULATION }],
      warnings: [{ code: 'formula-without-value' }],
    });
    const warned = screen(catalogue, (cell) => cells[cell]).filter(({ row }) => row === INTERNET);
    expect(warned.map(({ code }) => code)).toContain('formula-without-value');
    const errors = rowErrors(catalogue, INTERNET, (cell) => cells[cell]);
    expect(errors.map(({ code }) => code)).toContain('missing-input');
    cells[POPULATION] = '150';
    expect(computeRow(catalogue, INTERNET, (cell) => cells[cell])).toMatchObject({
      status: 'reported',
      text: '60.00',
      trace: '100 × 60 ÷ 100 = 60.00',
    });
  });

  it('keeps to what its cell may hold', () => {
    const spec = HOUSEHOLDS;
    expect(comesTo('=population*0.12', { spec, ...people('84210') })).toBe('formula-not-whole');
    expect(comesTo('=round(population*0.12)', { spec, ...people('84210') })).toBe('10105');
    expect(comesTo('=1-2', { spec })).toBe('below-minimum');
  });

  it('is refused with a reason where it cannot be one', () => {
    for (const [typed, code] of [
      ['=', 'formula-syntax'],
      ['=1+', 'formula-syntax'],
      ['=2 3', 'formula-syntax'],
      ['=sqrt(4)', 'formula-syntax'],
      ['=sum()', 'formula-syntax'],
      ['=round(1;2;3)', 'formula-syntax'],
      ['=sum(1,2)', 'formula-separator'],
      ['=max(100,200)', 'formula-separator'],
      ['=1,5*2', 'formula-separator'],
      ['=B5+1', 'formula-unknown-name'],
      ['=nobody', 'formula-unknown-name'],
      ['=-2^2', 'formula-power-unclear'],
      ['=-2^(2)', 'formula-power-unclear'],
      ['=2^3^2', 'formula-power-unclear'],
      ['=2^0.5', 'formula-power'],
      ['=0^0', 'formula-power'],
      ['=9^101', 'formula-power'],
      ['=1/0', 'formula-division-by-zero'],
      ['=1/(1/3*3-1)', 'formula-division-by-zero'],
      ['=10^31', 'formula-too-large'],
      ['=round(1;1.5)', 'formula-round'],
      [`=${'1+'.repeat(120)}1`, 'formula-too-long'],
      [`=${'('.repeat(21)}1${')'.repeat(21)}`, 'formula-too-long'],
      [`=${'1'.repeat(31)}`, 'too-many-digits'],
      [`=${'1 '.repeat(300)}`, 'too-long'],
      ['=city_area_km2+1', 'formula-cycle'],
    ] as const)
      expect([typed, comesTo(typed)]).toEqual([typed, code]);
    const share = [...cellSpecs(catalogue).values()].find(({ unit }) => unit === '%') as CellSpec;
    expect(comesTo('=5%', { spec: share })).toBe('formula-percent');
    const answer = [...cellSpecs(catalogue).values()].find(
      ({ kind, cell }) => kind === 'yes-no' && nameOf(catalogue, cell) !== undefined,
    ) as CellSpec;
    const name = nameOf(catalogue, answer.cell)?.name;
    expect(comesTo(`=${name}`)).toBe('formula-not-a-figure');
  });

  it('says so of a figure that is "about", and keeps the word of one that it takes over', () => {
    expect(comesTo('=population', people('more than 500'))).toBe('more than 500');
    expect(comesTo('=population*2', people('more than 500'))).toBe('about 1000');
  });

  it('is a text in every other cell', () => {
    const notes = specOf(`${INTERNET}:notes`);
    expect(takeTyped(notes, '=1+1', POINT)).toEqual({ ok: true, value: '=1+1' });
    expect(readCell(notes, '=1+1')).toMatchObject({ value: { kind: 'text', text: '=1+1' } });
    const cells = new Map([[notes.cell as string, '=1+1']]);
    expect(formulaTexts(catalogue, cells).size).toBe(0);
    expect(valueText(catalogue, notes.cell, () => '=1+1')).toBe('=1+1');
  });

  it('serves as an override, rounded as results are', () => {
    const cells: Record<string, string> = { [`${INTERNET}:override`]: '=100/3' };
    expect(computeRow(catalogue, INTERNET, (cell) => cells[cell])).toMatchObject({
      source: 'override',
      text: '33.33',
      decimal: '33.3333333333333',
    });
    cells[`${INTERNET}:override`] = '=40+2';
    expect(computeRow(catalogue, INTERNET, (cell) => cells[cell]).text).toBe('42');
  });
});

describe('the names of figures', () => {
  it('are one for each number cell, and lead to it', () => {
    const numbers = [...cellSpecs(catalogue).values()].filter(({ kind }) => kind === 'number');
    expect(figureNames(catalogue)).toHaveLength(numbers.length);
    for (const { cell } of numbers) {
      const name = nameOf(catalogue, cell)?.name ?? '';
      expect(name).toMatch(/^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*$/);
      expect(named(catalogue, name.toUpperCase())?.spec.cell).toBe(cell);
      expect(comesTo(`=${name}+1`, { spec: cell === AREA.cell ? HOUSEHOLDS : AREA })).toBe(
        `waits for ${cell}`,
      );
    }
  });
});

const SHREDS = [
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  'process.exit()',
  'eval(',
  'Function("return this")()',
  '${7*7}',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x";"y")',
  'IMPORTXML(',
  'require("fs")',
  'population',
  'city_area_km2',
  'open_data.percent.override',
  '{{1+1}}',
  '=>',
  '`',
  '\\u0041',
  '1e999',
  '0x10',
  'NaN',
  'Infinity',
  ...'+-*/^%();.,[]{}"\'=<>!&|@#$~?: 0123456789',
];

describe('text that looks like code', () => {
  it('is a number or refused, ten thousand times, and changes nothing of the program', () => {
    const prototypes = [Object.prototype, Array.prototype, Function.prototype, Map.prototype];
    const look = () => JSON.stringify(prototypes.map((each) => Reflect.ownKeys(each).map(String)));
    const before = look();
    const seen = { value: 0, waits: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...SHREDS), { maxLength: 8 }),
        fc.constantFrom(POINT, COMMA),
        (shreds, locale) => {
          const end = comesTo(`=${shreds.join('')}`, { locale, ...people('12') });
          if (/^(?:about )?-?\d+(?:\.\d+)?$/.test(end)) seen.value++;
          else if (end.startsWith('waits for ')) seen.waits++;
          else {
            seen.refused++;
            expect(end).toMatch(/^[a-z-]+$/);
          }
        },
      ),
      { numRuns: 10_000 },
    );
    expect(look()).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(seen.refused).toBeGreaterThan(5_000);
    expect(Math.min(seen.value, seen.waits)).toBeGreaterThan(10);
    expect(seen.value + seen.waits + seen.refused).toBe(10_000);
  });

  it('names nothing of the language itself', () => {
    for (const name of ['__proto__', 'constructor', 'tostring', 'hasownproperty', 'valueof'])
      expect(comesTo(`=${name}`)).toBe('formula-unknown-name');
  });
});

describe('formulas that lead to each other', () => {
  const figures = figureNames(catalogue)
    .filter(({ spec }) => !spec.integer && spec.max === undefined)
    .slice(0, 12);

  /** Whether following the formulas from a cell comes back to it; by hand, over the names in the text. */
  function isInRing(cells: ReadonlyMap<string, string>, start: string): boolean {
    const seen = new Set<string>();
    const open = [start];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (const name of cells.get(cell)?.match(/[a-z_][\w.]*/g) ?? []) {
        const next = figures.find((each) => each.name === name)?.spec.cell ?? '';
        if (next === start) return true;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return false;
  }

  it('never close a circle, whatever the order in which they are typed', () => {
    const place = fc.nat({ max: figures.length - 1 });
    const rings = { refused: 0, taken: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, fc.array(place, { maxLength: 3 })), {
          minLength: 10,
          maxLength: 40,
        }),
        (edits) => {
          const cells = new Map<string, string>();
          for (const [at, others] of edits) {
            const { spec } = figures[at] as (typeof figures)[number];
            const text = `=1${others.map((other) => `+${figures[other]?.name}`).join('')}`;
            const then = new Map(cells).set(spec.cell, text);
            const refusal = formulaRefusal(catalogue, spec, { text, read: (c) => then.get(c) });
            expect(refusal?.code === 'formula-cycle').toBe(isInRing(then, spec.cell));
            if (refusal === undefined) cells.set(spec.cell, text);
            rings[refusal === undefined ? 'taken' : 'refused']++;
          }
          for (const value of formulaTexts(catalogue, cells).values())
            expect(value === null || /^\d+$/.test(value)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(rings.refused).toBeGreaterThan(300);
    expect(rings.taken).toBeGreaterThan(300);
  });

  it('have no value in a circle that should not be there, and do not hang', () => {
    const cells = new Map(
      figures.map(({ spec }, at) => [
        spec.cell as string,
        `=${figures[(at + 1) % figures.length]?.name}+1`,
      ]),
    );
    const values = [...formulaTexts(catalogue, cells).values()];
    expect(values).toEqual(figures.map(() => null));
  });

  it('are followed along a chain of all figures in little time', () => {
    const all = figureNames(catalogue).filter(({ spec }) => spec.max === undefined);
    const cells = new Map<string, string>();
    for (const [at, { spec }] of all.entries())
      cells.set(spec.cell, at === 0 ? '1' : `=${all[at - 1]?.name}+1`);
    const last = all.at(-1)?.spec.cell as string;
    const began = performance.now();
    expect(valueText(catalogue, last, (cell) => cells.get(cell))).toBe(String(all.length));
    expect(performance.now() - began).toBeLessThan(1_000);
    const cost = performance.now();
    const check = formulaChecks(catalogue, (cell) => cells.get(cell));
    for (const { spec } of all) {
      const text = cells.get(spec.cell) as string;
      // One more than the last: a cell of whole numbers, of any size.
      if (text.startsWith('=')) expect(check(spec, text)).toBeUndefined();
    }
    expect(performance.now() - cost).toBeLessThan(1_000);
    const first = all[0]?.spec.cell as string;
    expect(withDependents(catalogue, new Set([first]), cells).size).toBe(all.length);
    expect(withDependents(catalogue, new Set([last]), cells).size).toBe(1);
  });
});
