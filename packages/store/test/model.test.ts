/**
 * Random sequences of requests give in SQLite exactly what they give in the model in memory: answers, entries, cells,
 * heads, claims, subtrees, root. The checks of `append` are written twice, so this compares two opinions.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEntry } from '@tallystick/domain/entry';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { appendLeaf, emptyFrontier, frontierRoot } from '@tallystick/ledger/frontier';
import { toHex } from '@tallystick/ledger/hash';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { fsck } from '../src/fsck.ts';
import { openMemoryStore } from '../src/memory-store.ts';
import type { Store } from '../src/port.ts';
import type { AppendRequest, AppendResult } from '../src/port-journal.ts';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { AMAL, BENE, edit, event, locked, opened, ROADS, unlocked, WATER } from './journal-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-model-'));
afterAll(() => rmSync(folder, { recursive: true }));
const RUNS = 6;
let files = 0;
const PEOPLE = [AMAL, BENE];

/** What is drawn; the head that it expects is known only when it is played. */
type Drawn = {
  book: 0 | 1;
  /** Added to the true head: mostly 0. */
  off: number;
  entries: DrawnEntry[];
  claims: { client: number; person: number }[];
  base: Uint8Array | undefined;
  /** Instead of all this the workbook is deleted, in one request. */
  deletes: boolean;
};
type DrawnEntry =
  | {
      is: 'edit';
      by: number;
      client: number;
      door: 'socket' | 'api';
      cells: [number, string | null, boolean][];
    }
  | { is: 'event'; by: number; command: number; what: number };

const drawnEntry: fc.Arbitrary<DrawnEntry> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('edit' as const),
      by: fc.nat(1),
      client: fc.integer({ min: 1, max: 3 }),
      door: fc.constantFrom('socket' as const, 'api' as const),
      cells: fc.array(
        fc.tuple(fc.nat(3), fc.option(fc.string({ unit: 'grapheme', maxLength: 6 })), fc.boolean()),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('event' as const),
      by: fc.nat(1),
      command: fc.nat(40),
      what: fc.nat(8),
    }),
  },
);
const drawn: fc.Arbitrary<Drawn> = fc.record({
  book: fc.constantFrom(0 as const, 1 as const),
  off: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
  ),
  entries: fc.array(drawnEntry, { minLength: 1, maxLength: 4 }),
  claims: fc.array(fc.record({ client: fc.integer({ min: 1, max: 3 }), person: fc.nat(1) }), {
    maxLength: 2,
  }),
  base: fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined }),
  deletes: fc.oneof(
    { weight: 60, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});
/** Calls, each of several requests. */
const calls = fc.array(fc.array(drawn, { minLength: 1, maxLength: 5 }), {
  minLength: 5,
  maxLength: 60,
});

function eventOf(what: number, submission: number, by: PersonId) {
  switch (what) {
    case 0:
      return opened(`Title ${submission}`);
    case 1:
      return locked(submission, 0, `{"submission":${submission}}`);
    case 2:
      return unlocked(submission);
    case 3:
      return {
        type: 'member-added',
        person: by,
        role: 'contributor',
        entity: 'e_1' as never,
      } as const;
    case 4:
      return { type: 'member-removed', person: by } as const;
    case 5:
      return { type: 'generation-started', generation: submission, upTo: 0 } as const;
    case 6:
      return { type: 'archived', reason: 'x' } as const;
    case 7:
      return { type: 'unarchived' } as const;
    default:
      return { type: 'comment-resolved', comment: 'c' as never } as const;
  }
}

/** Archived, asked for and deleted at once, as only the store allows. */
function deletionOf(workbook: WorkbookId, head: number, serial: number): NewEntry[] {
  const options = { workbook, at: 1_000 + serial };
  const until = 9_000;
  return [
    event({ type: 'archived', reason: 'x' }, `d1-${serial}`, options),
    event({ type: 'deletion-asked', reason: 'x', until }, `d2-${serial}`, options),
    event({ type: 'deleted', archived: head + 1, asked: head + 2 }, `d3-${serial}`, {
      ...options,
      by: BENE,
    }),
  ];
}

/** Commands of one request are made different from each other; a repetition of an older one stays possible. */
function requestOf(plan: Drawn, expected: number, serial: number): AppendRequest {
  const workbook: WorkbookId = plan.book === 0 ? WATER : ROADS;
  if (plan.deletes) return { workbook, expected, entries: deletionOf(workbook, expected, serial) };
  let snapshot: AppendRequest['snapshot'];
  const entries = plan.entries.map((one, position): NewEntry => {
    const by = PEOPLE[one.by] as PersonId;
    const options = { workbook, by, at: 1_000 + serial };
    if (one.is === 'edit') {
      const cells = one.cells.map(([cell, after, lost]) => ({
        cell: `k.d${cell}:value` as never,
        before: after,
        after,
        ...(lost ? { attempted: 'x' } : {}),
      }));
      return edit(cells, { ...options, client: one.client, door: one.door });
    }
    const submission = serial * 10 + position;
    if (one.what === 1) snapshot = { submission, text: `{"submission":${submission}}` };
    return event(eventOf(one.what, submission, by), `c${one.command}-${position}`, options);
  });
  return {
    workbook,
    expected,
    entries,
    claims: plan.claims.map(({ client, person }) => ({
      client,
      person: PEOPLE[person] as PersonId,
    })),
    ...(plan.base === undefined
      ? {}
      : { generation: { generation: serial, upTo: expected, base: plan.base } }),
    ...(snapshot === undefined ? {} : { snapshot }),
  };
}

