/**
 * P14 and P15: bundles forged with intent, most of them with every hash brought in line, some with the operator's own
 * key.
 */
import { type BundleParts, buildBundle, bundleProofs } from '@tallystick/ledger/bundle';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { bytesOf, leafHash, sha256Hex, textOf } from '@tallystick/ledger/hash';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { relist } from './bundle-mutations.ts';
import { partsOf, type Sample, sampleBundle } from './bundle-sample.ts';
import { memoryTree } from './memory-tree.ts';

export type Forgery = {
  name: string;
  files: Map<string, Uint8Array>;
  vkey: string;
  /** What the report must say. */
  says: RegExp;
};

/** The forgeries that were accepted, or refused with another sentence than the right one; must be none. */
export function undetected(forgeries: readonly Forgery[]): string[] {
  return forgeries.flatMap(({ name, files, vkey, says }) => {
    const report = verifyBundle(files, { vkey });
    return !report.ok && says.test(report.firstFault ?? '')
      ? []
      : [`${name}: ${report.firstFault}`];
  });
}

export function forgeries(seed: number): Forgery[] {
  const sample = sampleBundle({ seed, edits: 30 });
  const twin = sampleBundle({ seed: seed + 1, edits: 30 });
  const { vkey } = sample;
  const edited = (name: string, says: RegExp, change: (lines: string[]) => string[]): Forgery => ({
    name,
    vkey,
    says,
    files: withText(sample, 'entries.jsonl', (text) => {
      const lines = text.split('\n').slice(0, -1);
      return change(lines)
        .map((line) => `${line}\n`)
        .join('');
    }),
  });
  const swapped = (name: string, file: string, says: RegExp): Forgery => ({
    name,
    vkey,
    says,
    files: relist(sample, new Map(sample.files).set(file, twin.files.get(file) as Uint8Array)),
  });
  return [
    {
      name: 'another key given',
      files: sample.files,
      vkey: twin.vkey,
      says: /not the one that you gave/,
    },
    {
      name: 'a whole log of the attacker',
      files: twin.files,
      vkey,
      says: /not the one that you gave/,
    },
    swapped('the key of another', 'key.txt', /not the one that you gave/),
    swapped('the checkpoint of another log', 'checkpoint.txt', /not signed by the key/),
    swapped(
      'the proof of another log',
      'proof.txt',
      /tree of another size|do not lead to the signed head/,
    ),
    swapped('the lock proof of another log', 'locked.tlog-proof', /carries another checkpoint/),
    swapped('the entries of another workbook', 'entries.jsonl', /is of another workbook/),
    swapped('the snapshot of another workbook', 'snapshot.json', /bundle.json does not describe/),
    edited('an entry is removed', /do not lead to the signed head/, (lines) =>
      lines.toSpliced(3, 1),
    ),
    edited('two entries change places', /out of order/, swapLines),
    edited('an entry is repeated', /out of order/, (lines) =>
      lines.toSpliced(4, 0, lines[4] as string),
    ),
    edited('an author is changed', /do not lead to the signed head/, (lines) =>
      lines.with(5, (lines[5] as string).replace(/"by":"p_\d+"/, '"by":"p_99"')),
    ),
    edited('a time is changed', /do not lead to the signed head/, (lines) =>
      lines.with(5, (lines[5] as string).replace(/"at":\d+/, '"at":1')),
    ),
    edited('an entry is spelled otherwise', /Line 6 .* canonical form/, (lines) =>
      lines.with(5, (lines[5] as string).replace('"by":', '"by": ')),
    ),
    edited('the lock is left out', /do not lead to the signed head/, (lines) => lines.slice(0, -1)),
    edited('no entry is left', /do not lead to the signed head/, () => []),
    {
      name: 'a cell of the snapshot is changed',
      vkey,
      says: /names a snapshot with the SHA-256/,
      files: withText(sample, 'snapshot.json', (text) =>
        text.replace(/"(\d+)\.\d \\"m³/, '"$1.05 \\"m³'),
      ),
    },
    {
      name: 'a file is left out',
      vkey,
      says: /key.txt is missing/,
      files: without(sample.files, 'key.txt'),
    },
    {
      name: 'a file is added',
      vkey,
      says: /that no bundle has/,
      files: new Map(sample.files).set('more.txt', bytesOf('x')),
    },
    {
      name: 'a file is larger than any bundle',
      vkey,
      says: /more than 1000 bytes/,
      files: new Map(sample.files).set('key.txt', new Uint8Array(1001)),
    },
    withheldEdit(sample),
    editWhileLocked(sample),
    snapshotOfOwnMaking(sample),
  ];
}

