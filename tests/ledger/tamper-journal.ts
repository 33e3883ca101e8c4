/**
 * Small journals for the tamper run: made from a seed, written by the product's own committer, signed now and then.
 * Clean journals, the one that is tampered with and its rewritten copies are all made here.
 */
import type { NewEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type {
  CellId,
  CommandId,
  EntityId,
  PersonId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import { formatCheckpoint } from '@tallystick/ledger/checkpoint';
import { frontierRoot } from '@tallystick/ledger/frontier';
import { sha256Hex } from '@tallystick/ledger/hash';
import { generateKey, parseSignerKey, type SignerKey } from '@tallystick/ledger/key';
import { signNote } from '@tallystick/ledger/signed-note';
import type { AppendRequest } from '@tallystick/store/port-journal';
import { COUNTING } from '@tallystick/domain/counting';
import { openCommitter } from '@tallystick/store/sqlite/committer';
import { openListingFollower } from '@tallystick/store/sqlite/listing';
import { migrateDatabase } from '@tallystick/store/sqlite/migrate';
import { openDatabase } from '@tallystick/store/sqlite/open';
import { unpackFrontier } from '@tallystick/store/journal/stored-frontier';
import type { Random } from './seeded-random.ts';

export const ORIGIN = 'city.example/log';
export type Keys = { key: SignerKey; vkey: string };
export type SignedHead = { size: number; root: Uint8Array; note: string; at: number };
/** What is done to a journal, in order. */
export type Step = { kind: 'append'; request: AppendRequest } | { kind: 'checkpoint' };

export function drawKeys(random: Random): Keys {
  const { vkey, skey } = generateKey(ORIGIN, random.bytes(32));
  const key = parseSignerKey(skey);
  if (key === undefined) throw new Error('the key just made cannot be read');
  return { key, vkey };
}

type Book = {
  workbook: WorkbookId;
  head: number;
  locked: boolean;
  submission: number;
  generation: number;
  cells: Map<string, string>;
  clients: Map<PersonId, number>;
};

const PEOPLE = ['p_amal', 'p_bene', 'p_chen', 'p_dara'] as PersonId[];
const CELLS = Array.from({ length: 12 }, (_, i) => `kpi_${i % 4}.data_${i}:value`);

/** The steps of a journal of at least `entries` entries over two workbooks. */
export function drawSteps(random: Random, entries: number): Step[] {
  const books = ['wb_one', 'wb_two'].map(
    (workbook): Book => ({
      workbook: workbook as WorkbookId,
      head: 0,
      locked: false,
      submission: 0,
      generation: 1,
      cells: new Map(),
      clients: new Map(),
    }),
  );
  const steps: Step[] = [];
  let made = 0;
  let at = 1_700_000_000_000;
  while (made < entries) {
    const book = books[random.below(2)] as Book;
    at += 1 + random.below(5_000);
    const request = drawRequest(random, book, at);
    book.head += request.entries.length;
    made += request.entries.length;
    steps.push({ kind: 'append', request });
    if (random.below(12) === 0) steps.push({ kind: 'checkpoint' });
  }
  return [...steps, { kind: 'checkpoint' }];
}

function drawRequest(random: Random, book: Book, at: number): AppendRequest {
  const { workbook } = book;
  const by = PEOPLE[random.below(PEOPLE.length)] as PersonId;
  const request = (entries: NewEntry[]) => ({ workbook, expected: book.head, entries });
  const event = (what: Event): NewEntry => {
    const command = `c_${workbook}_${book.head + 1}` as CommandId;
    // Of those from before there were salts and of those since.
    const salt = book.head % 2 === 0 ? {} : { salt: `salt of entry ${book.head + 1}` };
    return { v: 1, kind: 'event', workbook, at, by, door: 'api', command, event: what, ...salt };
  };
  if (book.head === 0)
    return request([
      event({
        type: 'workbook-opened',
        city: 'Riverton',
        title: workbook,
        edition: '2017',
        due: null,
      }),
    ]);
  const dice = random.below(10);
  if (book.locked || dice === 0) return { ...request([]), ...drawLock(random, book, event) };
  if (dice < 3) return request([event(drawEvent(random, book))]);
  return drawEdits(random, book, { at, by });
}

function drawLock(random: Random, book: Book, event: (what: Event) => NewEntry) {
  if (book.locked) {
    book.locked = false;
    return {
      entries: [event({ type: 'unlocked', submission: book.submission, reason: 'Wrong unit.' })],
    };
  }
  book.locked = true;
  book.submission += 1;
  book.generation += 1;
  const { submission, generation, head } = book;
  const text = `{"submission":${submission}}`;
  const lock: Event = {
    type: 'locked',
    submission,
    upTo: head,
    snapshot: sha256Hex(text),
    generation,
    reported: book.cells.size,
    missing: 0,
  };
  return {
    entries: [event(lock)],
    snapshot: { submission, text },
    generation: { generation, upTo: head, base: random.bytes(20) },
  };
}

function drawEvent(random: Random, book: Book): Event {
  const person = PEOPLE[random.below(PEOPLE.length)] as PersonId;
  const entity = 'e_water' as EntityId;
  const row = 'kpi_1.data_1' as never;
  switch (random.below(5)) {
    case 0:
      return { type: 'member-added', person, role: 'contributor', entity };
    case 1:
      return { type: 'member-added', person, role: 'auditor', entity: null };
    case 2:
      return { type: 'member-removed', person };
    case 3:
      return { type: 'verified', row, verdict: 'yes', result: String(random.below(100)), note: '' };
    default:
      return { type: 'entity-added', entity: `e_${book.head}` as EntityId, name: 'Water Board' };
  }
}

function drawEdits(
  random: Random,
  book: Book,
  { at, by }: { at: number; by: PersonId },
): AppendRequest {
  const { workbook } = book;
  const known = book.clients.get(by);
  const client = known ?? 1_000 + random.below(4_000_000_000);
  book.clients.set(by, client);
  const entries = Array.from({ length: 1 + random.below(3) }, (): NewEntry => {
    const cells = Array.from({ length: 1 + random.below(2) }, () => {
      const cell = CELLS[random.below(CELLS.length)] as CellId;
      const before = book.cells.get(cell) ?? null;
      if (random.below(8) === 0) return { cell, before, after: before, attempted: 'lost' };
      const after = random.below(6) === 0 ? null : String(random.below(1_000));
      if (after === null) book.cells.delete(cell);
      else book.cells.set(cell, after);
      return { cell, before, after };
    });
    const update = Buffer.from(random.bytes(24)).toString('base64');
    const { generation } = book;
    return {
      v: 1,
      kind: 'edit',
      workbook,
      at,
      by,
      door: 'socket',
      generation,
      client,
      cells,
      update,
    };
  });
  const claims = known === undefined ? [{ client, person: by }] : [];
  return { workbook, expected: book.head, entries, claims };
}

/** Writes a journal to a new file and answers its signed heads. `signed` takes the place of new signatures. */
export function writeJournal(
  file: string,
  steps: Step[],
  { key }: Keys,
  signed?: SignedHead[],
): SignedHead[] {
  const database = openDatabase(file);
  migrateDatabase(database);
  // As a store leaves a new file: its list of workbooks is counted in the present way.
  database.pragma(`user_version = ${COUNTING}`);
  // A clean copy of a lost machine's disk is not the matter here, and a thousand journals are to be written.
  const committer = openCommitter(file, openListingFollower);
  const perform = (calls: Parameters<typeof committer.commit>[0]) => {
    const [answer] = committer.commit(calls);
    if (answer?.kind === 'defect' || answer?.kind === 'unavailable')
      throw new Error(answer.message);
    if (answer?.kind === 'appended' && !answer.results.every((result) => result.ok))
      throw new Error(`a request was refused: ${JSON.stringify(answer.results)}`);
  };
  for (const workbook of ['wb_one', 'wb_two'])
    perform([{ kind: 'operation', name: 'createWorkbook', argument: { workbook, at: 1 } }]);
  const heads: SignedHead[] = [];
  let requests: AppendRequest[] = [];
  const flush = () => {
    if (requests.length > 0) perform([{ kind: 'append', requests }]);
    requests = [];
  };
  for (const step of steps) {
    if (step.kind === 'append') {
      requests.push(step.request);
      continue;
    }
    flush();
    const stored = database.prepare('SELECT size, frontier FROM tree').get() as {
      size: number;
      frontier: Buffer;
    };
    const root = frontierRoot(unpackFrontier(stored.size, stored.frontier));
    const text = formatCheckpoint({ origin: ORIGIN, size: stored.size, root });
    heads.push({ size: stored.size, root, note: signNote(text, [key]), at: heads.length });
    if (signed === undefined)
      perform([{ kind: 'operation', name: 'addCheckpoint', argument: heads.at(-1) }]);
  }
  flush();
  const insert = database.prepare(
    'INSERT INTO checkpoint (size, root, note, at) VALUES (@size, @root, @note, @at)',
  );
  for (const head of signed ?? []) insert.run(head);
  committer.close();
  database.close();
  return signed ?? heads;
}
