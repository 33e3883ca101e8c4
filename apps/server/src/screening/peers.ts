/**
 * Verified results of other cities, as numbers alone: what a screening holds a city's results against. Whose they are
 * never leaves this file, and a city counts once.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import { emptyState, fold } from '@tallystick/domain/fold';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { PeerCity } from '@tallystick/domain/screening/peer-span';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { WorkbookRow, WorkbookStore } from '@tallystick/store/port-workbooks';
import { PEER_WORKBOOKS_MAX } from '../service/limits.ts';
import type { WorkbookNow } from '../workbook/deps.ts';
import { readEntries } from '../workbook/load.ts';
import { cityKey, isSameCity } from './same-city.ts';

type Reads = Pick<JournalReads, 'entries' | 'snapshot'> & Pick<WorkbookStore, 'workbooks'>;
/** What is known of one workbook up to an entry, and of its verified results. */
type Known = { upTo: number; state: WorkbookState; city: PeerCity };

export class Peers {
  readonly #store: Reads;
  readonly #known = new Map<WorkbookId, Promise<Known>>();

  constructor(store: Reads) {
    this.#store = store;
  }

  /** By row, in no order that says anything. Of the workbook's own city there is nothing among them. */
  async of(workbook: Pick<WorkbookNow, 'id' | 'state'>): Promise<Map<string, string[]>> {
    const byRow = new Map<string, string[]>();
    for (const { results } of await this.cities(workbook))
      for (const [at, decimal] of results) byRow.set(at, [...(byRow.get(at) ?? []), decimal]);
    for (const [at, values] of byRow)
      byRow.set(
        at,
        values.toSorted((a, b) => Number(a) - Number(b)),
      );
    return byRow;
  }

  /** Other cities that have verified results, each once, without a name. */
  async cities({ id, state }: Pick<WorkbookNow, 'id' | 'state'>): Promise<PeerCity[]> {
    const rows = (await this.#store.workbooks())
      .filter((row) => row.workbook !== id && row.deletedAt === null)
      .filter((row) => row.head > 0 && !isSameCity(row.city, state.city))
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .slice(0, PEER_WORKBOOKS_MAX);
    this.#forgetAllBut(new Set([id, ...rows.map((row) => row.workbook)]));
    const cities = new Map<string, PeerCity>();
    for (const row of rows) {
      const { state: theirs, city } = await this.#read(row);
      if (theirs.edition !== state.edition || city.results.size === 0) continue;
      const key = cityKey(row.city);
      if (!cities.has(key)) cities.set(key, city);
    }
    return [...cities.values()];
  }

  /** One after the other: two that ask for the same workbook at once read it once. */
  #read({ workbook, head }: WorkbookRow): Promise<Known> {
    const before = this.#known.get(workbook) ?? Promise.resolve(nothing());
    const reading = before.then((known) =>
      known.upTo >= head ? known : this.#readOn(workbook, known, head),
    );
    this.#known.set(workbook, reading);
    reading.catch(() => this.#known.delete(workbook));
    return reading;
  }

  async #readOn(workbook: WorkbookId, known: Known, head: number): Promise<Known> {
    let { state } = known;
    let isOther = false;
    const range = { after: known.upTo, upTo: head, kind: 'event' } as const;
    for await (const { entry } of readEntries(this.#store, workbook, range)) {
      const event = entry as EventEntry;
      state = fold(state, event);
      isOther ||= event.event.type === 'verification-released';
    }
    const city = isOther ? await this.#verified(workbook, state) : known.city;
    return { upTo: head, state, city };
  }

  /** Results whose verdict is yes, as the city was shown them, with the version that they were released with. */
  async #verified(workbook: WorkbookId, state: WorkbookState): Promise<PeerCity> {
    const results = new Map<string, string>();
    const snapshots = new Map<number, Snapshot | undefined>();
    for (const { row, verdict, result, version } of state.shown.values()) {
      if (verdict !== 'yes' || version === undefined) continue;
      if (!snapshots.has(version)) {
        const text = await this.#store.snapshot(workbook, version);
        snapshots.set(version, text === undefined ? undefined : (JSON.parse(text) as Snapshot));
      }
      const locked = snapshots.get(version)?.results[row];
      if (locked?.text === result && locked.decimal !== null) results.set(row, locked.decimal);
    }
    const last = [...snapshots].toSorted(([a], [b]) => b - a)[0]?.[1];
    return { population: last === undefined ? null : populationOf(last.cells), results };
  }

  #forgetAllBut(kept: ReadonlySet<WorkbookId>): void {
    for (const workbook of this.#known.keys())
      if (!kept.has(workbook)) this.#known.delete(workbook);
  }
}

/** A state of its own: `fold` writes into its maps. */
const nothing = (): Known => ({
  upTo: 0,
  state: emptyState(),
  city: { population: null, results: new Map() },
});

const POPULATION = 'city.population:value';

/** Inhabitants as they are typed; null where that is no plain number. */
export function populationOf(cells: Readonly<Record<string, string>>): number | null {
  const typed = Number(cells[POPULATION] ?? '');
  return Number.isFinite(typed) && typed > 0 ? typed : null;
}
