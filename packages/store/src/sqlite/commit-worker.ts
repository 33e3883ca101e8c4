/**
 * The thread that writes: it takes a batch of calls, commits them together and answers. Own file because a worker needs
 * an entry; it exists so that a sync of the disk never stops the server's event loop.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Call, WorkerData } from './commit-messages.ts';
import { openCommitter } from './committer.ts';

const port = parentPort;
if (port === null) throw new Error('commit-worker.ts runs as a worker thread only');
const { file, busyTimeout_ms } = workerData as WorkerData;
const committer = openCommitter(file, busyTimeout_ms);

port.on('message', (calls: Call[] | 'close') => {
  if (calls === 'close') {
    committer.close();
    port.close();
    return;
  }
  const answers: Answer[] = committer.commit(calls);
  port.postMessage(answers);
  committer.tidy();
});
