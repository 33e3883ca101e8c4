/** The contract of the history: what entries speak of, the cells at a number, how far a person has looked. */
import type { ClarificationId, CommentId, EntityId, RowId } from '@tallystick/domain/cells/ids';
import { describe, expect, it } from 'vitest';
import { subjectsOfCell, subjectsOfRow } from '../src/projections/mentions.ts';
import {
  AMAL,
  BENE,
  change,
  edit,
  event,
  locked,
  opened,
  ROADS,
  unlocked,
  WATER,
} from './journal-of.ts';
import type { HistoryStore } from '../src/port-history.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = HistoryStore & JournalStore;

const ROW = 'a.b' as RowId;
const CELL = 'a.b:value' as never;
const E = 'e_water' as EntityId;
const comment = (id: string, parent: string | null = null) =>
  ({
    type: 'commented',
    comment: id as CommentId,
    cell: parent === null ? CELL : ('x.y:value' as never),
    parent: parent as CommentId | null,
    text: 'Which year?',
    audience: 'members',
  }) as const;

/** A journal in which every kind of event speaks of the row, and others beside it. */
async function filled(open: Opened<Ports>): Promise<Ports> {
  const store = await open();
  await store.createWorkbook(WATER, 1);
  await store.createWorkbook(ROADS, 1);
  const entries = [
    /* 1 */ event(opened(), 'c1'),
    /* 2 */ event({ type: 'entity-added', entity: E, name: 'Water' }, 'c2'),
    /* 3 */ edit(change('a.b:value', null, '1'), { at: 30 }),
    /* 4 */ event({ type: 'rows-assigned', rows: [ROW], entity: E }, 'c4'),
    /* 5 */ edit([change('a.b:value', '1', '2'), change('c.d:year', null, '2025')], {
      at: 50,
      by: BENE,
      client: 8,
    }),
    /* 6 */ event(comment('q1'), 'c6', { by: BENE }),
    /* 7 */ event(comment('q2', 'q1'), 'c7'),
    /* 8 */ edit({ ...change('a.b:value', '2', '2'), attempted: '9' }, { at: 80 }),
    /* 9 */ event({ type: 'rows-assigned', rows: [ROW], entity: null }, 'c9'),
    /* 10 */ edit(change('a.b:value', '2', null), { at: 100 }),
    /* 11 */ event({ type: 'comment-resolved', comment: 'q2' as CommentId }, 'c11'),
    /* 12 */ event({ type: 'verified', row: ROW, verdict: 'yes', result: '2', note: '' }, 'c12'),
    /* 13 */ event({ type: 'member-added', person: BENE, role: 'auditor', entity: null }, 'c13'),
    /* 14 */ event(
      {
        type: 'clarification-asked',
        clarification: 'u1' as ClarificationId,
        row: ROW,
        kpi: 'a',
        edition: '2017',
        text: '?',
      },
      'c14',
    ),
    /* 15 */ event(
      { type: 'ruled', clarification: 'u1' as ClarificationId, text: 'So.', scope: 'city' },
      'c15',
      {
        by: BENE,
      },
    ),
    /* 16 */ event(locked(1, 15, '{}'), 'c16'),
    /* 17 */ event(unlocked(1), 'c17'),
    /* 18 */ edit(change('c.d:year', '2025', '2024'), { at: 180 }),
  ];
  const snapshot = { submission: 1, text: '{}' };
  await store.append([{ workbook: WATER, expected: 0, entries, snapshot }]);
  const other = edit(change('a.b:value', null, 'of another city'), { workbook: ROADS });
  await store.append([{ workbook: ROADS, expected: 0, entries: [other] }]);
  return store;
}

export function historyContract(open: Opened<Ports>): void {
  describe('the history', () => {
    subjects(open);
    kindsAndPages(open);
    cellsAt(open);
    seen(open);
  });
}

function subjects(open: Opened<Ports>): void {
  it('has for each subject the entries that speak of it, newest first, and no other city’s', async () => {
    const store = await filled(open);
    const of = async (...wanted: string[]) =>
      (await store.history(WATER, { subjects: wanted, limit: 100 })).map(
        ({ entry }) => entry.number,
      );
    expect(await of('c:a.b:value')).toEqual([10, 5, 3]);
    // What lost, and a reply that claims another cell, are of the cell all the same.
    expect(await of('d:a.b:value')).toEqual([11, 8, 7, 6]);
    expect(await of('d:x.y:value')).toEqual([]);
    expect(await of('r:a.b')).toEqual([15, 14, 12, 9, 4]);
    expect(await of(`p:${BENE}`)).toEqual([15, 13, 6, 5]);
    // Only while the row was the entity's.
    expect(await of(`e:${E}`)).toEqual([9, 8, 7, 6, 5, 4, 2]);
    expect(await of('k:lock')).toEqual([17, 16]);
    expect(await of(...subjectsOfCell(CELL))).toEqual([
      17, 16, 15, 14, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3,
    ]);
    expect(await of(...subjectsOfRow('c.d' as RowId))).toEqual([18, 17, 16, 5]);
    expect(await of('c:nowhere:value')).toEqual([]);
    const [first] = await store.history(ROADS, { subjects: ['c:a.b:value'], limit: 9 });
    expect(first?.entry).toMatchObject({ workbook: ROADS, number: 1 });
    expect(await store.history('wb_none' as never, { limit: 9 })).toEqual([]);
  });

  it('answers entries exactly as they are read from the journal', async () => {
    const store = await filled(open);
    const all = await store.entries(WATER, { after: 0, limit: 100 });
    expect(await store.history(WATER, { limit: 100 })).toEqual(all.toReversed());
  });

  it('follows what is appended between two questions', async () => {
    const store = await filled(open);
    await store.history(WATER, { limit: 1 });
    const more = [edit(change('a.b:value', null, '7')), event(comment('q3', 'q1'), 'c20')];
    await store.append([{ workbook: WATER, expected: 18, entries: more }]);
    const found = await store.history(WATER, { subjects: subjectsOfCell(CELL), limit: 2 });
    expect(found.map(({ entry }) => entry.number)).toEqual([20, 19]);
  });
}

