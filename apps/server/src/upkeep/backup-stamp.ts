/**
 * When the last good backup was made: a small file in the data folder, written by the backup and read by the server.
 * Where nobody has set how old it may get (`BACKUP_MAX_AGE_HOURS`), nothing is said of it.
 */
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceView } from '@tallystick/protocol/views-people';
import type { FastifyBaseLogger } from 'fastify';
import { STAMP_FILE } from '../service/data-folder.ts';
import { PUBLIC_FILE } from '../ledger/key-files.ts';
import { BACKUP_LOOK_MS } from '../service/limits.ts';

/** `at`: milliseconds since 1970. */
export type BackupStamp = { at: number; entries: number };

export async function writeStamp(dataDir: string, stamp: BackupStamp): Promise<void> {
  const file = join(dataDir, STAMP_FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(stamp)}\n`, { mode: 0o600 });
  // Made by root, it is still for the server to read, whose folder it lies in.
  const { uid, gid } = await stat(dataDir);
  if (process.getuid?.() === 0) await chown(`${file}.new`, uid, gid);
  await rename(`${file}.new`, file);
}

/** Undefined where no backup was ever made, or the file is not ours. */
async function readStamp(dataDir: string): Promise<BackupStamp | undefined> {
  try {
    const { at, entries } = JSON.parse(await readFile(join(dataDir, STAMP_FILE), 'utf8'));
    return Number.isSafeInteger(at) && Number.isSafeInteger(entries) ? { at, entries } : undefined;
  } catch {
    return undefined;
  }
}

export type BackupState = NonNullable<ServiceView['backup']>;

const HOUR_MS = 60 * 60_000;

export class BackupWatch {
  readonly #dataDir: string;
  readonly #maxAgeHours: number | null;
  readonly #now: () => number;
  #last: { at: number; state: Promise<BackupState | null> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(made: { dataDir: string; maxAgeHours: number | null; now: () => number }) {
    this.#dataDir = made.dataDir;
    this.#maxAgeHours = made.maxAgeHours;
    this.#now = made.now;
  }

  /** How it stands; null where nobody has set how old a backup may be. Read anew at most once in a while. */
  async state(): Promise<BackupState | null> {
    const now = this.#now();
    if (this.#last === undefined || Math.abs(now - this.#last.at) >= BACKUP_LOOK_MS) {
      this.#last = { at: now, state: this.#look(now) };
    }
    return await this.#last.state;
  }

  /** Says in the log, once a day, that the last backup is old: for whoever reads the log and asks no health. */
  warn(log: Pick<FastifyBaseLogger, 'warn'>): void {
    if (this.#maxAgeHours === null) return;
    const look = async () => {
      const state = await this.state();
      if (state?.old !== true) return;
      const at = state.at === null ? null : new Date(state.at).toISOString();
      const about = { lastBackup: at, maxAgeHours: state.maxAgeHours };
      log.warn(about, 'the last good backup is older than it may be: npm run backup -- FOLDER');
    };
    void look();
    this.#timer = setInterval(look, 24 * HOUR_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** When the data folder got its key: at the first start. Milliseconds since 1970; null where that cannot be told. */
  async #begun(): Promise<number | null> {
    return await stat(join(this.#dataDir, PUBLIC_FILE)).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
  }

  async #look(now: number): Promise<BackupState | null> {
    const maxAgeHours = this.#maxAgeHours;
    if (maxAgeHours === null) return null;
    const at = (await readStamp(this.#dataDir))?.at ?? null;
    // A new installation has none yet; it is late once the first one should have been.
    const since = at ?? (await this.#begun());
    return { at, maxAgeHours, old: since === null || now - since > maxAgeHours * HOUR_MS };
  }
}
