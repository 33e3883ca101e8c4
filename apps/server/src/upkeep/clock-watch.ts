/**
 * Notices entries that are dated before the one before them in their journal: the machine's clock was set back. The
 * order of a journal is by number, so nothing is lost; but times on screens and in proofs are then wrong, and whoever
 * runs the server must know at once.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { AppendRequest, AppendResult, JournalStore } from '@tallystick/store/port-journal';
import type { FastifyBaseLogger } from 'fastify';

export class ClockWatch {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  /** The latest date of each journal that was written to. */
  readonly #latest = new Map<WorkbookId, number>();
  readonly #behind = new Set<WorkbookId>();

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log;
  }

  /** Whether the last entry of some journal is dated before an earlier one. */
  get isSetBack(): boolean {
    return this.#behind.size > 0;
  }

  /** The store, its appends watched. What the watch itself cannot read is not said, and no append fails by it. */
  over<Journal extends JournalStore>(store: Journal): Journal {
    const append = async (requests: AppendRequest[]): Promise<AppendResult[]> => {
      const results = await store.append(requests);
      for (const [i, request] of requests.entries()) {
        const result = results[i];
        if (result?.ok === true) await this.#look(store, request, result.first);
      }
      return results;
    };
    return { ...store, append };
  }

  async #look(
    store: JournalStore,
    { workbook, entries }: AppendRequest,
    first: number,
  ): Promise<void> {
    let latest = this.#latest.get(workbook) ?? (await dateBefore(store, workbook, first));
    for (const [i, { at }] of entries.entries()) {
      if (at >= latest) {
        latest = at;
        this.#behind.delete(workbook);
      } else if (!this.#behind.has(workbook)) {
        this.#behind.add(workbook);
        const said = { workbook, number: first + i, by_ms: latest - at };
        this.#log.warn(said, 'the clock was set back: an entry is dated before the one before it');
      }
    }
    this.#latest.set(workbook, latest);
  }
}

async function dateBefore(
  store: JournalStore,
  workbook: WorkbookId,
  first: number,
): Promise<number> {
  if (first === 1) return 0;
  try {
    const [before] = await store.entries(workbook, { after: first - 2, limit: 1 });
    return before?.entry.at ?? 0;
  } catch {
    return 0;
  }
}
