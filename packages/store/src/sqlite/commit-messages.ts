/** What the main thread and the commit worker say to each other. */
import type { AuditAppend, AuditAppendResult } from '../port-audit.ts';
import type { AppendRequest, AppendResult } from '../port-journal.ts';
import type { Operations } from './operations/operations.ts';

export type OperationName = keyof Operations;

/** One call: a list of requests to append, or a named write outside the journal. */
export type Call =
  | { kind: 'append'; requests: AppendRequest[] }
  | { kind: 'append-audit'; request: AuditAppend }
  | { kind: 'operation'; name: OperationName; argument: unknown };

/**
 * `unavailable`: nothing of the batch was written, try again. `defect`: this call was wrong and left no trace, the
 * others of the batch are written.
 */
export type Answer =
  | { kind: 'appended'; results: AppendResult[] }
  | { kind: 'appended-audit'; result: AuditAppendResult }
  | { kind: 'done'; value: unknown }
  | { kind: 'unavailable'; message: string }
  | { kind: 'defect'; message: string };

/**
 * What a worker is started with. `busyTimeout_ms`: how long a commit waits for another connection's. `bell`: one shared
 * number, counted up and notified after every message.
 */
export type WorkerData = { file: string; busyTimeout_ms: number; bell: Int32Array };
