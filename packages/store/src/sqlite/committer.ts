/**
 * One commit for many calls. It decides what a failure means: a wrong call is undone alone, a failing disk undoes all
 * of them and the connection with them.
 */
import Database from 'better-sqlite3';
import type { AuditAppendResult } from '../port-audit.ts';
import type { AppendResult } from '../port-journal.ts';
import type { Sealed } from '../journal/seal.ts';
import { type AuditSequencer, openAuditSequencer } from './append-audit.ts';
import { openSequencer, type Sequencer } from './append.ts';
import type { Answer, Call } from './commit-messages.ts';
import { openSweeper } from './erase.ts';
import { openLags } from './follow.ts';
import { type Integrator, openIntegrator } from './integrate.ts';
import type { ListingFollower } from './listing.ts';
import { layOutLog, moveLogWhenLong, openDatabase } from './open.ts';
import { openOperations, type Performer } from './operations/operations.ts';

type Connection = {
  database: Database.Database;
  /** Made with the first append. */
  sequence: Sequencer | undefined;
  openSequence: () => Sequencer;
  sequenceAudit: AuditSequencer;
  integrate: Integrator['integrate'];
  perform: Performer;
  transaction: Transaction;
  lags: ReturnType<typeof openLags>;
  sweep: () => void;
};

/** Prepared, for they run at every commit. */
function prepareTransaction(database: Database.Database) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    mark: database.prepare('SAVEPOINT one_call'),
    undo: database.prepare('ROLLBACK TO one_call'),
    keep: database.prepare('RELEASE one_call'),
  };
}
type Transaction = ReturnType<typeof prepareTransaction>;

export type Committer = {
  /** Commits calls together and durably, in order, and answers each. Never throws. */
  commit: (calls: Call[]) => Answer[];
  /** Housekeeping between two commits. Never throws. */
  tidy: () => void;
  /**
   * Brings the index of the history on by a portion, while nothing else is to be done. Answers how many entries are
   * still to follow; 0 where it cannot write. Never throws.
   */
  follow: () => number;
  close: () => void;
};

/** `openListing` is asked for when there is something to append, not before. */
export function openCommitter(
  file: string,
  openListing: (database: Database.Database) => ListingFollower,
  busyTimeout_ms?: number,
): Committer {
  let connection: Connection | undefined;
  const drop = () => {
    try {
      connection?.database.close();
    } catch {
      // A connection that cannot even close is of no further use either.
    }
    connection = undefined;
  };
  return {
    commit(calls) {
      try {
        connection ??= connect(file, openListing, busyTimeout_ms);
        return commitTogether(connection, calls);
      } catch (error) {
        // What the failing disk has kept of this connection's state is unknown: begin anew from what it has committed.
        drop();
        return calls.map(() => ({ kind: 'unavailable', message: messageOf(error) }));
      }
    },
    tidy() {
      try {
        if (connection === undefined) return;
        connection.sweep();
        moveLogWhenLong(connection.database);
      } catch {
        // The log keeps what is committed; it is moved when the disk allows.
        drop();
      }
    },
    follow() {
      try {
        connection ??= connect(file, openListing, busyTimeout_ms);
        return followOne(connection);
      } catch {
        // The journal is whole without it; the next commit or question tries again.
        drop();
        return 0;
      }
    },
    close: drop,
  };
}

/** One portion for the workbook that is furthest behind. */
function followOne(connection: Connection): number {
  const { database, transaction, perform, lags } = connection;
  const [first, ...others] = lags().sort((a, b) => b.entries - a.entries);
  if (first === undefined) return 0;
  // What is written here can be written again from the journal, so it need not be synced. Where the power fails, this
  // transaction is lost with its line in `mentioned`; the next commit syncs the whole log, this with it.
  database.pragma('synchronous = NORMAL');
  try {
    transaction.begin.run();
    const { upTo, head } = perform.followJournal({ workbook: first.workbook });
    transaction.commit.run();
    return others.reduce((sum, { entries }) => sum + entries, head - upTo);
  } finally {
    database.pragma('synchronous = FULL');
    moveLogWhenLong(database);
  }
}

function connect(
  file: string,
  openListing: (database: Database.Database) => ListingFollower,
  busyTimeout_ms?: number,
): Connection {
  const database = openDatabase(file, busyTimeout_ms);
  try {
    layOutLog(database);
    return {
      database,
      sequence: undefined,
      openSequence: () => openSequencer(database, openListing(database)),
      sequenceAudit: openAuditSequencer(database),
      integrate: openIntegrator(database).integrate,
      perform: openOperations(database),
      transaction: prepareTransaction(database),
      lags: openLags(database),
      sweep: openSweeper(database),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Sequences what is to be appended, then integrates all of it, in one transaction. */
function commitTogether(connection: Connection, calls: Call[]): Answer[] {
  const { transaction } = connection;
  transaction.begin.run();
  const sequenced: Sealed[] = [];
  const answers = calls.map((call) => carryOut(connection, call, sequenced));
  const treeSize = connection.integrate(sequenced);
  transaction.commit.run();
  for (const answer of answers) {
    for (const result of resultsOf(answer)) if (result.ok) result.treeSize = treeSize;
  }
  return answers;
}

function resultsOf(answer: Answer): (AppendResult | AuditAppendResult)[] {
  if (answer.kind === 'appended') return answer.results;
  return answer.kind === 'appended-audit' ? [answer.result] : [];
}

/** One call in its own savepoint, so that a wrong one leaves no trace among the others. Adds to what is sequenced. */
function carryOut(connection: Connection, call: Call, sequenced: Sealed[]): Answer {
  const { transaction } = connection;
  const before = sequenced.length;
  transaction.mark.run();
  try {
    const answer = answerTo(connection, call, sequenced);
    transaction.keep.run();
    return answer;
  } catch (error) {
    if (isStorageFailure(error)) throw error;
    transaction.undo.run();
    transaction.keep.run();
    sequenced.length = before;
    return { kind: 'defect', message: messageOf(error) };
  }
}

function answerTo(connection: Connection, call: Call, sequenced: Sealed[]): Answer {
  if (call.kind === 'operation') {
    // The queue's method for this name has checked the argument's type.
    const perform = connection.perform[call.name] as (argument: unknown) => unknown;
    return { kind: 'done', value: perform(call.argument) };
  }
  if (call.kind === 'append-audit') {
    const { result, entries } = connection.sequenceAudit(call.request);
    sequenced.push(...entries);
    return { kind: 'appended-audit', result };
  }
  const results: AppendResult[] = [];
  connection.sequence ??= connection.openSequence();
  for (const request of call.requests) {
    const { result, entries } = connection.sequence(request);
    results.push(result);
    sequenced.push(...entries);
  }
  return { kind: 'appended', results };
}

/** Constraints are broken by a wrong call; every other error of SQLite is the disk's or the system's. */
function isStorageFailure(error: unknown): boolean {
  return error instanceof Database.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
