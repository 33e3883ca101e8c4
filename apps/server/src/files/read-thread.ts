/**
 * The thread that reads files which people hand in, one after the other. It has no connection to the store and opens
 * nothing; a worker needs an entry, and exists so that nobody's edit waits for somebody's file.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { readTemplate, sheetNames } from '@tallystick/exchange/template/read-template';
import { constants, getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { FromReadThread, ReadOrder } from './reading-messages.ts';

const port = parentPort;
if (port === null) throw new Error('read-thread.ts runs as a worker thread only');
// On Linux this is of the calling thread alone: edits go before files where the processor is busy.
if (process.platform === 'linux')
  setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));

// It is large, and built once: that is no file's time.
loadCatalogue();
const say = (said: FromReadThread) => port.postMessage(said);
port.on('message', (order: ReadOrder) => {
  say({ kind: 'begun' });
  say(answerOf(order));
});

const READERS = { city: readFile, template: readTemplate, sheets: sheetNames };

function answerOf({ bytes, name, edition, as, at }: ReadOrder): FromReadThread {
  try {
    const outcome = READERS[as](bytes, { name, catalogue: loadCatalogue(edition), at });
    return { kind: 'read', outcome };
  } catch (error) {
    return {
      kind: 'defect',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
