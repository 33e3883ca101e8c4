/**
 * One thread that reads files, with its bounds: where it needs too long or too much memory it is ended, and the file it
 * was reading has its refusal. It may read the next file when it has read one.
 */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { FastifyBaseLogger } from 'fastify';
import { Worker } from 'node:worker_threads';
import { FILE_READ_HEAP_MB, FILE_READ_YOUNG_MB, FILE_THREAD_START_MS } from '../service/limits.ts';
import type { FromReadThread, ReadAs, ReadOrder } from './reading-messages.ts';

type Read = ReadAs[ReadOrder['as']];

export class ReadingThread {
  readonly #worker: Worker;
  readonly #log: Pick<FastifyBaseLogger, 'error'>;
  #isEnded = false;
  #late: NodeJS.Timeout | undefined;
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
   * Reads one file; not asked again before it has answered. `most_ms` counts from when the thread begins with it: that a
   * busy server starts a thread slowly is not the file's fault.
   */
  async read(order: ReadOrder, most_ms: number): Promise<Outcome<Read>> {
    this.#endIn(FILE_THREAD_START_MS, 'unavailable');
    this.#begun = () => this.#endIn(most_ms, 'file-too-slow');
    try {
      return await new Promise<Outcome<Read>>((answer) => {
        this.#answer = answer;
        this.#worker.postMessage(order);
      });
    } finally {
      clearTimeout(this.#late);
      this.#begun = () => {};
      this.#answer = () => {};
    }
  }

  #endIn(wait_ms: number, code: 'unavailable' | 'file-too-slow'): void {
    clearTimeout(this.#late);
    this.#late = setTimeout(() => {
      this.#answer(no(code));
      void this.end();
    }, wait_ms);
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
