/**
 * The thread that writes: it takes a batch of calls, commits them together and answers. Own file because a worker needs
 * an entry; it exists so that a sync of the disk never stops the server's event loop.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Answer, Call, WorkerData } from './commit-messages.ts';
import { openCommitter } from './committer.ts';

const port = parentPort;
if (port === null) throw new Error('commit-worker.ts runs as a worker thread only');
const { file, busyTimeout_ms, bell } = workerData as WorkerData;
const committer = openCommitter(file, busyTimeout_ms);

// Waits on the bell, not in an event loop: the thread wakes sooner, and has nothing else to do.
for (;;) {
  const rung = Atomics.load(bell, 0);
  const calls = receiveMessageOnPort(port)?.message as Call[] | 'close' | undefined;
  if (calls === undefined) {
    Atomics.wait(bell, 0, rung);
    continue;
  }
  if (calls === 'close') break;
  const answers: Answer[] = committer.commit(calls);
  port.postMessage(answers);
  committer.tidy();
}
committer.close();
port.close();