/** Plays one call. Requests of one call expect the heads that the earlier ones of it would leave. */
async function play(model: Store, call: Drawn[], serial: number): Promise<AppendRequest[]> {
  const heads = new Map<number, number>();
  for (const [book, workbook] of [WATER, ROADS].entries())
    heads.set(book, (await model.workbook(workbook))?.head ?? 0);
  return call.map((plan, position) => {
    const head = heads.get(plan.book) ?? 0;
    heads.set(plan.book, head + (plan.deletes ? 3 : plan.entries.length));
    return requestOf(plan, head + plan.off, serial * 10 + position);
  });
}

/** The numbers that each subject and kind has. */
async function history(store: Store, workbook: WorkbookId) {
  const cells = [0, 1, 2, 3].flatMap((i) => [`c:k.d${i}:value`, `d:k.d${i}:value`]);
  const kinds = ['edit', 'lock', 'member', 'comment', 'system'] as const;
  const queries = [
    ...[...cells, ...PEOPLE.map((person) => `p:${person}`), 'e:e_1'].map((each) => ({
      subjects: [each],
    })),
    ...kinds.map((kind) => ({ kinds: [kind] })),
    { subjects: cells, kinds: [...kinds], before: 9, after: 2 },
  ];
  const found = queries.map((query) => store.history(workbook, { ...query, limit: 1_000 }));
  return (await Promise.all(found)).map((entries) => entries.map(({ entry }) => entry.number));
}

/** Everything the port shows, with bytes as text. */
async function shown(store: Store) {
  const hex = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : toHex(bytes));
  const tree = emptyFrontier();
  const size = await store.treeSize();
  for (const leaf of await store.leafHashes(0, size)) appendLeaf(tree, leaf);
  const books = await Promise.all(
    [WATER, ROADS].map(async (workbook) => {
      const generation = await store.generation(workbook);
      const entries = await store.entries(workbook, { after: 0, limit: 10_000 });
      return {
        entries: entries.map((stored) => ({ ...stored, leaf: hex(stored.leaf) })),
        events: (await store.entries(workbook, { after: 3, limit: 5, kind: 'event' })).map(
          ({ entry }) => entry.number,
        ),
        places: await store.places(workbook, 1, 10_000),
        cells: await store.cells(workbook),
        history: await history(store, workbook),
        past: await Promise.all(
          [0, 1, 3, entries.length >> 1].map(async (number) =>
            [...(await store.cellsAt(workbook, number))].toSorted(([a], [b]) => (a < b ? -1 : 1)),
          ),
        ),
        claims: await store.claims(workbook),
        generation: generation && { ...generation, base: hex(generation.base) },
        snapshots: await Promise.all(
          entries.flatMap(({ entry }) =>
            entry.beside?.snapshot === undefined
              ? []
              : store.snapshot(workbook, entry.beside.snapshot.submission),
          ),
        ),
      };
    }),
  );
  return {
    size,
    root: toHex(frontierRoot(tree)),
    node: hex(await store.node(8, 0)),
    workbooks: await store.workbooks(),
    members: await Promise.all(PEOPLE.map((person) => store.memberships(person))),
    listing: await Promise.all(PEOPLE.map((person) => store.listing(person))),
    books,
  };
}

/** With this seed every answer of the port is met; chance alone does not promise that of so few runs. */
const SEED_THAT_MEETS_ALL = 1;

it('gives in SQLite what it gives in the model, whatever is asked', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}`);
  await compare(seed);
});

it('gives the same where every answer of the port is met', async () => {
  // All answers but `unavailable`, so the comparison is about something.
  expect((await compare(SEED_THAT_MEETS_ALL)).toSorted()).toEqual([
    'deleted',
    'foreign-client',
    'locked',
    'moved',
    'ok',
    'repeated',
  ]);
});

/** Asks both stores the same with `seed`; throws where they differ. Answers which answers were met. */
async function compare(seed: number): Promise<string[]> {
  const answered = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(calls, async (plans) => {
      files += 1;
      const file = join(folder, `${files}.db`);
      const model = openMemoryStore();
      const store = await openSqliteStore({ file });
      try {
        for (const workbook of [WATER, ROADS])
          await Promise.all([model.createWorkbook(workbook, 1), store.createWorkbook(workbook, 1)]);
        for (const [serial, plan] of plans.entries()) {
          const requests = await play(model, plan, serial + 1);
          const [wanted, got] = await Promise.all([model.append(requests), store.append(requests)]);
          expect(got).toEqual(wanted);
          for (const result of wanted) count(answered, result);
        }
        expect(await shown(store)).toEqual(await shown(model));
      } finally {
        await store.close();
      }
      expect((await fsck(file)).faults).toEqual([]);
    }),
    { numRuns: RUNS, seed },
  );
  return [...answered.keys()];
}

function count(answered: Map<string, number>, result: AppendResult): void {
  const word = result.ok ? 'ok' : result.why;
  answered.set(word, (answered.get(word) ?? 0) + 1);
}
