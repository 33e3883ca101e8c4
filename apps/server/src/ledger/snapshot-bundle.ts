/**
 * The bundle of a submission: read from the store, proved in a signed tree, packed as a ZIP.
 * Own file because it is the server's half of what apps/verify checks without us.
 */
import type { WorkbookId } from '@tallystick/domain/ids';
import type { Submission } from '@tallystick/domain/state';
import { packBundle } from '@tallystick/ledger/bundle-archive';
import { buildBundle, bundleProofs } from '@tallystick/ledger/bundle';
import { isDisclosed } from '@tallystick/ledger/disclosed-entry';
import { proveFrom } from '@tallystick/ledger/tiles';
import type { Store } from '@tallystick/store/port';
import { deflateSync } from 'fflate';
import { crc32 } from 'node:zlib';
import { readEntries } from '../workbook/load.ts';
import { type Checkpoints, hashesOf } from './checkpoints.ts';

type Sources = { store: Store; checkpoints: Checkpoints; vkey: string };

/** The ZIP file of a submission; undefined where its snapshot is not kept. */
export async function snapshotBundle(
  sources: Sources,
  workbook: WorkbookId,
  submission: Submission,
): Promise<Uint8Array | undefined> {
  const { store } = sources;
  const snapshot = await store.snapshot(workbook, submission.submission);
  if (snapshot === undefined) return undefined;
  const shown = { upTo: submission.upTo, lock: submission.number };
  const entries: { index: number; text: string }[] = [];
  let lockedIndex = -1;
  for await (const stored of readEntries(store, workbook, { after: 0, upTo: submission.number })) {
    if (!isDisclosed(stored.entry, shown)) continue;
    entries.push({ index: stored.index, text: stored.text });
    if (stored.entry.number === submission.number) lockedIndex = stored.index;
  }
  const head = await sources.checkpoints.covering(lockedIndex + 1);
  const indices = entries.map((entry) => entry.index);
  const proofs = await proveFrom(
    (read) => bundleProofs({ indices, lockedIndex, size: head.size }, read),
    hashesOf(store),
  );
  const files = buildBundle({
    workbook,
    submission: submission.submission,
    snapshot,
    entries,
    lockedIndex,
    checkpoint: head.note,
    proofs,
    vkey: sources.vkey,
  });
  // The time of the lock, so that the same bundle has the same bytes whenever it is asked for.
  return packBundle(files, submission.at, { deflate: (bytes) => deflateSync(bytes), crc32 });
}
