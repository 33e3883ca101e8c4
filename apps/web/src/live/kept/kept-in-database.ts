/**
 * Unsaved work in the browser's database: read once, then written behind what is in memory, in order. Only here it is
 * decided when something counts as kept: when its transaction is done.
 */
import type { RefusedDraft } from '../../lines/cell-store.ts';
import type { Keeping, QueuedCommand } from './keeping.ts';
import { type KeptDatabase, keptDatabase, keysOf } from './kept-database.ts';
import { DRAFTS_MAX, emptyStorage, keptInStorage } from './kept-in-storage.ts';
import { KeptOwn } from './kept-own.ts';
import type { OwnValues } from './own-values.ts';
import type { Unsaved } from './pending-writes.ts';

/** What is kept outlives a crash of the system too. */
const DURABLE = { durability: 'strict' } as const;

type Table = 'unsaved' | 'drafts' | 'commands';

/** Opens what is kept of a person in a workbook; plain storage where there is no database. Never rejects. */
export async function openKeeping(workbook: string, person: string): Promise<Keeping> {
  const plain = keptInStorage(workbook, person);
  const database = await keptDatabase();
  if (database === undefined) return plain;
  try {
    const ownKept = new KeptOwn(database, { workbook, person });
    const own = await ownKept.load();
    const kept = new KeptInDatabase(database, { workbook, person }, { own, ownKept });
    await kept.load();
    await kept.moveFrom(plain);
    return kept;
  } catch {
    return plain;
  }
}

/**
 * Invariant: what is in memory is in the database or on its way there; where a write fails, or the page ends before it
 * is done, it is in plain storage, from where the next opening takes it.
 */
class KeptInDatabase implements Keeping {
  private readonly cells = new Map<string, Unsaved>();
  private readonly refused = new Map<string, RefusedDraft>();
  private readonly queue = new Map<string, QueuedCommand>();
  private readonly database: KeptDatabase;
  private readonly whose: { workbook: string; person: string };
  readonly own: OwnValues;
  private readonly ownKept: KeptOwn;
  private onTheirWay = 0;
  private hasFailed = false;
  private isClosed = false;

  constructor(
    database: KeptDatabase,
    whose: { workbook: string; person: string },
    { own, ownKept }: { own: OwnValues; ownKept: KeptOwn },
  ) {
    this.database = database;
    this.whose = whose;
    this.own = own;
    this.ownKept = ownKept;
    if (typeof window !== 'undefined') window.addEventListener('pagehide', this.pageEnds);
  }

  get isSafe(): boolean {
    return this.onTheirWay === 0 && !this.hasFailed;
  }

  async load(): Promise<void> {
    const range = keysOf(this.whose.person, this.whose.workbook);
    const tables = this.database.transaction(['unsaved', 'drafts', 'commands']);
    const [unsaved, unsavedKeys, drafts, commands] = await Promise.all([
      tables.objectStore('unsaved').getAll(range),
      tables.objectStore('unsaved').getAllKeys(range),
      tables.objectStore('drafts').getAll(range),
      tables.objectStore('commands').getAll(range),
    ]);
    unsavedKeys.forEach(([, , cell], at) => this.cells.set(cell, unsaved[at] as Unsaved));
    for (const draft of drafts.toSorted((a, b) => a.at - b.at)) this.refused.set(draft.cell, draft);
    for (const each of commands.toSorted((a, b) => a.at - b.at)) this.queue.set(each.id, each);
  }

  /** Takes over what an older version of the app, or a page that ended in a hurry, left in plain storage. */
  async moveFrom(plain: Keeping): Promise<void> {
    const left = { cells: plain.unsaved(), drafts: plain.drafts(), commands: plain.commands() };
    if (left.cells.length + left.drafts.length + left.commands.length === 0) return;
    this.changeUnsaved(left.cells, []);
    this.keepDrafts(left.drafts);
    for (const command of left.commands) this.keepCommand(command);
    await this.settled;
    if (!this.hasFailed) emptyStorage(this.whose.workbook, this.whose.person);
  }

  drafts(): RefusedDraft[] {
    return [...this.refused.values()];
  }

