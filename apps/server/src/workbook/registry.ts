/** The workbooks at work in this process: opened when asked for, one of each, let go when nobody is in them. */
import type { EventEntry } from '@tallystick/domain/entry';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { IDLE_WORKBOOK_MS } from '../service/limits.ts';
import type { Deps, WorkbookNow } from './deps.ts';
import { LiveWorkbook } from './live-workbook.ts';
import { tellOfRuling } from './rulings.ts';

export class Registry {
  readonly #deps: Deps;
  readonly #open = new Map<WorkbookId, Promise<LiveWorkbook | undefined>>();
  readonly #sweep: NodeJS.Timeout;
  readonly #outside: Deps['happened'];
  #opened = 0;

  constructor(deps: Deps) {
    this.#outside = deps.happened;
    this.#deps = { ...deps, happened: (from, entry) => this.#happened(from, entry) };
    this.#sweep = setInterval(() => {
      this.#letIdleGo().catch((error: unknown) => deps.log.error({ error }, 'idle sweep failed'));
    }, IDLE_WORKBOOK_MS / 10);
    this.#sweep.unref();
  }

  /** The workbook at work; undefined where there is none of this id. */
  async get(id: WorkbookId): Promise<LiveWorkbook | undefined> {
    const found = this.#open.get(id);
    if (found !== undefined) return await found;
    this.#opened += 1;
    const opening = LiveWorkbook.open(this.#deps, id);
    this.#open.set(id, opening);
    try {
      const workbook = await opening;
      if (workbook === undefined) this.#open.delete(id);
      return workbook;
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
  }

  /** How many times one was opened since the start. */
  get opened(): number {
    return this.#opened;
  }

  /** All that are open now. */
  async all(): Promise<LiveWorkbook[]> {
    const opened = await Promise.all(this.#open.values());
    return opened.filter((workbook) => workbook !== undefined);
  }

  /** Decides what waits, then lets everything go. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    for (const workbook of await this.all()) await workbook.close();
    this.#open.clear();
  }

  /** What is for every city reaches every room of the edition at once. */
  #happened(from: WorkbookNow, entry: EventEntry): void {
    this.#outside?.(from, entry);
    const { log } = this.#deps;
    const told = this.all().then((open) => tellOfRuling({ from, entry, open }));
    told.catch((error: unknown) => log.error({ error }, 'a ruling was not told'));
    if (entry.event.type === 'deleted') this.#letGo(from.id);
  }

  /** Whoever asks for a deleted workbook from now on finds none. It ends once its queue does, in which this is called. */
  #letGo(deleted: WorkbookId): void {
    const open = this.#open.get(deleted);
    this.#open.delete(deleted);
    const { log } = this.#deps;
    const closed = open?.then((workbook) => workbook?.close());
    closed?.catch((error: unknown) => log.error({ error }, 'deleted workbook not closed'));
  }

  async #letIdleGo(): Promise<void> {
    const since = this.#deps.now() - IDLE_WORKBOOK_MS;
    for (const workbook of await this.all()) {
      if (!workbook.isIdleSince(since)) continue;
      this.#open.delete(workbook.id);
      await workbook.close();
    }
  }
}
