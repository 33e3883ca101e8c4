/**
 * Own values in the browser's database. Written a moment after they change and without waiting for the disk: where that
 * fails, only what a restored server has forgotten is not told by this browser.
 */
import { type KeptDatabase, keysOf } from './kept-database.ts';
import { hasLeft } from './kept-views.ts';
import { OwnValues, type OwnValue } from './own-values.ts';

/** Wait after a change until it is written, in milliseconds: a paste is one write. */
const PACE_MS = 250;

export class KeptOwn {
  private readonly database: KeptDatabase;
  private readonly whose: { workbook: string; person: string };
  private readonly waiting = new Map<string, OwnValue | undefined>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: KeptDatabase, whose: { workbook: string; person: string }) {
    this.database = database;
    this.whose = whose;
    if (typeof window !== 'undefined') window.addEventListener('pagehide', this.write);
  }

  async load(): Promise<OwnValues> {
    const range = keysOf(this.whose.person, this.whose.workbook);
    const table = this.database.transaction('own').store;
    const [values, keys] = await Promise.all([table.getAll(range), table.getAllKeys(range)]);
    const left = keys.map(([, , cell], at): [string, OwnValue] => [cell, values[at] as OwnValue]);
    return new OwnValues(left, (cell, value) => {
      this.waiting.set(cell, value);
      this.timer ??= setTimeout(this.write, PACE_MS);
    });
  }

  /** Writes what waits; nothing is written afterwards. */
  close(): void {
    this.write();
    if (typeof window !== 'undefined') window.removeEventListener('pagehide', this.write);
  }

  private readonly write = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const changed = [...this.waiting];
    this.waiting.clear();
    if (changed.length === 0 || hasLeft(this.whose.person)) return;
    const { person, workbook } = this.whose;
    try {
      const change = this.database.transaction('own', 'readwrite');
      const ignored = (): void => {};
      for (const [cell, value] of changed) {
        const key: [string, string, string] = [person, workbook, cell];
        if (value === undefined) change.store.delete(key).catch(ignored);
        else change.store.put(value, key).catch(ignored);
      }
      change.commit();
      change.done.catch(ignored);
    } catch {
      // The database is closed: a newer version of the app has it.
    }
  };
}
