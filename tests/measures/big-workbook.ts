/** A workbook of a million entries: opened and exported in little memory, and nobody beside it waits. */
import { DATABASE_FILE } from '@tallystick/server/server';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Beside,
  BigServer,
  buildScene,
  type Inside,
  p99,
  type Scene,
} from '../big-workbook/big-workbook.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { removeFolder } from '../open-large/open-large.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

type Say = (line: string) => void;
type Watched = { took_ms: number; inside: Inside; beside: Beside };

const HEAP_MB = 256;
const COMMENTS = 5_000;
const FSCK = new URL('../../packages/store/src/fsck/fsck-cli.ts', import.meta.url).pathname;

export const measure: Measure = {
  name: 'big-workbook',
  about:
    'Opens and exports a workbook of a million entries with 256 MB of heap, while somebody saves in a small one beside it.',
  run: async (say) => {
    const edits = Number(process.env.BIG_WORKBOOK_EDITS ?? 1_000_000);
    const seed = chooseSeed();
    say(`seed ${seed}; writing ${edits} edits`);
    const lastEdits = Math.floor(edits * 0.7);
    const plan = { edits, locks: 3, lastEdits, seed, comments: COMMENTS, claims: edits / 10 };
    const scene = await buildScene(plan);
    say(`${scene.entries} entries written in ${seconds(scene.built_ms)} s`);
    try {
      return [
        informative('entries in the journal', scene.entries, 'entries'),
        ...(await checked(scene, say)),
        ...(await served(scene, say)),
      ];
    } finally {
      await removeFolder(scene);
    }
  },
};

const seconds = (ms: number) => Math.round(ms / 100) / 10;
const MB = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** fsck under the same heap: it ends with 0, or finds faults, or dies. */
async function checked({ dataDir }: Scene, say: Say): Promise<Figure[]> {
  const began = performance.now();
  const args = [`--max-old-space-size=${HEAP_MB}`, FSCK, join(dataDir, DATABASE_FILE)];
  const failed = await promisify(execFile)(process.execPath, args).then(
    () => 0,
    (error: unknown) => {
      say(String(error));
      return 1;
    },
  );
  return [
    exactly(
      `runs of fsck with ${HEAP_MB} MB of heap that found a fault or died`,
      failed,
      'runs',
      0,
    ),
    informative('fsck', seconds(performance.now() - began), 's'),
  ];
}

async function served(scene: Scene, say: Say): Promise<Figure[]> {
  const server = await BigServer.start(scene, HEAP_MB);
  try {
    const idle = server.mostResident;
    const opened = await server.watch(() => server.openLarge());
    say(`opened in ${seconds(opened.took_ms)} s`);
    const record = await server.watch(() => server.archive('record.zip'));
    say(`record.zip of ${MB(record.did)} MB in ${seconds(record.took_ms)} s`);
    const written = (await server.lines()).get('journal.txt') ?? 0;
    const bundle = await server.watch(() => server.archive('submissions/1/bundle'));
    return [
      informative('most resident memory of the server when it has started', MB(idle), 'MB'),
      ...figuresOf('opening', opened),
      ...figuresOf('record.zip', record),
      ...figuresOf('a bundle', bundle),
      // Opening began a generation, which is an entry.
      exactly('entries that the record lacks', scene.entries + 1 - written, 'entries', 0),
      atMost('most resident memory of the server in all', MB(server.mostResident), 'MB', 640),
    ];
  } finally {
    const { code, output } = await server.stop();
    for (const line of output.split('\n').filter((each) => !each.startsWith('inside '))) say(line);
    say(`the server ended with ${code}`);
  }
}

function figuresOf(what: string, { took_ms, inside, beside }: Watched): Figure[] {
  const whole = (ms: number) => Math.round(ms);
  return [
    informative(`${what}: took`, seconds(took_ms), 's'),
    atMost(`${what}: event loop late, p99`, whole(inside.p99_ms), 'ms', 50),
    informative(`${what}: event loop late, at most`, whole(inside.most_ms), 'ms'),
    atMost(`${what}: heap used by the server, at most`, MB(inside.heap), 'MB', HEAP_MB),
    atMost(`${what}: a save in the small workbook, p99`, whole(p99(beside.saves)), 'ms', 250),
    atMost(`${what}: /healthz, p99`, whole(p99(beside.health)), 'ms', 250),
    exactly(`${what}: saves and looks refused`, beside.refused, 'requests', 0),
  ];
}
