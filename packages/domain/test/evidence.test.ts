import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import { fileNameOf } from '../src/cells/file-name.ts';
import type {
  CellId,
  CommandId,
  EntityId,
  EvidenceId,
  PersonId,
  QueryId,
  RowId,
  WorkbookId,
} from '../src/cells/ids.ts';
import { TEXT_LIMITS } from '../src/cells/text-limits.ts';
import { isWebLink } from '../src/cells/web-link.ts';
import type { Command, CommandOf } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import { emptyState, fold } from '../src/fold.ts';
import { evidenceOfQuery, evidenceOfRow } from '../src/nouns/evidence/evidence.ts';
import { contentOf } from '../src/nouns/verdict-content.ts';
import type { Role } from '../src/roles.ts';
import { snapshotOf } from '../src/snapshot.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue();
const workbook = 'wb_1' as WorkbookId;
const ROW = 'smart_electricity_meters.value' as RowId;
const OTHER = 'household_internet_access.value' as RowId;
const HASH = 'a'.repeat(64);
const HANDED_IN = new Map([[HASH, { size: 12, media: 'application/pdf' as const }]]);

let state: WorkbookState;
let number: number;
let cells: Map<CellId, string>;

function ask(who: string, command: Command): string {
  const person = `p_${who}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const outcome = decide(state, command, {
    workbook,
    person,
    admin: who === 'admin',
    now: 1000 + number,
    command: id,
    catalogue,
    cells,
    expected: number,
    hash: () => 'ab',
    evidence: HANDED_IN,
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: 1000 + number, by: person, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event: outcome.value });
  return outcome.value.type;
}

const attach = (more: Partial<CommandOf<'attach-evidence'>> = {}): Command => ({
  type: 'attach-evidence',
  evidence: `ev_${number}` as EvidenceId,
  row: ROW,
  file: HASH,
  name: 'register.pdf',
  note: '',
  ...more,
});
const link = (address: string): Command => {
  const { file: _, name: __, ...rest } = attach() as CommandOf<'attach-evidence'>;
  return { ...rest, link: address };
};
const detach = (evidence: string): Command => ({
  type: 'detach-evidence',
  evidence: evidence as EvidenceId,
  reason: '',
});
const standing = (row: RowId = ROW) => evidenceOfRow(state, row);

beforeEach(() => {
  state = emptyState();
  number = 0;
  cells = new Map([
    [`${ROW}:numerator` as CellId, '88400'],
    [`${ROW}:denominator` as CellId, '124100'],
  ]);
  ask('admin', { type: 'open-workbook', city: 'R', title: 'T', edition: '2017', due: null });
  const add = (who: string, role: Role, entity: string | null = null) =>
    ask('admin', {
      type: 'add-member',
      person: `p_${who}` as PersonId,
      role,
      entity: entity as EntityId | null,
    });
  add('lead', 'coordinator');
  ask('lead', { type: 'add-entity', entity: 'e_water' as EntityId, name: 'Water' });
  ask('lead', { type: 'add-entity', entity: 'e_roads' as EntityId, name: 'Roads' });
  add('wen', 'contributor', 'e_water');
  add('ana', 'contributor', 'e_roads');
  for (const role of ['head', 'auditor', 'itu', 'observer'] as const) add(role, role);
  ask('lead', { type: 'assign-rows', rows: [ROW], entity: 'e_water' as EntityId });
});

describe('evidence', () => {
  it('stands behind a row with who, when and the value that it was put at', () => {
    expect(ask('wen', attach({ cell: `${ROW}:source` as CellId }))).toBe('evidence-attached');
    const media = 'application/pdf';
    const file = { file: HASH, name: 'register.pdf', size: 12, media, link: null };
    const said = { by: 'p_wen', at: 1000 + number, number };
    expect(standing()).toEqual([
      expect.objectContaining({ ...file, ...said, cell: `${ROW}:source`, value: '71.23' }),
    ]);
    expect(standing(OTHER)).toEqual([]);
  });

  it('is put and taken away by those who fill the row, and by nobody once it is locked', () => {
    for (const who of ['head', 'auditor', 'itu', 'observer'])
      expect([who, ask(who, attach())]).toEqual([who, 'not-your-role']);
    expect(ask('ana', attach())).toBe('not-your-row');
    expect(ask('stranger', attach())).toBe('not-a-member');
    expect(ask('wen', attach({ evidence: 'ev_1' as EvidenceId }))).toBe('evidence-attached');
    expect(ask('ana', detach('ev_1'))).toBe('not-your-row');
    expect(ask('head', { type: 'lock' })).toBe('locked');
    for (const command of [attach({ evidence: 'ev_2' as EvidenceId }), detach('ev_1')])
      expect(ask('wen', command)).toBe('locked');
    const reopen = { submission: 1, cells: [`${ROW}:year` as CellId], rows: [], reason: 'x' };
    ask('head', { type: 'reopen-cells', ...reopen, until: 1_000_000 });
    expect(ask('wen', detach('ev_1'))).toBe('evidence-detached');
    expect(ask('wen', attach())).toBe('evidence-attached');
  });

  it('is a file that was handed in, or a link, and never both', () => {
    expect(ask('wen', attach({ file: 'b'.repeat(64) }))).toBe('unknown-file');
    expect(ask('wen', attach({ link: 'https://a.example/' }))).toBe('bad-request');
    expect(ask('wen', link('javascript:alert(1)'))).toBe('not-a-link');
    expect(ask('wen', link(`https://a.example/${'x'.repeat(TEXT_LIMITS.link)}`))).toBe('too-long');
    expect(ask('wen', link(' https://a.example/report.pdf#page=3 '))).toBe('evidence-attached');
    expect(standing()).toMatchObject([{ link: 'https://a.example/report.pdf#page=3', file: null }]);
    expect(ask('wen', attach({ cell: `${OTHER}:year` as CellId }))).toBe('unknown-cell');
    expect(ask('wen', attach({ row: 'no_such.row' as RowId }))).toBe('unknown-row');
  });

  it('stands there once, and again after it was taken away', () => {
    expect(ask('wen', attach({ evidence: 'ev_1' as EvidenceId }))).toBe('evidence-attached');
    expect(ask('wen', attach())).toBe('already-so');
    expect(ask('wen', detach('ev_1'))).toBe('evidence-detached');
    expect(ask('wen', detach('ev_1'))).toBe('unknown-evidence');
    expect(ask('wen', attach({ evidence: 'ev_1' as EvidenceId }))).toBe('bad-request');
    expect(ask('wen', attach())).toBe('evidence-attached');
    expect(standing()).toHaveLength(1);
  });

  it('ends at its bound', () => {
    for (let i = 0; i < TEXT_LIMITS.evidenceOfRow; i++)
      expect(ask('wen', link(`https://a.example/${i}`))).toBe('evidence-attached');
    expect(ask('wen', link('https://a.example/more'))).toBe('too-much-evidence');
  });

  it('is of the version that was locked, whatever becomes of it later', () => {
    const locked = () =>
      snapshotOf({ catalogue, state }, cells, { workbook, submission: 1, upTo: 1 });
    expect(locked()).not.toHaveProperty('evidence');
    ask('wen', attach({ evidence: 'ev_1' as EvidenceId }));
    const { evidence } = locked();
    expect(evidence).toEqual({ ev_1: expect.objectContaining({ file: HASH, row: ROW }) });
    ask('wen', detach('ev_1'));
    expect(locked()).not.toHaveProperty('evidence');
  });

  it('stands in the thread of a query as well, locked or not, and is no part of the value then', () => {
    const query = 'q_1' as QueryId;
    const asked = { type: 'ask-query', query, row: ROW, text: 'How?', due: null, assignee: null };
    ask('head', { type: 'lock' });
    expect(ask('auditor', asked as Command)).toBe('query-asked');
    const inThread = (evidence: string, more = {}) =>
      attach({ evidence: evidence as EvidenceId, query, ...more });
    expect(ask('ana', inThread('ev_a'))).toBe('not-your-row');
    expect(ask('observer', inThread('ev_a'))).toBe('not-your-role');
    expect(ask('wen', inThread('ev_a', { row: OTHER }))).toBe('unknown-query');
    expect(ask('wen', inThread('ev_w'))).toBe('evidence-attached');
    expect(ask('itu', inThread('ev_i', { cell: `${ROW}:year` }))).toBe('evidence-attached');
    expect(standing()).toEqual([]);
    expect(evidenceOfQuery(state, query).map(({ id }) => id)).toEqual(['ev_w', 'ev_i']);
    const locked = snapshotOf({ catalogue, state }, cells, { workbook, submission: 2, upTo: 1 });
    expect(locked).not.toHaveProperty('evidence');
    expect(ask('auditor', detach('ev_w'))).toBe('not-your-role');
    expect(ask('wen', detach('ev_w'))).toBe('evidence-detached');
    const seen = state.queries.get(query)?.turns.at(-1)?.number ?? 0;
    ask('auditor', { type: 'close-query', query, outcome: 'settled', footnote: '', seen });
    expect(ask('wen', inThread('ev_n'))).toBe('query-closed');
    expect(ask('itu', detach('ev_i'))).toBe('query-closed');
  });

  it('is a part of what a verdict is on, whoever put it there and whatever it is called', () => {
    const parts = () =>
      contentOf({ catalogue, read: (cell) => cells.get(cell), backing: standing as never }, ROW)
        .parts;
    const before = parts();
    ask('wen', attach({ evidence: 'ev_1' as EvidenceId }));
    const after = parts();
    expect(Object.keys(after).filter((part) => !(part in before))).toEqual([`${ROW}:evidence`]);
    ask('wen', detach('ev_1'));
    expect(parts()).toEqual(before);
    ask('lead', attach({ name: 'another name.pdf' }));
    expect(parts()).toEqual(after);
    ask('wen', link('https://a.example/'));
    expect(parts()).not.toEqual(after);
  });
});

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.png', 'a.png'],
    ['gpj.\u202Efdp.exe', 'gpj.fdp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['<img onerror=1>.png', '_img onerror=1_.png'],
    ['..', 'file'],
    ['', 'file'],
    ['تقرير المياه.pdf', 'تقرير المياه.pdf'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(fileNameOf(typed)).toBe(kept);
  });

  it('is cut before its ending, and never through a character', () => {
    const long = fileNameOf(`${'😀'.repeat(200)}.xlsx`);
    expect(long.length).toBeLessThanOrEqual(TEXT_LIMITS.fileName);
    expect(long).toMatch(/^(?:😀)+\.xlsx$/u);
  });
});

describe('a link', () => {
  it.each(['https://a.example', 'http://a.example:8080/x?y#z', 'https://مثال.example/أ'])(
    'can be %s',
    (text) => expect(isWebLink(text)).toBe(true),
  );
  it.each([
    'a.example',
    'ftp://a.example/',
    'data:text/html,x',
    'https://',
    'https://user:secret@a.example/',
    'https://a.example/\u202Egpj',
    'https://a.example/ b',
    'https:\\\\a.example',
  ])('cannot be %j', (text) => expect(isWebLink(text)).toBe(false));
});
