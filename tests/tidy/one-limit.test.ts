/** One limit has one home: what a schema lets in is what the decision takes, and no schema has a number of its own. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { commandSchema } from '@tallystick/protocol/commands';
import { describe, expect, test } from 'vitest';
import { sources } from './source-files.ts';

/** Numbers up to here are counts that the shape itself gives (three scopes, one letter), no bounds of a text or a list. */
const COUNTS = 3;

test('a bound in a schema, a route or a form has a name', () => {
  const bare = sources()
    .filter(({ path }) => /^(packages\/protocol|apps\/(server|web))\/src\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?:(?<!Math)\.max\(|\bmaxLength[(:]\s*|\bmaxLength=\{)([\d_]+)\s*[)},]/g)]
        .filter(([, number = '']) => Number(number.replaceAll('_', '')) > COUNTS)
        .map(([found]) => `${path}: ${found}`),
    );
  expect(bare).toEqual([]);
});

const ROW = 'open_data.percent';
const CELL = `${ROW}:numerator`;
const WORKBOOK = { title: 'T', due: null, zone: null };

/** Each text of a command with the bound that its decision holds it to, by the command that carries it. */
const TEXTS: [what: string, bound: keyof typeof TEXT_LIMITS, of: (text: string) => object][] = [
  ['why a lock is taken back', 'reason', (reason) => ({ type: 'unlock', reason })],
  ['why a workbook is archived', 'reason', (reason) => ({ type: 'archive', reason })],
  ['why it is to be deleted', 'reason', (reason) => ({ type: 'ask-deletion', reason })],
  [
    'why cells are reopened',
    'reason',
    (reason) => ({ type: 'reopen-cells', cells: [CELL], rows: [], reason, until: 1 }),
  ],
  [
    'why there is no figure',
    'reason',
    (reason) => ({ type: 'mark-rows', rows: [ROW], as: 'not-available', reason }),
  ],
  [
    'a note beside a verdict',
    'verificationNote',
    (note) => ({ type: 'verify', row: ROW, verdict: 'no', result: '1', note }),
  ],
  [
    'a comment',
    'comment',
    (text) => ({ type: 'comment', cell: CELL, parent: null, text, audience: 'members' }),
  ],
  [
    'what is asked of ITU',
    'clarification',
    (text) => ({ type: 'ask-clarification', clarification: 'cl_1', row: ROW, text }),
  ],
  [
    'a ruling',
    'clarification',
    (text) => ({ type: 'rule', clarification: 'cl_1', text, scope: 'city' }),
  ],
  ['the name of an entity', 'name', (name) => ({ type: 'add-entity', entity: 'e', name })],
  ['the name of a city', 'name', (city) => ({ type: 'correct-workbook', city, ...WORKBOOK })],
];

describe('the schema takes what the decision takes, and nothing longer:', () => {
  test.each(TEXTS)('%s', (_, bound, of) => {
    const longest = 'x'.repeat(TEXT_LIMITS[bound]);
    expect(commandSchema.safeParse(of(longest)).success).toBe(true);
    expect(commandSchema.safeParse(of(`${longest}x`)).success).toBe(false);
  });
});
