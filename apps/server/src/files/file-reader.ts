/**
 * Files of people, read apart from everything else: in threads with bounds, a few at once. The event loop of the server
 * only hands bytes over and takes what was understood.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome } from '@tallystick/domain/refusals';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import type { FastifyBaseLogger } from 'fastify';
import { Places } from '../exports/places.ts';
import {
  FILE_READ_MS,
  FILE_THREAD_IDLE_MS,
  FILE_UNREAD_WAIT_MS,
  FILE_WAIT_MS,
  FILES_HELD_AT_ONCE,
  FILES_HELD_PER_PERSON_MAX,
  FILES_READ_AT_ONCE,
  FILES_READ_PER_PERSON_MAX,
  FILES_READ_WAITING_MAX,
  FILES_UNREAD_WAITING_MAX,
} from '../service/limits.ts';
import type { ReadAs, ReadOrder } from './reading-messages.ts';
import { ReadingThread } from './reading-thread.ts';

export type FileAsked = {
  /** As the person's computer calls the file. */
  name: string;
  /** Of the KPI set by which it is read. */
  edition: string;
  person: PersonId;
  /** Says that nobody waits for it any more. */
  left: AbortSignal;
};

/** Who hands a file in or opens one, and whether they still wait. */
export type Holder = Pick<FileAsked, 'person' | 'left'>;

type Read = ReadAs[ReadOrder['as']];

export class FileReader {
  readonly #log: Pick<FastifyBaseLogger, 'error'>;
  readonly #most_ms: number;
  /** Whose bytes are here or on their way here: more at once than are read, since lines are slower than threads. */
  readonly #held = new Places({
    atOnce: FILES_HELD_AT_ONCE,
    perPerson: FILES_HELD_PER_PERSON_MAX,
    waiting: FILES_UNREAD_WAITING_MAX,
    wait_ms: FILE_UNREAD_WAIT_MS,
  });
  readonly #places = new Places({
    atOnce: FILES_READ_AT_ONCE,
    perPerson: FILES_READ_PER_PERSON_MAX,
    waiting: FILES_READ_WAITING_MAX,
    wait_ms: FILE_WAIT_MS,
  });
  readonly #idle: ReadingThread[] = [];
  readonly #busy = new Set<ReadingThread>();
  #ending: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `most_ms`: what reading one file may take. */
  constructor(made: { log: Pick<FastifyBaseLogger, 'error'>; most_ms?: number }) {
    this.#log = made.log;
    this.#most_ms = made.most_ms ?? FILE_READ_MS;
  }

  /**
   * Has a place before a byte of a file is held, and gives it back when `work` is done with the bytes: however many send,
   * the process holds so many files and no more. Refusals: too-many-files, unavailable where nobody waits any more, and
   * those of `work`.
   */
  async holding<T>({ person, left }: Holder, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (!(await this.#held.enter(person, left)))
      return no(left.aborted ? 'unavailable' : 'too-many-files');
    try {
      return left.aborted || this.#isClosed ? no('unavailable') : await work();
    } finally {
      this.#held.leave(person);
    }
  }

  /**
   * What was understood of a file. Refusals: those of `readFile`, file-too-slow, file-too-large where it needs more
   * memory than one may have, too-many-files where there is no place in time, unavailable where nobody waits any more.
   */
  async read(bytes: Uint8Array, asked: FileAsked): Promise<Outcome<ReadAs['city']>> {
    return (await this.#read(bytes, asked, 'city')) as Outcome<ReadAs['city']>;
  }

  /** The same of a file that is to become a template. Refusals: those of `readTemplate` in the place of `readFile`. */
  async readTemplate(
    bytes: Uint8Array,
    asked: FileAsked & Pick<ReadOrder, 'at'>,
  ): Promise<Outcome<ReadAs['template']>> {
    return (await this.#read(bytes, asked, 'template')) as Outcome<ReadAs['template']>;
  }

  /** The names of a template's sheets, in a fraction of the time. Refusals: those of `sheetNames` in the same place. */
  async readSheets(bytes: Uint8Array, asked: FileAsked): Promise<Outcome<ReadAs['sheets']>> {
    return (await this.#read(bytes, asked, 'sheets')) as Outcome<ReadAs['sheets']>;
  }

  async #read(
    bytes: Uint8Array,
    asked: FileAsked & Pick<ReadOrder, 'at'>,
    as: ReadOrder['as'],
  ): Promise<Outcome<Read>> {
    if (bytes.length > ZIP_BYTES) return no('file-too-large', 'bytes');
    const { name, edition, person, left, at } = asked;
    if (!(await this.#places.enter(person, left)))
      return no(left.aborted ? 'unavailable' : 'too-many-files');
    try {
      if (left.aborted || this.#isClosed) return no('unavailable');
      return await this.#inThread({ bytes, name, edition, as, at });
    } finally {
      this.#places.leave(person);
    }
  }

  /** Ends all threads; files that are being read are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#ending);
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.end()));
  }

  async #inThread(order: ReadOrder): Promise<Outcome<Read>> {
    clearTimeout(this.#ending);
    const thread = this.#waiting() ?? new ReadingThread(this.#log);
    this.#busy.add(thread);
    try {
      return await thread.read(order, this.#most_ms);
    } finally {
      this.#busy.delete(thread);
      if (this.#isClosed) await thread.end();
      else if (!thread.isEnded) this.#idle.push(thread);
      this.#ending = setTimeout(() => {
        for (const idle of this.#idle.splice(0)) void idle.end();
      }, FILE_THREAD_IDLE_MS).unref();
    }
  }

  /** A thread that has read its file and waits for the next. */
  #waiting(): ReadingThread | undefined {
    for (let thread = this.#idle.pop(); thread; thread = this.#idle.pop())
      if (!thread.isEnded) return thread;
    return undefined;
  }
}