function kindsAndPages(open: Opened<Ports>): void {
  it('can be narrowed to kinds, with a subject and without', async () => {
    const store = await filled(open);
    type Query = Parameters<typeof store.history>[1];
    const of = async (query: Omit<Query, 'limit'>) =>
      (await store.history(WATER, { limit: 100, ...query })).map(({ entry }) => entry.number);
    expect(await of({ kinds: ['edit'] })).toEqual([18, 10, 8, 5, 3]);
    expect(await of({ kinds: ['comment', 'lock'] })).toEqual([17, 16, 11, 7, 6]);
    expect(await of({ kinds: ['edit', 'member'] })).toEqual([18, 13, 10, 9, 8, 5, 4, 3, 2, 1]);
    expect(await of({ kinds: [] })).toEqual([]);
    expect(await of({ subjects: [`p:${BENE}`], kinds: ['comment', 'clarification'] })).toEqual([
      15, 6,
    ]);
    expect(await of({ subjects: subjectsOfRow(ROW), kinds: ['edit', 'verification'] })).toEqual([
      12, 10, 8, 5, 3,
    ]);
    expect(await of({ subjects: [`e:${E}`], kinds: ['lock'] })).toEqual([]);
  });

  it('comes in pages that neither miss nor repeat', async () => {
    const store = await filled(open);
    for (const query of [
      {},
      { subjects: subjectsOfCell(CELL) },
      { kinds: ['edit' as const, 'lock' as const] },
    ]) {
      const whole = await store.history(WATER, { ...query, limit: 100 });
      const pages: number[] = [];
      let before = Number.MAX_SAFE_INTEGER;
      for (;;) {
        const page = await store.history(WATER, { ...query, before, limit: 2 });
        const last = page.at(-1);
        if (last === undefined) break;
        pages.push(...page.map(({ entry }) => entry.number));
        before = last.entry.number;
      }
      expect(pages).toEqual(whole.map(({ entry }) => entry.number));
      expect(pages.length).toBeGreaterThan(4);
    }
    const between = await store.history(WATER, { after: 5, before: 8, limit: 100 });
    expect(between.map(({ entry }) => entry.number)).toEqual([7, 6]);
    expect(await store.history(WATER, { limit: 0 })).toEqual([]);
  });
}

function cellsAt(open: Opened<Ports>): void {
  it('has the cells as they were at any number, with who set them and when', async () => {
    const store = await filled(open);
    const at = async (number: number) => Object.fromEntries(await store.cellsAt(WATER, number));
    expect(await at(0)).toEqual({});
    expect(await at(4)).toEqual({ 'a.b:value': { text: '1', number: 3, by: AMAL, at: 30 } });
    const year = { text: '2025', number: 5, by: BENE, at: 50 };
    // The edit that lost is not the author of what the cell shows.
    expect(await at(9)).toEqual({
      'a.b:value': { text: '2', number: 5, by: BENE, at: 50 },
      'c.d:year': year,
    });
    // An emptied cell says who emptied it.
    const emptied = { text: null, number: 10, by: AMAL, at: 100 };
    expect(await at(17)).toEqual({ 'a.b:value': emptied, 'c.d:year': year });
    expect(await at(1_000)).toEqual({
      'a.b:value': emptied,
      'c.d:year': { text: '2024', number: 18, by: AMAL, at: 180 },
    });
    expect(await store.cellsAt('wb_none' as never, 5)).toEqual(new Map());
  });

  it('says when entries were written', async () => {
    const store = await filled(open);
    expect(await store.instants(WATER, [18, 3, 99, 0])).toEqual([
      { number: 3, at: 30 },
      { number: 18, at: 180 },
    ]);
    expect(await store.instants(WATER, [])).toEqual([]);
  });
}

function seen(open: Opened<Ports>): void {
  it('remembers how far a person has looked, and never goes back', async () => {
    const store = await open();
    expect(await store.lastSeen(WATER, AMAL)).toBeUndefined();
    await store.setSeen({ workbook: WATER, person: AMAL, number: 7, at: 100 });
    await store.setSeen({ workbook: WATER, person: AMAL, number: 3, at: 200 });
    await store.setSeen({ workbook: WATER, person: BENE, number: 1, at: 300 });
    expect(await store.lastSeen(WATER, AMAL)).toEqual({ number: 7, at: 100 });
    expect(await store.lastSeen(WATER, BENE)).toEqual({ number: 1, at: 300 });
    expect(await store.lastSeen(ROADS, AMAL)).toBeUndefined();
    await store.setSeen({ workbook: WATER, person: AMAL, number: 7, at: 400 });
    expect(await store.lastSeen(WATER, AMAL)).toEqual({ number: 7, at: 400 });
  });
}
