/**
 * A workbook with as many edits as asked for, over several locks, written straight into the store. A million edits
 * through sockets would take an hour; what is written is what the server would have written.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { type CellSpec, cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import type { Command } from '@tallystick/domain/commands';
import type { CellChange, EditEntry, EventEntry } from '@tallystick/domain/entry';
import { fold } from '@tallystick/domain/fold';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { yes } from '@tallystick/domain/refusals';
import type { WorkbookState } from '@tallystick/domain/state';
import { baseUpdate, createRoom, setCells } from '@tallystick/room/shape';
import { planCommand } from '@tallystick/server/workbook/command';
import { loadWorkbook } from '@tallystick/server/workbook/load';
import type { Store } from '@tallystick/store/port';
import type { AppendRequest, AppendResult } from '@tallystick/store/port-journal';
import { applyUpdate, type Doc } from 'yjs';
import { type Random, randomFrom } from '../gate/random.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Entries of one append: large enough that commits cost little, small enough to be under way while others are made. */
const ENTRIES_PER_APPEND = 2_000;
/** Edits after which a person's browser tab was closed and another opened: a new client id. */
const EDITS_PER_CLIENT = 400;
/** Milliseconds between two edits, so that a million of them is half a year of work. */
const STEP_MS = 15_000;

export type JournalPlan = {
  workbook: WorkbookId;
  /** The head who locks, and those who write. */
  head: PersonId;
  writers: PersonId[];
  edits: number;
  /** Locks (each with its unlock) spread over the edits. */
  locks: number;
  /** Edits after the last lock. */
  lastEdits: number;
  seed: number;
  /** Client ids besides those that are written under, spread over the edits: of pages that wrote elsewhere or later. */
  claims?: number;
  /** Comments, spread over the edits. */
  comments?: number;
  /** Characters of what is written into cells of text. */
  textChars?: number;
};

type Pen = {
  store: Store;
  plan: JournalPlan;
  catalogue: Catalogue;
  random: Random;
  state: WorkbookState;
  head: number;
  generation: number;
  doc: Doc;
  cells: Map<CellId, string>;
  /** The update of the transaction that just ended. */
  update: Uint8Array;
  clients: { id: number; edits: number }[];
  /** Client ids that somebody owns: of a hundred thousand at random two are the same more often than not. */
  owned: Set<number>;
  claims: NonNullable<AppendRequest['claims']>;
  at: number;
  underWay: Promise<AppendResult[]> | null;
};

/** Writes the edits and the locks. Throws where the store refuses: then the journal would not be a valid one. */
export async function writeLongJournal(store: Store, plan: JournalPlan): Promise<void> {
  const loaded = await loadWorkbook(store, plan.workbook);
  if (loaded === undefined) throw new Error('the workbook is not there');
  const pen: Pen = {
    store,
    plan,
    catalogue: loadCatalogue(),
    random: randomFrom(plan.seed),
    state: loaded.state,
    head: loaded.head,
    generation: loaded.generation,
    doc: createRoom(),
    cells: new Map(),
    update: new Uint8Array(),
    clients: [],
    owned: new Set(),
    claims: [],
    at: Date.now() - STEP_MS * (plan.edits + 10 * plan.locks + (plan.comments ?? 0) + 100),
    underWay: null,
  };
  listen(pen);
  const perLock = Math.floor((plan.edits - plan.lastEdits) / Math.max(1, plan.locks));
  for (let lock = 0; lock < plan.locks; lock++) {
    await writeEdits(pen, perLock);
    await command(pen, { type: 'lock' });
    await command(pen, { type: 'unlock', reason: 'The next round begins' });
  }
  await writeEdits(pen, plan.edits - perLock * plan.locks);
  await settled(pen);
}

function listen(pen: Pen): void {
  pen.doc.on('update', (update: Uint8Array) => {
    pen.update = update;
  });
}

/** What is typed into cells, each a value that its cell takes. */
function* values(pen: Pen): Generator<[CellId, string]> {
  const specs = [...cellSpecs(pen.catalogue).values()].filter((spec) => spec.column !== 'override');
  // First every cell once, as a city does; then corrections anywhere.
  for (const spec of specs) yield* valueOf(pen, spec);
  for (;;) yield* valueOf(pen, pen.random.pick(specs));
}

function* valueOf({ random, plan }: Pen, spec: CellSpec): Generator<[CellId, string]> {
  const tries = [
    String(random.below(90) + 1),
    '1',
    '2025',
    `Report ${random.below(1_000_000)}`,
    'yes',
  ];
  const text = spec.choices?.[0] ?? tries.find((each) => readCell(spec, each).ok);
  const said = (tries[3] ?? '').padEnd(plan.textChars ?? 0, ' as reported');
  if (text !== undefined) yield [spec.cell, spec.kind === 'text' ? said : text];
}

