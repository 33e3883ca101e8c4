/**
 * The main thread's side of the commit worker: calls that arrive while a commit runs share the next one.
 * Own file because it owns the worker's life: it starts it, and starts it again when it has died.
 */
import { Worker } from 'node:worker_threads';
import { type AppendRequest, type AppendResult, StoreUnavailable } from '../port.ts';
import type { Answer, Call } from './commit-messages.ts';
import type { Operations } from './operations.ts';

/** Entries that one commit takes at most: some 50 ms of work, so that a long queue does not delay its first answer. */
const ENTRIES_PER_COMMIT = 2_000;

type Waiting = { call: Call; answer: (answer: Answer) => void };

export class CommitQueue {
  readonly #file: string;
  #worker: Worker | undefined;
  #waiting: Waiting[] = [];
  #inFlight: Waiting[] = [];
  #scheduled = false;
  #closing: (() => void) | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#worker = this.#start();
  }

  /** Answers when the requests are durable or refused. Rejects for a defect, in which case none of them is written. */
  async append(requests: AppendRequest[]): Promise<AppendResult[]> {
    const answer = await this.#ask({ kind: 'append', requests });
    switch (answer.kind) {
      case 'appended':
        return answer.results;
      case 'unavailable':
        return requests.map(({ expected }) => ({
          ok: false,
          why: 'unavailable',
          head: expected,
          message: answer.message,
        }));
      case 'defect':
        throw new Error(answer.message);
      case 'done':
        throw new Error('an append was answered as an operation');
      default:
        return answer satisfies never;
    }
  }

  /** Carries out a named write; rejects with `StoreUnavailable` when the database is away. */
  async perform<Name extends keyof Operations>(
    name: Name,
    argument: Operations[Name]['argument'],
  ): Promise<Operations[Name]['answer']> {
    const answer = await this.#ask({ kind: 'operation', name, argument });
    switch (answer.kind) {
      case 'done':
        return answer.value as Operations[Name]['answer'];
      case 'unavailable':
        throw new StoreUnavailable(answer.message);
      case 'defect':
        throw new Error(answer.message);
      case 'appended':
        throw new Error('an operation was answered as an append');
      default:
        return answer satisfies never;
    }
  }

  /** Commits what is waiting, then ends the worker. */
  async close(): Promise<void> {
    if (this.#closing !== undefined) throw new Error('the store is closed already');
    await new Promise<void>((closed) => {
      this.#closing = closed;
      this.#schedule();
    });
  }

  #ask(call: Call): Promise<Answer> {
    if (this.#closing !== undefined) return Promise.reject(new Error('the store is closed'));
    return new Promise((answer) => {
      this.#waiting.push({ call, answer });
      this.#schedule();
    });
  }

  /** Calls of one turn of the event loop go together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#inFlight.length > 0) return;
    if (this.#waiting.length === 0) {
      if (this.#closing !== undefined) this.#end(this.#closing);
      return;
    }
    this.#inFlight = this.#take();
    this.#worker ??= this.#start();
    this.#worker.postMessage(this.#inFlight.map(({ call }) => call));
  }

  #take(): Waiting[] {
    let entries = 0;
    let count = 0;
    for (const { call } of this.#waiting) {
      entries +=
        call.kind === 'append' ? call.requests.reduce((n, r) => n + r.entries.length, 0) : 1;
      if (count > 0 && entries > ENTRIES_PER_COMMIT) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./commit-worker.ts', import.meta.url), {
      workerData: { file: this.#file },
    });
    worker.on('message', (answers: Answer[]) => {
      const asked = this.#inFlight;
      this.#inFlight = [];
      // The next commit begins before the answers of this one are worked on.
      this.#send();
      asked.forEach(({ answer }, position) => {
        answer(answers[position] ?? { kind: 'defect', message: 'the worker gave no answer' });
      });
    });
    worker.on('error', (error) => this.#died(worker, String(error)));
    worker.on('exit', (code) => this.#died(worker, `the writing thread ended with code ${code}`));
    return worker;
  }

  /** A dead worker has answered nobody: say so to all, and start another with the next call. */
  #died(worker: Worker, message: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const lost = [...this.#inFlight, ...this.#waiting];
    this.#inFlight = [];
    this.#waiting = [];
    for (const { answer } of lost) answer({ kind: 'unavailable', message });
    if (this.#closing !== undefined) this.#schedule();
  }

  #end(closed: () => void): void {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) {
      closed();
      return;
    }
    worker.once('exit', () => closed());
    worker.postMessage('close');
  }
}
