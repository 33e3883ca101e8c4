/** Whether the server can do what it is there for: what it writes has to get onto the disk, and soon. */
import type { Store } from '@tallystick/store/port';
import { setTimeout as pause } from 'node:timers/promises';
import { HEALTH_LOOK_MS, HEALTH_WRITE_MS } from '../limits.ts';

export class Health {
  readonly #store: Pick<Store, 'setSetting'>;
  readonly #now: () => number;
  #last: { at: number; canWrite: Promise<boolean> } | null = null;

  constructor(store: Pick<Store, 'setSetting'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** By a small write of its own: nobody may be writing when somebody asks. Many who ask share one. */
  async canWrite(): Promise<boolean> {
    const now = this.#now();
    if (this.#last === null || Math.abs(now - this.#last.at) >= HEALTH_LOOK_MS) {
      this.#last = { at: now, canWrite: this.#write(now) };
    }
    return await this.#last.canWrite;
  }

  async #write(now: number): Promise<boolean> {
    const written = this.#store.setSetting('written-at', String(now)).then(
      () => true,
      () => false,
    );
    return await Promise.race([written, pause(HEALTH_WRITE_MS, false, { ref: false })]);
  }
}