  keepDrafts(drafts: RefusedDraft[]): void {
    for (const draft of drafts) {
      this.refused.delete(draft.cell);
      this.refused.set(draft.cell, draft);
    }
    this.put(
      'drafts',
      drafts.map((draft) => [draft.cell, draft]),
    );
    const tooMany = [...this.refused.keys()].slice(0, -DRAFTS_MAX);
    if (tooMany.length > 0) this.dropDrafts(tooMany);
  }

  dropDrafts(cells: string[]): void {
    for (const cell of cells) this.refused.delete(cell);
    this.remove('drafts', cells);
  }

  unsaved(): [string, Unsaved][] {
    return [...this.cells];
  }

  changeUnsaved(keep: [string, Unsaved][], drop: [string, string | null][]): void {
    const fresh = keep.filter(([cell, value]) => !isSame(this.cells.get(cell), value));
    for (const [cell, value] of fresh) this.cells.set(cell, value);
    // First what is kept, whole and at once: a page that ends may not get to its second step.
    this.put('unsaved', fresh);
    const gone = drop.filter(([cell, text]) => this.cells.get(cell)?.text === text);
    for (const [cell] of gone) this.cells.delete(cell);
    this.removeWhere(gone);
  }

  commands(): QueuedCommand[] {
    return [...this.queue.values()];
  }

  keepCommand(command: QueuedCommand): void {
    this.queue.set(command.id, command);
    this.put('commands', [[command.id, command]]);
  }

  dropCommand(id: string): void {
    this.queue.delete(id);
    this.remove('commands', [id]);
  }

  close(): void {
    this.isClosed = true;
    this.ownKept.close();
    if (typeof window !== 'undefined') window.removeEventListener('pagehide', this.pageEnds);
  }

  private settled: Promise<unknown> = Promise.resolve();

  private key(what: string): [string, string, string] {
    return [this.whose.person, this.whose.workbook, what];
  }

  private put(table: Table, values: [string, Unsaved | RefusedDraft | QueuedCommand][]): void {
    if (values.length === 0) return;
    this.write(() => {
      const change = this.database.transaction(table, 'readwrite', DURABLE);
      for (const [what, value] of values)
        change.store.put(value as never, this.key(what)).catch(saidByTransaction);
      // What was asked for is done even where the page ends now.
      change.commit();
      return change.done;
    });
  }

  private remove(table: Table, which: string[]): void {
    if (which.length === 0) return;
    this.write(() => {
      const change = this.database.transaction(table, 'readwrite', DURABLE);
      for (const what of which) change.store.delete(this.key(what)).catch(saidByTransaction);
      return change.done;
    });
  }

  /** Removes values that are still these texts. */
  private removeWhere(values: [string, string | null][]): void {
    if (values.length === 0) return;
    this.write(() => {
      const change = this.database.transaction('unsaved', 'readwrite', DURABLE);
      for (const [cell, text] of values) {
        const dropped = change.store.get(this.key(cell)).then(async (kept) => {
          if (kept?.text === text) await change.store.delete(this.key(cell));
        });
        dropped.catch(saidByTransaction);
      }
      return change.done;
    });
  }

  private write(begin: () => Promise<void>): void {
    if (this.isClosed) return;
    this.onTheirWay++;
    const done = async (): Promise<void> => {
      try {
        await begin();
      } catch {
        // Full, or the database is gone: the plain storage is tried, and leaving the page warns.
        this.hasFailed = true;
        this.saveInStorage();
      } finally {
        this.onTheirWay--;
      }
    };
    this.settled = Promise.all([this.settled, done()]);
  }

  private readonly pageEnds = (): void => {
    if (!this.isSafe) this.saveInStorage();
  };

  private saveInStorage(): void {
    const plain = keptInStorage(this.whose.workbook, this.whose.person);
    plain.changeUnsaved(this.unsaved(), []);
    plain.keepDrafts(this.drafts());
    for (const command of this.queue.values()) plain.keepCommand(command);
  }
}

/** A request that fails is told by the end of its transaction, where it is dealt with. */
const saidByTransaction = (): void => {};

function isSame(a: Unsaved | undefined, b: Unsaved): boolean {
  return a?.text === b.text && JSON.stringify(a.seen) === JSON.stringify(b.seen);
}