async function writeEdits(pen: Pen, count: number): Promise<void> {
  const typed = values(pen);
  let entries: Omit<EditEntry, 'number'>[] = [];
  while (count > 0) {
    const [cell, text] = typed.next().value as [CellId, string];
    if (pen.cells.get(cell) === text) continue;
    entries.push(edit(pen, cell, text));
    count--;
    if (entries.length < ENTRIES_PER_APPEND && count > 0) continue;
    claimMore(pen, entries.length);
    await append(pen, { entries, claims: pen.claims.splice(0) });
    await comment(pen, entries);
    entries = [];
  }
}

function claimMore(pen: Pen, edits: number): void {
  const { plan, claims } = pen;
  const share = ((plan.claims ?? 0) * edits) / plan.edits;
  for (let i = 0; i < Math.round(share); i++) {
    claims.push({ client: freeClient(pen), person: plan.head });
  }
}

/** As many comments on what was just edited as are its share. */
async function comment(pen: Pen, edits: Omit<EditEntry, 'number'>[]): Promise<void> {
  const share = ((pen.plan.comments ?? 0) * edits.length) / pen.plan.edits;
  for (let i = 0; i < Math.round(share); i++) {
    const cell = edits[i]?.cells[0]?.cell as CellId;
    const text = `Which page of the report is it that says so? (${i})`;
    await command(pen, { type: 'comment', cell, parent: null, text, audience: 'members' });
  }
}

function edit(pen: Pen, cell: CellId, text: string): Omit<EditEntry, 'number'> {
  const writer = pen.random.below(pen.plan.writers.length);
  const client = clientOf(pen, writer);
  pen.doc.clientID = client;
  setCells(pen.doc, [[cell, text]], 'local');
  const change: CellChange = { cell, before: pen.cells.get(cell) ?? null, after: text };
  pen.cells.set(cell, text);
  return {
    v: 1,
    kind: 'edit',
    workbook: pen.plan.workbook,
    at: (pen.at += STEP_MS),
    by: pen.plan.writers[writer] as PersonId,
    door: 'socket',
    generation: pen.generation,
    client,
    cells: [change],
    update: Buffer.from(pen.update).toString('base64'),
  };
}

function freeClient({ random, owned }: Pen): number {
  for (;;) {
    const id = 2 + random.below(2 ** 32 - 3);
    if (owned.has(id)) continue;
    owned.add(id);
    return id;
  }
}

function clientOf(pen: Pen, writer: number): number {
  const known = pen.clients[writer];
  if (known !== undefined && known.edits++ < EDITS_PER_CLIENT) return known.id;
  const id = freeClient(pen);
  pen.clients[writer] = { id, edits: 1 };
  pen.claims.push({ client: id, person: pen.plan.writers[writer] as PersonId });
  return id;
}

/** Appends; one append is under way while the next entries are made. */
async function append(
  pen: Pen,
  request: Omit<AppendRequest, 'workbook' | 'expected'>,
): Promise<void> {
  await settled(pen);
  const { workbook } = pen.plan;
  pen.underWay = pen.store.append([{ workbook, expected: pen.head, ...request }]);
  pen.head += request.entries.length;
}

async function settled(pen: Pen): Promise<void> {
  const results = (await pen.underWay) ?? [];
  pen.underWay = null;
  for (const result of results)
    if (!result.ok) throw new Error(`the store refused an append: ${result.why}`);
}

/** A command as the server plans it; a lock begins a new generation of the room. */
async function command(pen: Pen, asked: Command): Promise<void> {
  const id = `c_${asked.type}_${pen.head}` as CommandId;
  const planned = planCommand(
    { person: pen.plan.head, admin: false, id, command: asked, door: 'api' },
    {
      workbook: pen.plan.workbook,
      state: pen.state,
      head: pen.head,
      now: (pen.at += STEP_MS),
      catalogueOf: () => pen.catalogue,
      cells: () => pen.cells,
      salt: `salt of entry ${pen.head + 1}`,
      admins: new Set(),
      files: new Map(),
      edits: () => yes([]),
    },
  );
  if (!planned.ok) throw new Error(`${asked.type} was refused: ${planned.refusal.code}`);
  const { entry, request } = planned.value;
  await append(pen, request);
  await settled(pen);
  pen.state = fold(pen.state, { ...entry, number: pen.head } as EventEntry);
  if (request.generation === undefined) return;
  pen.generation = request.generation.generation;
  pen.doc.destroy();
  pen.doc = createRoom();
  applyUpdate(pen.doc, baseUpdate(pen.cells));
  pen.clients = [];
  listen(pen);
}
