/** A synthetic log of two workbooks and the bundle of one of its locks, in the journal's true shapes. */
import type { Entry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { type BundleParts, buildBundle, bundleProofs } from '@tallystick/ledger/bundle';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { signCheckpoint } from '@tallystick/ledger/checkpoint';
import { isDisclosed } from '@tallystick/ledger/disclosed-entry';
import { frontierRoot } from '@tallystick/ledger/frontier';
import { leafHash, sha256Hex } from '@tallystick/ledger/hash';
import { generateKey, parseSignerKey, type SignerKey } from '@tallystick/ledger/key';
import { type MemoryTree, memoryTree } from './memory-tree.ts';
import { type Random, seededRandom } from './seeded-random.ts';

export const ORIGIN = 'tallystick.example/log';
const NOON = 1_760_000_000_000;

type Logged = { index: number; text: string; entry: Entry };
export type Sample = {
  key: SignerKey;
  vkey: string;
  tree: MemoryTree;
  log: Logged[];
  parts: BundleParts;
  files: Map<string, Uint8Array>;
};

/** A sample with about `edits` edits of the bundled workbook, and as many other entries between them. */
export function sampleBundle(options: { seed: number; edits: number; origin?: string }): Sample {
  const random = seededRandom(options.seed);
  const { skey, vkey } = generateKey(options.origin ?? ORIGIN, random.bytes(32));
  const key = parseSignerKey(skey) as SignerKey;
  const tree = memoryTree();
  const log: Logged[] = [];
  const append = (entry: Entry): void => {
    const text = canonicalJson(entry);
    log.push({ index: log.length, text, entry });
    tree.append(leafHash(text));
  };
  const city = journal(`wb_city${options.seed % 97}` as WorkbookId, random, append);
  const other = journal('wb_other' as WorkbookId, random, append);
  other.event({
    type: 'workbook-opened',
    city: 'Elsewhere',
    title: 'B',
    edition: '2017',
    due: null,
  });
  city.event({ type: 'workbook-opened', city: 'Città', title: 'A', edition: '2017', due: null });
  const half = Math.ceil(options.edits / 2);
  for (let i = 0; i < half; i++) step(city, other, random);
  city.lock(1);
  city.event({ type: 'unlocked', submission: 1, reason: 'A figure was missing.' });
  for (let i = half; i < options.edits; i++) step(city, other, random);
  city.comment('The last words before the lock.');
  const { lock, snapshot } = city.lock(2);
  city.comment('After the lock.');
  other.edit();
  const parts = partsOf({ key, vkey, tree, log }, { workbook: city.workbook, lock, snapshot });
  return { key, vkey, tree, log, parts, files: buildBundle(parts) };
}

/** The parts of a bundle over the whole log, signed anew. */
export function partsOf(
  made: { key: SignerKey; vkey: string; tree: MemoryTree; log: Logged[] },
  of: { workbook: string; lock: number; snapshot: string },
): BundleParts {
  const mine = made.log.filter((row) => row.entry.workbook === of.workbook);
  const locked = mine.find((row) => row.entry.number === of.lock);
  if (locked?.entry.kind !== 'event' || locked.entry.event.type !== 'locked') {
    throw new Error(`entry ${of.lock} is no lock`);
  }
  const { upTo, submission } = locked.entry.event;
  const entries = mine.filter((row) => isDisclosed(row.entry, { upTo, lock: of.lock }));
  const size = made.log.length;
  const signed = signCheckpoint({
    origin: made.key.name,
    size,
    root: frontierRoot(made.tree.frontier),
    key: made.key,
  });
  if (!signed.ok) throw new Error(signed.refusal.sentence);
  const indices = entries.map((row) => row.index);
  return {
    workbook: of.workbook,
    submission,
    snapshot: of.snapshot,
    entries,
    lockedIndex: locked.index,
    checkpoint: signed.note,
    proofs: bundleProofs({ indices, lockedIndex: locked.index, size }, made.tree.read),
    vkey: made.vkey,
  };
}

type Journal = ReturnType<typeof journal>;

function step(city: Journal, other: Journal, random: Random): void {
  city.edit();
  const chance = random.below(10);
  if (chance < 6) other.edit();
  else if (chance < 8) city.comment('Is this of the same year?');
  else if (chance < 9) city.verify();
}

function journal(workbook: WorkbookId, random: Random, append: (entry: Entry) => void) {
  const cells = new Map<string, string>();
  let number = 0;
  const head = () => {
    number += 1;
    const by = `p_${random.below(30)}` as PersonId;
    return {
      v: 1 as const,
      workbook,
      number,
      at: NOON + number * 1000,
      by,
      door: 'socket' as const,
    };
  };
  const event = (happened: Event): void => {
    const command = `c_${random.below(2 ** 30).toString(36)}` as CommandId;
    // Of those from before there were salts and of those since.
    const salt =
      random.below(2) === 0 ? {} : { salt: Buffer.from(random.bytes(16)).toString('hex') };
    append({ ...head(), kind: 'event', command, event: happened, ...salt });
  };
  const edit = (): void => {
    const chosen = new Set(Array.from({ length: 1 + random.below(3) }, () => anyCell(random)));
    const changes = [...chosen].map((cell) => change(cell, cells, random));
    const update = Buffer.from(random.bytes(40)).toString('base64');
    append({
      ...head(),
      kind: 'edit',
      generation: 0,
      client: random.below(2 ** 32),
      cells: changes,
      update,
    });
  };
  const comment = (text: string): void =>
    event({
      type: 'commented',
      comment: `k_${number}` as never,
      cell: 'water.loss:value' as CellId,
      parent: null,
      text,
      audience: 'audit',
    });
  const verify = (): void =>
    event({
      type: 'verified',
      row: 'water.loss' as never,
      verdict: 'yes',
      result: '12.5',
      note: '',
    });
  const lock = (submission: number) => {
    const upTo = number;
    const snapshot = canonicalJson({
      format: 'tallystick-snapshot/1',
      workbook,
      city: 'Città',
      title: 'A',
      edition: '2017',
      submission,
      upTo,
      cells: Object.fromEntries(cells),
      results: {},
    });
    const hash = sha256Hex(snapshot);
    event({
      type: 'locked',
      submission,
      upTo,
      snapshot: hash,
      generation: submission,
      reported: cells.size,
      missing: 0,
    });
    return { lock: number, snapshot };
  };
  return { workbook, event, edit, comment, verify, lock };
}

function anyCell(random: Random): CellId {
  return `kpi${random.below(40)}.point:${random.below(2) ? 'numerator' : 'note'}` as CellId;
}

function change(cell: CellId, cells: Map<string, string>, random: Random) {
  const before = cells.get(cell) ?? null;
  const after = random.below(8) === 0 ? null : `${random.below(100_000) / 10} "m³"`;
  if (after === null) cells.delete(cell);
  else cells.set(cell, after);
  return { cell, before, after };
}
