/**
 * Packs archives for those who ask: each in a thread of its own, passed on as fast as it is read. The thread must end
 * with its download, however that ends, and a failure in it must disturb nobody else.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { FastifyBaseLogger } from 'fastify';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Checkpoints } from '../ledger/checkpoints.ts';
import {
  EXPORT_CHUNK_BYTES,
  EXPORT_HEAP_MB,
  EXPORT_STALL_MS,
  EXPORT_WAIT_MS,
  EXPORTS_AT_ONCE,
  EXPORTS_PER_PERSON_MAX,
  EXPORTS_WAITING_MAX,
} from '../service/limits.ts';
import type { ExportAsked, ExportOrder, FromThread, ToThread } from './export-messages.ts';
import { Places } from './places.ts';

/** `bytes`: the length of the whole where it is known. */
export type Archive = { head: number; bytes: number | null; stream: Readable };

type Made = {
  file: string;
  vkey: string;
  checkpoints: Pick<Checkpoints, 'covering'>;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'error'>;
};

export class Exports {
  readonly #made: Made;
  readonly #places = new Places({
    atOnce: EXPORTS_AT_ONCE,
    perPerson: EXPORTS_PER_PERSON_MAX,
    waiting: EXPORTS_WAITING_MAX,
    wait_ms: EXPORT_WAIT_MS,
  });
  readonly #threads = new Set<Worker>();
  #isClosed = false;

  constructor(made: Made) {
    this.#made = made;
  }

  /** Begins an archive once there is a place for it; `left` says that nobody waits for it any more. */
  async open(asked: ExportAsked, left: AbortSignal): Promise<Outcome<Archive>> {
    if (!(await this.#places.enter(asked.person, left))) return no('too-many-exports');
    if (left.aborted || this.#isClosed) {
      this.#places.leave(asked.person);
      return no('unavailable');
    }
    return await this.#begin(this.#start(asked), left);
  }

  /** Ends all that are under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #start(asked: ExportAsked): Worker {
    const { file, vkey, now } = this.#made;
    const order: ExportOrder = { ...asked, file, vkey, now: now() };
    const thread = new Worker(new URL('./export-thread.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: EXPORT_HEAP_MB },
    });
    this.#threads.add(thread);
    const person: PersonId = asked.person;
    thread.once('exit', () => {
      this.#threads.delete(thread);
      this.#places.leave(person);
    });
    return thread;
  }

  /** Resolves with the first that is known: it has begun, is refused, or nobody waits for it. Rejects where it fails. */
  #begin(thread: Worker, left: AbortSignal): Promise<Outcome<Archive>> {
    return new Promise((answer, failed) => {
      let passing: Passing | undefined;
      let isWhole = false;
      const fail = (error: unknown) => {
        if (passing !== undefined) this.#made.log.error({ error }, 'an archive was not packed');
        failed(error);
        void thread.terminate();
      };
      thread.on('message', (said: FromThread) => {
        switch (said.kind) {
          case 'refused':
            answer({ ok: false, refusal: said.refusal });
            break;
          case 'begun':
            passing = passOn(thread);
            answer({ ok: true, value: { ...said, stream: passing.stream } });
            break;
          case 'chunk':
            passing?.take(said.bytes);
            break;
          case 'end':
            isWhole = true;
            passing?.stream.push(null);
            break;
          case 'cover':
            this.#made.checkpoints
              .covering(said.size)
              .then((head) => tell(thread, { kind: 'covered', head }), fail);
            break;
          default:
            said satisfies never;
        }
      });
      thread.once('error', fail);
      thread.once('exit', () => {
        failed(new Error('the thread of an archive ended before it began'));
        // What is whole is still being read.
        if (!isWhole) passing?.stream.destroy();
      });
      left.addEventListener('abort', () => {
        answer(no('unavailable'));
        void thread.terminate();
      });
    });
  }
}

function tell(thread: Worker, told: ToThread): void {
  thread.postMessage(told);
}

type Passing = { stream: Readable; take: (chunk: Uint8Array) => void };

/** What the thread packs, a chunk at a time; the thread ends with it, and with a reader that reads no more. */
function passOn(thread: Worker): Passing {
  let stalled: NodeJS.Timeout | undefined;
  const stream = new Readable({
    highWaterMark: EXPORT_CHUNK_BYTES,
    read() {
      clearTimeout(stalled);
      tell(thread, { kind: 'more' });
    },
    destroy(error, done) {
      clearTimeout(stalled);
      void thread.terminate();
      done(error);
    },
  });
  return {
    stream,
    take(chunk) {
      clearTimeout(stalled);
      stalled = setTimeout(() => stream.destroy(), EXPORT_STALL_MS).unref();
      stream.push(chunk);
    },
  };
}
