/**
 * The thread that writes: it takes a batch of calls, commits them together and answers. A worker needs an entry; it
 * exists so that a sync of the disk never stops the server's event loop.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Answer, Call, WorkerData } from './commit-messages.ts';
import { openCommitter } from './committer.ts';

const port = parentPort;
if (port === null) throw new Error('commit-worker.ts runs as a worker thread only');
const { file, busyTimeout_ms, bell } = workerData as WorkerData;

/** The catalogue comes with it, which would lengthen the thread's start by half: it is fetched for the first append. */
let listing: typeof import('./listing.ts') | undefined;
const committer = openCommitter(
  file,
  (database) => {
    if (listing === undefined) throw new Error('the listing was not fetched before an append');
    return listing.openListingFollower(database);
  },
  busyTimeout_ms,
);

/**
 * How long nothing must have come before the index of the history follows for a portion, by how far it is behind: an
 * edit should not find the thread at it, and a few entries at once cost less than one by one.
 */
const PATIENCE = [
  { entries: 20_000, wait_ms: 0 },
  { entries: 256, wait_ms: 3 },
  { entries: 1, wait_ms: 200 },
];

/** Entries that the index has yet to follow. One before it was looked: a file may come from before there was an index. */
let behind = 1;

function patience_ms(): number {
  return PATIENCE.find(({ entries }) => behind >= entries)?.wait_ms ?? Number.POSITIVE_INFINITY;
}

// Waits on the bell, not in an event loop: the thread wakes sooner, and has nothing else to do.
for (;;) {
  const rung = Atomics.load(bell, 0);
  const calls = receiveMessageOnPort(port)?.message as Call[] | 'close' | undefined;
  if (calls === undefined) {
    if (Atomics.wait(bell, 0, rung, patience_ms()) === 'timed-out') behind = committer.follow();
    continue;
  }
  if (calls === 'close') break;
  if (calls.some(({ kind }) => kind === 'append')) listing ??= await import('./listing.ts');
  const answers: Answer[] = committer.commit(calls);
  port.postMessage(answers);
  committer.tidy();
  behind += entriesIn(answers);
  // So far behind, it cannot wait for a pause that may not come.
  if (patience_ms() === 0) behind = committer.follow();
}
committer.close();
port.close();

function entriesIn(answers: Answer[]): number {
  let entries = 0;
  for (const answer of answers) {
    if (answer.kind !== 'appended') continue;
    for (const result of answer.results) if (result.ok) entries += result.head - result.first + 1;
  }
  return entries;
}
