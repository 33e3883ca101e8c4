/**
 * One thread that reads files, with its bounds: where it needs too long or too much memory it is ended, and the file it
 * was reading has its refusal. It may read the next file when it has read one.
 */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';
import type { FastifyBaseLogger } from 'fastify';
import { Worker } from 'node:worker_threads';
import { FILE_READ_HEAP_MB, FILE_READ_YOUNG_MB, FILE_THREAD_START_MS } from '../service/limits.ts';
import type { FromReadThread, ReadOrder } from './reading-messages.ts';

export class ReadingThread {
  readonly #worker: Worker;
  readonly #log: Pick<FastifyBaseLogger, 'error'>;
  #isEnded = false;
  #answer: (outcome: Outcome<FileReading>) => void = () => {};
  #ready: () => void = () => {};
  readonly #start = new Promise<void>((ready) => {
    this.#ready = ready;
  });

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

  /** Reads one file; not asked again before it has answered. */
  async read(order: ReadOrder, most_ms: number): Promise<Outcome<FileReading>> {
    let late = this.#endsAfter(FILE_THREAD_START_MS, 'unavailable');
    try {
      return await new Promise<Outcome<FileReading>>((answer) => {
        this.#answer = answer;
        // A machine that is busy starts a thread slowly: that is not the file's fault.
        void this.#start.then(() => {
          clearTimeout(late);
          if (this.#isEnded) return;
          late = this.#endsAfter(most_ms, 'file-too-slow');
          this.#worker.postMessage(order);
        });
      });
    } finally {
      clearTimeout(late);
      this.#answer = () => {};
    }
  }

  #endsAfter(ms: number, why: 'unavailable' | 'file-too-slow'): NodeJS.Timeout {
    return setTimeout(() => {
      this.#answer(no(why));
      void this.end();
    }, ms);
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker.terminate();
  }

  #take(said: FromReadThread): void {
    if (said.kind === 'ready') {
      this.#ready();
      return;
    }
    if (said.kind === 'read') {
      this.#answer(said.outcome);
      return;
    }
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
