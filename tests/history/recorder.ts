/** What clients did and saw, one line an operation, with the times at which they asked and were told. */
import { appendFileSync } from 'node:fs';

export type Operation = {
  process: string;
  op: 'edit' | 'lock' | 'unlock' | 'reopen' | 'end';
  /** Null for commands. */
  cell: string | null;
  /** Unique for each edit; the number of the entry for a command that was carried out. */
  value: string;
  invoke_ms: number;
  /** Infinity while there is no answer. */
  answer_ms: number;
  /** `info`: it may or may not have happened. */
  outcome: 'ok' | 'refused' | 'info';
  /** Why it was refused. */
  code?: string;
};

export class Recorder {
  readonly operations: Operation[] = [];

  invoke(what: Pick<Operation, 'process' | 'op' | 'cell' | 'value'>): Operation {
    const operation: Operation = {
      ...what,
      invoke_ms: performance.now(),
      answer_ms: Number.POSITIVE_INFINITY,
      outcome: 'info',
    };
    this.operations.push(operation);
    return operation;
  }

  answer(operation: Operation, outcome: 'ok' | 'refused', code?: string): void {
    operation.answer_ms = performance.now();
    operation.outcome = outcome;
    if (code !== undefined) operation.code = code;
  }

  /** Writes the history for a person to read, one JSON object a line. */
  save(file: string): void {
    const lines = this.operations.map((operation) => JSON.stringify(operation));
    appendFileSync(file, `${lines.join('\n')}\n`);
  }
}
