/** A state of a workbook with everything in it that a file has to carry, made from a seed. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { type CellSpec, cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { cellValues } from '@tallystick/domain/formula/cell-formula';
import { figureNames } from '@tallystick/domain/formula/formula-names';
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';

const catalogue = loadCatalogue();

/** The same numbers from the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Cells as people leave them: most filled, some by formulas, some with words that no spreadsheet reads. */
export function randomCells(seed: number): Map<string, string> {
  const chance = chances(seed);
  const filled = 0.3 + chance() * 0.7;
  const cells = new Map<string, string>();
  for (const spec of cellSpecs(catalogue).values()) {
    const wanted = spec.column === 'override' ? filled / 5 : filled;
    if (chance() < wanted) cells.set(spec.cell, textOf(spec, chance));
  }
  addFormulas(cells, chance);
  return cells;
}

const PROSE = [
  'Annual report',
  '=1+1',
  '@SUM(A1:A9)',
  '-5 & more <b>"bold"</b>',
  '+49 30 1234',
  'line one\nline two',
  ' blank outside ',
  'تقرير سنوي',
  '_x0041_ and 100 %',
  '統計年鑑 🏙',
];
const QUALIFIED = ['about ', 'more than ', '< ', '≈ '];

const pick = <T>(from: readonly T[], chance: () => number): T =>
  from[Math.floor(chance() * from.length)] as T;

function textOf(spec: CellSpec, chance: () => number): string {
  switch (spec.kind) {
    case 'number':
      return figure(spec, chance);
    case 'yes-no':
      return pick(['yes', 'no', 'Yes', 'نعم', 'NON'], chance);
    case 'choice':
      return pick(spec.choices ?? [], chance);
    case 'year':
      return pick(['2023', '2024', '2025', '٢٠٢٥'], chance);
    case 'unit':
      return pick(['EUR/year', 'NOK', 'µg/m³', '=unit'], chance);
    case 'text':
      return pick(PROSE, chance);
  }
}

function figure({ integer, min = 0, max = 1e9 }: CellSpec, chance: () => number): string {
  const largest = Math.min(max, 10 ** Math.ceil(chance() * 9));
  const whole = Math.max(min, Math.floor(chance() * largest));
  if (chance() < 0.03) return `${pick(QUALIFIED, chance)}${whole}`;
  if (chance() < 0.02 && max > 1e20) return '123456789012345678901';
  if (chance() < 0.05 && min <= 0) return '0';
  if (integer)
    return chance() < 0.2 ? whole.toString().replaceAll(/\B(?=(\d{3})+$)/g, ' ') : `${whole}`;
  const decimals = Math.ceil(chance() * 4);
  return Math.min(max, whole + chance()).toFixed(decimals);
}

/** Formulas over other figures, where each has a value or waits for one. */
function addFormulas(cells: Map<string, string>, chance: () => number): void {
  const names = figureNames(catalogue);
  for (let tries = 0; tries < 20; tries += 1) {
    const home = pick(names, chance);
    const [a, b] = [pick(names, chance), pick(names, chance)];
    const text = pick(
      [
        `=${a.name}`,
        `=round(${a.name}*1.07;0)`,
        `=${a.name}+2*${b.name}`,
        `=max(${a.name};${b.name};3)`,
        '=120+45-3',
        `=(${a.name}-${b.name})^2/7`,
      ],
      chance,
    );
    const before = cells.get(home.spec.cell);
    cells.set(home.spec.cell, text);
    const value = cellValues(catalogue, (cell) => cells.get(cell)).formula(home.spec, text);
    const isKept = value.kind !== 'fault' && home.name !== a.name && home.name !== b.name;
    if (isKept) continue;
    if (before === undefined) cells.delete(home.spec.cell);
    else cells.set(home.spec.cell, before);
  }
}

const row = 'household_internet_access.value';
const EVERY_OTHER = 3;

/** All that a file may hold, of random cells. */
export function sampleAsked(seed: number, other: Partial<FileAsked> = {}): FileAsked {
  return {
    catalogue,
    origin: { workbook: 'wb_riverton', number: 1482, edition: catalogue.edition },
    city: 'Riverton & "Sons"',
    title: 'Assessment 2026',
    part: { kind: 'whole' },
    language: 'en',
    cells: randomCells(seed),
    entities: new Map([
      ['e_water', 'Water works'],
      ['e_ict', '=ICT <department>'],
    ]),
    assignments: new Map(
      [...catalogue.rows.keys()].map((each, at) => [
        each,
        at % EVERY_OTHER === 0 ? 'e_ict' : 'e_water',
      ]),
    ),
    comments: [
      comment('c_1', `${row}:numerator`, '=Why so few?\nI doubt it, <b>really</b>.'),
      comment('c_2', `${row}:numerator`, 'It is.'),
      comment('c_3', 'air_pollution.pm2_5:result', 'Which station?'),
      comment('c_4', 'city.population:value', 'Of January.'),
    ],
    verdicts: new Map([
      [
        row,
        {
          verdict: 'yes',
          note: 'Seen the register.',
          isStale: false,
          revised: { submitted: '80', judged: '79.2' },
        },
      ],
      [
        'air_pollution.pm2_5',
        {
          verdict: 'no',
          note: '',
          isStale: true,
          since: {
            result: '12.5',
            changed: [
              { part: 'air_pollution.pm2_5:result', before: '12.5', after: '14' },
              { part: 'air_pollution.pm2_5:year', before: '2024', after: null },
              { part: 'city.population:value', before: '1000', after: '1001' },
              { part: 'air_pollution.pm2_5:source' },
              { part: 'air_pollution.pm2_5:evidence' },
              { part: 'rest' },
            ],
          },
        },
      ],
    ]),
    questions: [
      {
        about: row,
        text: 'Does satellite count?',
        by: 'Ana',
        at: Date.UTC(2026, 1, 1),
        status: 'answered',
        ruling: { text: 'It does.', by: 'ITU', at: Date.UTC(2026, 1, 5), isForAll: true },
      },
    ],
    queries: [
      {
        row,
        value: '81.5',
        now: '79.2',
        issue: '=Period',
        status: 'closed',
        turns: [
          { as: 'question', text: 'Of which year?', at: Date.UTC(2026, 1, 6) },
          { as: 'answer', text: 'Of 2025.', at: Date.UTC(2026, 1, 7) },
        ],
        closed: { outcome: 'cautioned', footnote: 'By one meter.', at: Date.UTC(2026, 1, 8) },
      },
    ],
    version: null,
    now: Date.UTC(2026, 10, 30, 12),
    ...other,
  };
}

function comment(id: string, cell: string, text: string) {
  const at = Date.UTC(2026, 1, Number(id.slice(2)));
  return { id, cell, by: `p_${id}`, name: `Name of ${id}`, at, text, isResolved: id === 'c_4' };
}