/** The operator leaves an edit out and proves the rest rightly. */
function withheldEdit(sample: Sample): Forgery {
  const seen = new Set<string>();
  // An edit of a cell that is edited again later.
  const victim = sample.log.findLast(({ entry }) => {
    if (entry.workbook !== sample.parts.workbook || entry.kind !== 'edit') return false;
    const again = entry.cells.some(({ cell, before, after }) => seen.has(cell) && before !== after);
    for (const { cell } of entry.cells) seen.add(cell);
    return again;
  });
  if (victim === undefined) throw new Error('the sample edits no cell twice');
  const entries = sample.parts.entries.filter((row) => row.index !== victim.index);
  return {
    name: 'the operator withholds an edit',
    vkey: sample.vkey,
    says: /held .* before it, but the entries before it leave/,
    files: buildBundle({ ...sample.parts, entries, proofs: proofsOf(sample, entries) }),
  };
}

/** The operator, with the key, writes an edit between the first lock and its reopening. */
function editWhileLocked(sample: Sample): Forgery {
  const log = sample.log.map((row) => ({ ...row }));
  const mine = log.filter((row) => row.entry.workbook === sample.parts.workbook);
  const reopening = mine.findIndex(
    ({ entry }) => entry.kind === 'event' && entry.event.type === 'unlocked',
  );
  const [a, b] = [mine[reopening], mine[reopening + 1]];
  if (a === undefined || b === undefined) throw new Error('the sample reopens nothing');
  // The reopening and the edit after it change places, numbers brought in line.
  const [reopen, edit] = [a.entry, b.entry];
  a.entry = { ...edit, number: reopen.number };
  b.entry = { ...reopen, number: edit.number };
  for (const row of [a, b]) row.text = canonicalJson(row.entry);
  return {
    name: 'the operator writes while locked',
    vkey: sample.vkey,
    says: /is an edit while the workbook was locked/,
    files: buildBundle(signedAnew(sample, log, sample.parts.snapshot)),
  };
}

/** The operator, with the key, locks a snapshot that the edits do not lead to. */
function snapshotOfOwnMaking(sample: Sample): Forgery {
  const value = JSON.parse(sample.parts.snapshot);
  value.cells['kpi1.point:numerator'] = '1000000';
  const snapshot = canonicalJson(value);
  const log = sample.log.map((row) => {
    if (row.index !== sample.parts.lockedIndex) return { ...row };
    const entry = JSON.parse(row.text);
    entry.event.snapshot = sha256Hex(snapshot);
    return { ...row, entry, text: canonicalJson(entry) };
  });
  return {
    name: 'the operator locks a snapshot of his own making',
    vkey: sample.vkey,
    says: /The snapshot holds "1000000" in the cell kpi1.point:numerator/,
    files: buildBundle(signedAnew(sample, log, snapshot)),
  };
}

/** A rewritten log, its tree built anew and signed by the true key. */
export function signedAnew(sample: Sample, log: Sample['log'], snapshot: string): BundleParts {
  const tree = memoryTree();
  for (const row of log) tree.append(leafHash(row.text));
  const lock = log[sample.parts.lockedIndex]?.entry.number ?? 0;
  const { key, vkey } = sample;
  return partsOf({ key, vkey, tree, log }, { workbook: sample.parts.workbook, lock, snapshot });
}

function proofsOf(sample: Sample, entries: readonly { index: number }[]) {
  const indices = entries.map((row) => row.index);
  const { lockedIndex } = sample.parts;
  return bundleProofs({ indices, lockedIndex, size: sample.log.length }, sample.tree.read);
}

function withText(sample: Sample, name: string, change: (text: string) => string) {
  const before = textOf(sample.files.get(name) as Uint8Array) as string;
  const after = change(before);
  if (after === before) throw new Error(`the forgery did not change ${name}`);
  return relist(sample, new Map(sample.files).set(name, bytesOf(after)));
}

function without(files: Map<string, Uint8Array>, name: string): Map<string, Uint8Array> {
  const rest = new Map(files);
  rest.delete(name);
  return rest;
}

function swapLines(lines: string[]): string[] {
  return lines.with(2, lines[3] as string).with(3, lines[2] as string);
}
