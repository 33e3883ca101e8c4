/**
 * Whether the server can do its work: what it writes must reach the disk, and soon. It also tells what somebody should
 * look at although everything works: a clock that was set back, a backup that is old.
 */
import type { SettingStore } from '@tallystick/store/port-settings';
import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { HEALTH_LOOK_MS, HEALTH_WRITE_MS } from '../service/limits.ts';
import { z } from 'zod';
import { everybody } from './access.ts';
import type { RouteContext } from './context.ts';
import { json } from './operation.ts';
import { serve } from './serve.ts';

/** What `/healthz` tells besides: all works, and somebody should look at it. */
const worthALook = { clockSetBack: z.boolean(), backupOld: z.boolean().exactOptional() };

/** `/healthz` for whoever looks after it, `/readyz` for what sends people here. */
export function healthRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, now, clock, backups } = context;
  const health = new Health(store, now);

  serve(
    { app, context },
    {
      method: 'get',
      path: '/healthz',
      tag: 'service',
      summary: 'Whether the server is up and can write',
      access: everybody,
      answers: {
        200: json(
          'It can. `clockSetBack`: the last entry of a workbook is dated before an earlier one. `backupOld`, where an age is set: the last good backup is older.',
          z.strictObject({ ok: z.literal(true), ...worthALook }),
        ),
        503: json(
          'It is up, reads, and refuses every change: the disk is full, read-only or too slow.',
          z.strictObject({ ok: z.literal(false), cannot: z.literal('write'), ...worthALook }),
        ),
      },
    },
    async ({ reply }) => {
      const ok = await health.canWrite();
      const backup = await backups.state();
      const about = {
        clockSetBack: clock.isSetBack,
        ...(backup === null ? {} : { backupOld: backup.old }),
      };
      return reply
        .code(ok ? 200 : 503)
        .send(ok ? { ok, ...about } : { ok, cannot: 'write', ...about });
    },
  );

  // Listening begins when all stands and ends first, so whoever gets an answer may send people here.
  serve(
    { app, context },
    {
      method: 'get',
      path: '/readyz',
      tag: 'service',
      summary: 'Whether people may be sent here',
      about: 'Before it is ready and once it stops it does not listen.',
      access: everybody,
      answers: { 200: json('They may.', z.strictObject({ ready: z.literal(true) })) },
    },
    async () => ({ ready: true }) as const,
  );
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
