/**
 * The epoch of a database: a short random value in the names of its rooms. It is a new one whenever the journal is behind
 * what clients were told, so that no document from before can be taken for one of now: pages and programs hold entries
 * that the restored journal has not, and would hand them in as their own.
 *
 * How far they were told is noted in a small file beside the database before each answer: a write of 45 bytes to the
 * system's memory, some twenty microseconds, which outlives the process. It is synced once a second, so after a power cut
 * it may lag by that. A backup put in the database's place is then found out by its size, or by its epoch, or because the
 * file is missing. One that is put back together with the file cannot be: there the gate alone stands (docs/gate.md).
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Store } from '@tallystick/store/port';
import type { AuditAppend, AuditAppendResult } from '@tallystick/store/port-audit';
import type { AppendRequest, AppendResult } from '@tallystick/store/port-journal';
import type { FastifyBaseLogger } from 'fastify';
import { TOLD_SYNC_MS } from '../service/limits.ts';

/** Begins with the database's name: who removes all of its files removes this one too. */
const TOLD_FILE = 'tallystick.sqlite-told';
/** Setting of the store. */
const EPOCH = 'epoch';
/** Stands in the file for the first epoch, which has no value, and for one that no database has. */
const FIRST = '-';
const NONE = 'restored';

type Log = Pick<FastifyBaseLogger, 'error' | 'warn'>;
type Told = { epoch: string; size: number };

/** An open epoch: its name, empty in a database's first, and the store whose answers it notes. */
export type Epoch = { name: string; store: Store };

/** Opens the epoch of a database, or begins another where the journal is behind. Rejects with the disk's errors. */
export async function openEpoch(made: { dataDir: string; store: Store; log: Log }): Promise<Epoch> {
  const { dataDir, store, log } = made;
  const kept = await store.setting(EPOCH);
  const size = await store.treeSize();
  const told = readTold(dataDir);
  const behind = whyBehind({ kept, size, told });
  const name = behind === undefined ? (kept ?? '') : `e${randomBytes(4).toString('hex')}`;
  if (name !== kept) await store.setSetting(EPOCH, name);
  if (behind !== undefined) {
    log.warn({ epoch: name }, `${behind}: a new epoch begins, and pages come back into new rooms`);
  }
  const note = new ToldNote(dataDir, { epoch: name === '' ? FIRST : name, size }, log);
  return { name, store: note.over(store) };
}

/**
 * The next start begins a new epoch, whatever the database holds then: a restore says so by calling this, once the
 * backup is in place. For a data folder that no server holds.
 */
export function beginEpochAtNextStart(dataDir: string): void {
  const file = openSync(join(dataDir, TOLD_FILE), 'w', 0o600);
  try {
    writeSync(file, textOf({ epoch: NONE, size: 0 }));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Why the journal must be taken for older than what was told; undefined where nothing says so. */
function whyBehind(at: {
  kept: string | undefined;
  size: number;
  told: Told | undefined;
}): string | undefined {
  const { kept, size, told } = at;
  if (told === undefined) {
    // Neither was ever there: a first start, perhaps of a database from before there were epochs.
    return kept === undefined || size === 0 ? undefined : 'the database came without its notes';
  }
  if (told.size > size) return `the database ends at ${size} entries, and ${told.size} were told`;
  if (told.epoch !== (kept === '' ? FIRST : kept)) return 'the database is of another epoch';
  return undefined;
}

/** What the file says; undefined where there is none, or none that can be read. */
function readTold(dataDir: string): Told | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, TOLD_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
  const parts = /^tallystick-told\/1\n(\S{1,9}) *\n *(\d{1,16})\n$/.exec(text);
  return parts === null ? undefined : { epoch: parts[1] as string, size: Number(parts[2]) };
}

/** Of one length whatever it says, so that it is written over in place. */
function textOf({ epoch, size }: Told): string {
  return `tallystick-told/1\n${epoch.padEnd(9)}\n${String(size).padStart(16)}\n`;
}

class ToldNote {
  readonly #file: number;
  readonly #log: Log;
  readonly #sync: NodeJS.Timeout;
  #told: Told;
  #isSynced = true;
  #hasFailed = false;
  #isClosed = false;

  constructor(dataDir: string, told: Told, log: Log) {
    this.#log = log;
    this.#told = told;
    // Written over in place: a file that is emptied first would say nothing if the power failed just then.
    this.#file = openSync(join(dataDir, TOLD_FILE), constants.O_RDWR | constants.O_CREAT, 0o600);
    const text = textOf(told);
    writeSync(this.#file, text, 0);
    ftruncateSync(this.#file, text.length);
    fsyncSync(this.#file);
    this.#sync = setInterval(() => this.#syncSoon(), TOLD_SYNC_MS);
    this.#sync.unref();
  }

  /** The store, its answers noted before anybody hears of them. */
  over(store: Store): Store {
    const append = async (requests: AppendRequest[]): Promise<AppendResult[]> => {
      const results = await store.append(requests);
      for (const result of results) if (result.ok) this.#note(result.treeSize);
      return results;
    };
    const appendAudit = async (request: AuditAppend): Promise<AuditAppendResult> => {
      const result = await store.appendAudit(request);
      if (result.ok) this.#note(result.treeSize);
      return result;
    };
    const close = async (): Promise<void> => {
      await store.close();
      this.#close();
    };
    return { ...store, append, appendAudit, close };
  }

  #note(size: number): void {
    if (size <= this.#told.size) return;
    this.#told = { ...this.#told, size };
    this.#isSynced = false;
    this.#try(() => writeSync(this.#file, textOf(this.#told), 0));
  }

  #syncSoon(): void {
    if (this.#isSynced) return;
    this.#isSynced = true;
    fdatasync(this.#file, (error) => this.#met(error));
  }

  #close(): void {
    clearInterval(this.#sync);
    this.#isClosed = true;
    this.#try(() => fsyncSync(this.#file));
    closeSync(this.#file);
  }

  /** What cannot be noted keeps nobody from their work: only a restore may go unnoticed. */
  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#met(error);
    }
  }

  #met(error: unknown): void {
    if (error === null || this.#hasFailed || this.#isClosed) return;
    this.#hasFailed = true;
    this.#log.error({ error }, 'how far the journal was told cannot be noted');
  }
}
