/**
 * Whether the server can do what it is there for: what it writes has to get onto the disk, and soon. And what somebody
 * should look at although all works: a clock that was set back, a backup that is old.
 */
import type { SettingStore } from '@tallystick/store/port-settings';
import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { HEALTH_LOOK_MS, HEALTH_WRITE_MS } from '../service/limits.ts';
import type { RouteContext } from './context.ts';

/** `/healthz` for whoever looks after it, `/readyz` for what sends people here. */
export function healthRoutes(
  app: FastifyInstance,
  { store, now, clock, backups }: Pick<RouteContext, 'store' | 'now' | 'clock' | 'backups'>,
): void {
  const health = new Health(store, now);
  app.get('/healthz', async (_request, reply) => {
    const ok = await health.canWrite();
    const backup = await backups.state();
    const about = {
      clockSetBack: clock.isSetBack,
      ...(backup === null ? {} : { backupOld: backup.old }),
    };
    return reply
      .code(ok ? 200 : 503)
      .send(ok ? { ok, ...about } : { ok, cannot: 'write', ...about });
  });
  // Listening begins when all stands and ends first, so whoever gets an answer may send people here.
  app.get('/readyz', async () => ({ ready: true }));
}

class Health {
  readonly #store: Pick<SettingStore, 'setSetting'>;
  readonly #now: () => number;
  #last: { at: number; canWrite: Promise<boolean> } | null = null;

  constructor(store: Pick<SettingStore, 'setSetting'>, now: () => number) {
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
