/**
 * The main thread's side of the commit worker: calls that arrive while a commit runs share the next one. It owns the
 * worker's life: it starts it, and starts it again when it has died.
 */
import { Worker } from 'node:worker_threads';
import type { JournalId } from '@tallystick/domain/cells/ids';
import { StoreUnavailable } from '../port.ts';
import type { AuditAppend, AuditAppendResult } from '../port-audit.ts';
import type { AppendRequest, AppendResult } from '../port-journal.ts';
import type { Answer, Call, WorkerData } from './commit-messages.ts';
import type { Operations } from './operations/operations.ts';

/** Entries that one commit takes at most: some 50 ms of work, so that a long queue does not delay its first answer. */
const ENTRIES_PER_COMMIT = 2_000;

type Waiting = { call: Call; answer: (answer: Answer) => void };
type HeadOf = (journal: JournalId) => number | undefined;

export class CommitQueue {
  readonly #workerData: Omit<WorkerData, 'bell'>;
  readonly #headOf: HeadOf;
  readonly #bell = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | undefined;
  #lastError = '';
  #waiting: Waiting[] = [];
  #inFlight: Waiting[] = [];
  #scheduled = false;
  #closing: (() => void) | undefined;

  /** `headOf` reads a committed head: after a worker's death it tells what was written and what was not. */
  constructor(workerData: Omit<WorkerData, 'bell'>, headOf: HeadOf) {
    this.#workerData = workerData;
    this.#headOf = headOf;
    this.#worker = this.#start();
  }

  /** Answers when the requests are durable or refused. Rejects for a defect, in which case none of them is written. */
  async append(requests: AppendRequest[]): Promise<AppendResult[]> {
    const answer = await this.#ask({ kind: 'append', requests: requests.map(withOwnBase) });
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
      default:
        throw new Error(`an append was answered as ${answer.kind}`);
    }
  }

  /** The same for an audit journal. */
  async appendAudit(request: AuditAppend): Promise<AuditAppendResult> {
    const answer = await this.#ask({ kind: 'append-audit', request });
    const { expected: head } = request;
    switch (answer.kind) {
      case 'appended-audit':
        return answer.result;
      case 'unavailable':
        return { ok: false, why: 'unavailable', head, message: answer.message };
      case 'defect':
        throw new Error(answer.message);
      default:
        throw new Error(`an append was answered as ${answer.kind}`);
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
      default:
        throw new Error(`an operation was answered as ${answer.kind}`);
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

  /** Calls made at once go together; while they are written, the next ones gather. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
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
    const calls = this.#inFlight.map(({ call }) => call);
    this.#worker.postMessage(calls, calls.flatMap(basesOf));
    this.#ring();
  }

  #take(): Waiting[] {
    let entries = 0;
    let count = 0;
    for (const { call } of this.#waiting) {
      entries += entriesOf(call);
      if (count > 0 && entries > ENTRIES_PER_COMMIT) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #ring(): void {
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./commit-worker.ts', import.meta.url), {
      workerData: { ...this.#workerData, bell: this.#bell },
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
    worker.on('error', (error) => {
      this.#lastError = String(error);
    });
    // Only now has the dead thread let go of the file.
    worker.on('exit', (code) => this.#died(worker, code));
    return worker;
  }

  /** A dead worker has answered nobody. What it was given is answered here; what still waits goes to the next one. */
  #died(worker: Worker, code: number): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const lost = this.#inFlight;
    this.#inFlight = [];
    const message = `The writing thread ended with code ${code}. ${this.#lastError}`.trim();
    for (const { call, answer } of lost) answer(this.#afterDeath(call, message));
    if (this.#waiting.length > 0 || this.#closing !== undefined) this.#schedule();
  }

  /** `unavailable` says that nothing was written, so it is answered only where that is so; else the head has moved. */
  #afterDeath(call: Call, message: string): Answer {
    if (call.kind === 'operation') return { kind: 'unavailable', message };
    const resultOf = ({ workbook, expected }: AppendRequest | AuditAppend) => {
      const head = this.#headOf(workbook) ?? expected;
      return head === expected
        ? ({ ok: false, why: 'unavailable', head, message } as const)
        : ({ ok: false, why: 'moved', head } as const);
    };
    return call.kind === 'append'
      ? { kind: 'appended', results: call.requests.map(resultOf) }
      : { kind: 'appended-audit', result: resultOf(call.request) };
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
    this.#ring();
  }
}

/** The base in a buffer of its own: it can be handed over without a copy, and the caller keeps what he has. */
function withOwnBase(request: AppendRequest): AppendRequest {
  const { generation } = request;
  if (generation === undefined) return request;
  return { ...request, generation: { ...generation, base: new Uint8Array(generation.base) } };
}

function entriesOf(call: Call): number {
  if (call.kind === 'append') return call.requests.reduce((n, r) => n + r.entries.length, 0);
  return call.kind === 'append-audit' ? call.request.entries.length : 1;
}

function basesOf(call: Call): ArrayBuffer[] {
  if (call.kind !== 'append') return [];
  return call.requests.flatMap(({ generation }) =>
    generation === undefined ? [] : [generation.base.buffer as ArrayBuffer],
  );
}
