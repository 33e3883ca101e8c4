/**
 * One thread that reads files, with its bounds: where it needs too long or too much memory it is ended, and the file it
 * was reading has its refusal. It may read the next file when it has read one.
 */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { FastifyBaseLogger } from 'fastify';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  FILE_READ_HEAP_MB,
  FILE_READ_WHOLE_MS,
  FILE_READ_YOUNG_MB,
  FILE_THREAD_START_MS,
} from '../service/limits.ts';
import type { FromReadThread, ReadAs, ReadOrder } from './reading-messages.ts';

/** Between two looks at its time. */
const WATCH_LEAST_MS = 20;

type Read = ReadAs[ReadOrder['as']];

export class ReadingThread {
  readonly #worker: Worker;
  readonly #log: Pick<FastifyBaseLogger, 'error'>;
  #isEnded = false;
  #late: NodeJS.Timeout | undefined;
  #watched: AbortController | undefined;
  #begun: () => void = () => {};
  #answer: (outcome: Outcome<Read>) => void = () => {};

  constructor(log: Pick<FastifyBaseLogger, 'error'>) {
    this.#log = log;
    this.#worker = new Worker(new URL('./read-thread.ts', import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: FILE_READ_HEAP_MB,
        maxYoungGenerationSizeMb: FILE_READ_YOUNG_MB,
      },
      // Nothing of the server's settings is needed to read a file.
      env: {},
    });
    this.#worker.unref();
    this.#worker.on('message', (said: FromReadThread) => this.#take(said));
    this.#worker.once('error', (error) => this.#fail(error));
    this.#worker.once('exit', () => {
      this.#isEnded = true;
      this.#answer(no('unavailable'));
    });
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /**
   * Reads one file; not asked again before it has answered. `most_ms` is of the thread's own processor time, from when it
   * begins with the file: that a busy server gives it little of it is not the file's fault. By the clock it has
   * `FILE_READ_WHOLE_MS`.
   */
  async read(order: ReadOrder, most_ms: number): Promise<Outcome<Read>> {
    this.#endIn(FILE_THREAD_START_MS);
    this.#begun = () => {
      this.#endIn(FILE_READ_WHOLE_MS);
      this.#watch(most_ms).catch((error: unknown) => this.#watchFailed(error));
    };
    try {
      return await new Promise<Outcome<Read>>((answer) => {
        this.#answer = answer;
        this.#worker.postMessage(order);
      });
    } finally {
      clearTimeout(this.#late);
      this.#watched?.abort();
      this.#begun = () => {};
      this.#answer = () => {};
    }
  }

  /** Looks again and again how much of its time the thread has used, and ends it once that is all. */
  async #watch(most_ms: number): Promise<void> {
    const watched = new AbortController();
    this.#watched = watched;
    const from = await this.#used();
    let left_ms = most_ms;
    while (!watched.signal.aborted && left_ms > 0) {
      await setTimeout(Math.max(left_ms, WATCH_LEAST_MS), undefined, { ref: false });
      if (watched.signal.aborted) return;
      const used = await this.#used();
      left_ms = from === undefined || used === undefined ? 0 : most_ms - (used - from);
    }
    if (!watched.signal.aborted) this.#giveUp();
  }

  /** Milliseconds of processor that the thread has had; undefined where this Node does not tell. */
  async #used(): Promise<number | undefined> {
    if (!('cpuUsage' in this.#worker)) return undefined;
    const { user, system } = await this.#worker.cpuUsage();
    return (user + system) / 1000;
  }

  /** A thread that has ended tells no time; what ended it has answered. */
  #watchFailed(error: unknown): void {
    if (!this.#isEnded) this.#log.error({ error }, 'the time of a thread that reads was not told');
  }

  #endIn(wait_ms: number): void {
    clearTimeout(this.#late);
    this.#late = globalThis.setTimeout(() => this.#giveUp(), wait_ms);
  }

  #giveUp(): void {
    this.#answer(no('file-too-slow'));
    void this.end();
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker.terminate();
  }

  #take(said: FromReadThread): void {
    if (said.kind === 'begun') return this.#begun();
    if (said.kind === 'read') return this.#answer(said.outcome);
    this.#log.error({ error: said.error }, 'a file brought its reader to throw');
    this.#answer(no('file-damaged'));
  }

  #fail(error: Error & { code?: string }): void {
    this.#isEnded = true;
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#answer(no('file-too-large', 'memory'));
    else {
      this.#log.error({ error }, 'the thread that read a file failed');
      this.#answer(no('file-damaged'));
    }
  }
}
