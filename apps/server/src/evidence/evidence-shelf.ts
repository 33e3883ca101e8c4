/**
 * Where evidence comes in and goes out: bytes to the disk, what they are, and only then the row by which an entry may name
 * them. What nobody names goes again.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { HandedIn } from '@tallystick/domain/nouns/evidence/body';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { BlobPlace, BlobStore } from '@tallystick/store/blobs/port-blobs';
import type { EvidenceStore } from '@tallystick/store/blobs/port-evidence';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import type { FastifyBaseLogger } from 'fastify';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ScannerPlace } from '../service/scanner-config.ts';
import {
  EVIDENCE_COMING_MAX,
  EVIDENCE_COMING_PER_PERSON_MAX,
  EVIDENCE_FILE_BYTES_MAX,
  EVIDENCE_SWEEP_MS,
  EVIDENCE_WAITS_MS,
} from '../service/limits.ts';
import { mediaOf } from './media.ts';
import { receive } from './receive.ts';
import { scan } from './scanner.ts';

export type Shelved = { hash: string } & HandedIn;

type Made = {
  store: EvidenceStore & Pick<WorkbookStore, 'workbook'>;
  blobs: BlobStore;
  /** Null: nobody is asked whether a file does harm. */
  scanner: ScannerPlace | null;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'error' | 'info'>;
};

export class EvidenceShelf {
  readonly #made: Made;
  /** How many files are coming of each person. */
  readonly #coming = new Map<PersonId, number>();
  /** The bytes and the row of a file change together: one thing at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #sweeping: NodeJS.Timeout | undefined;

  constructor(made: Made) {
    this.#made = made;
  }

  /** Sweeps now and from time to time. */
  begin(): void {
    this.sweepNow();
    this.#sweeping = setInterval(() => this.sweepNow(), EVIDENCE_SWEEP_MS);
    this.#sweeping.unref();
  }

  /** Without waiting for it: what it does not get to, the next one does. */
  sweepNow(): void {
    this.sweep().catch((error: unknown) =>
      this.#made.log.error({ error }, 'files that nobody names are not swept'),
    );
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.#turn;
  }

  /** Refusals: those of `receive` and `scan`, evidence-kind, evidence-full, too-many-files. */
  async handIn(
    { workbook, person }: { workbook: WorkbookId; person: PersonId },
    body: Readable,
  ): Promise<Outcome<Shelved>> {
    const coming = this.#coming.get(person) ?? 0;
    const all = [...this.#coming.values()].reduce((sum, each) => sum + each, 0);
    if (coming >= EVIDENCE_COMING_PER_PERSON_MAX || all >= EVIDENCE_COMING_MAX)
      return no('too-many-files');
    this.#coming.set(person, coming + 1);
    try {
      return await this.#received({ workbook, person }, body);
    } finally {
      // Also where the disk takes nothing: their next file has its place again.
      const left = (this.#coming.get(person) ?? 1) - 1;
      if (left === 0) this.#coming.delete(person);
      else this.#coming.set(person, left);
    }
  }

  async #received(
    of: { workbook: WorkbookId; person: PersonId },
    body: Readable,
  ): Promise<Outcome<Shelved>> {
    const path = await this.#made.blobs.coming();
    try {
      return await this.#take({ ...of, path }, body);
    } finally {
      await rm(path, { force: true });
    }
  }

  async #take(
    of: { workbook: WorkbookId; person: PersonId; path: string },
    body: Readable,
  ): Promise<Outcome<Shelved>> {
    const { workbook, person: by, path } = of;
    const received = await receivedAt(path, body);
    if (!received.ok) return received;
    const { hash, size } = received.value;
    const media = await mediaOf(path);
    if (media === undefined) return no('evidence-kind');
    const { store, blobs, now, scanner } = this.#made;
    const scanned = scanner === null ? yes(null) : await scan(scanner, path);
    if (!scanned.ok) return scanned;
    const place = { workbook, hash };
    return await this.#inTurn(async () => {
      await blobs.take(path, place);
      const put = await store.putEvidence({ ...place, size, media, by, at: now() });
      if (put.ok) return yes({ hash, size, media });
      if ((await store.evidenceFile(workbook, hash)) === undefined) await blobs.remove(place);
      return no('evidence-full');
    });
  }

  async read(place: BlobPlace): Promise<Readable | undefined> {
    return await this.#made.blobs.read(place);
  }

  /** Removes what has waited too long for an entry, bytes without a row, and what came half. Answers how many bytes. */
  async sweep(): Promise<number> {
    const { store, blobs, now } = this.#made;
    const since = now() - EVIDENCE_WAITS_MS;
    let swept = 0;
    await this.#inTurn(async () => {
      for (const { workbook, hash, size } of await store.dropWaiting(since)) {
        await blobs.remove({ workbook, hash });
        swept += size;
      }
    });
    await blobs.sweepComing(since);
    for await (const { workbook, hash, size, at } of blobs.all()) {
      // What came just now may have its row in a moment; of a deleted workbook nothing comes any more.
      if (at > since && !(await this.#isDeleted(workbook))) continue;
      await this.#inTurn(async () => {
        if ((await store.evidenceFile(workbook, hash)) !== undefined) return;
        await blobs.remove({ workbook, hash });
        swept += size;
      });
    }
    if (swept > 0) this.#made.log.info({ bytes: swept }, 'files that nobody names were removed');
    return swept;
  }

  async #isDeleted(workbook: WorkbookId): Promise<boolean> {
    return ((await this.#made.store.workbook(workbook))?.deletedAt ?? null) !== null;
  }

  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }
}

async function receivedAt(path: string, body: Readable) {
  const file = await open(path, 'wx', 0o600);
  try {
    return await receive(body, file, { bytesMax: EVIDENCE_FILE_BYTES_MAX });
  } finally {
    await file.close();
  }
}
