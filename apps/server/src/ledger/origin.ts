/**
 * The log's origin: the name and the key under which this database signs. Opened at every start, begun at the first
 * one, and begun anew only where a person asks for it.
 */
import { randomBytes } from 'node:crypto';
import {
  formatVerifierKey,
  generateKey,
  parseSignerKey,
  type SignerKey,
} from '@tallystick/ledger/key';
import { rootAt } from '@tallystick/ledger/merkle-tree';
import { proveFrom } from '@tallystick/ledger/tiles';
import type { LogStore } from '@tallystick/store/port-log';
import type { SettingStore } from '@tallystick/store/port-settings';
import { Checkpoints, hashesOf } from './checkpoints.ts';
import {
  type KeyFiles,
  readKeyFiles,
  setAside,
  writeAnnounced,
  writeKey,
  writePublished,
} from './key-files.ts';
import { claimedHead, misfit } from './origin-fit.ts';

/** Settings of the store. */
const ORIGIN = 'origin';
/** The origin under which this database has signed: from then on it can never have signed nothing. */
const ORIGIN_SIGNED = 'origin-signed';

export type Origin = { vkey: string; checkpoints: Checkpoints };
type Place = {
  dataDir: string;
  store: LogStore & SettingStore;
  /** Host of the address that people use; proofs carry it for ever. */
  host: string;
  now: () => number;
};

/** Key and database of one log, the key made at the first start; or a sentence why they must not be used together. */
export async function openOrigin(place: Place): Promise<Origin | { fault: string }> {
  const { dataDir, store, now } = place;
  const files = await readKeyFiles(dataDir);
  if ('fault' in files) return files;
  const fault = misfit({ ...(await factsOf(store, files)), dataDir, ...files });
  if (fault !== undefined) return { fault };
  const key = files.key ?? (await makeKey(place));
  const vkey = formatVerifierKey(key);
  if (files.published === undefined) await writePublished(dataDir, vkey);
  const checkpoints = new Checkpoints({
    store,
    key,
    now,
    announce: (note) => writeAnnounced(dataDir, note),
  });
  const head = await checkpoints.newest();
  const announced = files.announced === undefined ? undefined : claimedHead(files.announced);
  if (announced === undefined || announced.size < head.size)
    await writeAnnounced(dataDir, head.note);
  if ((await store.setting(ORIGIN_SIGNED)) !== key.name)
    await store.setSetting(ORIGIN_SIGNED, key.name);
  return { vkey, checkpoints };
}

/**
 * Leaves the origin of a data folder and begins another over the same entries: the files of the old one are set aside,
 * its checkpoints stay in the database. Old bundles go on being proved by the old key, new ones by the new.
 */
export async function beginOrigin(
  place: Place,
): Promise<{ vkey: string; former: string | undefined } | { fault: string }> {
  const { dataDir, store, now } = place;
  const last = await store.lastCheckpoint();
  const size = await store.treeSize();
  if (last !== undefined && last.size > size) {
    return {
      fault: `The database in ${dataDir} holds ${size} entries and a checkpoint of ${last.size}: it was cut back by hand. Restore a whole copy first, or begin with an empty DATA_DIR.`,
    };
  }
  const former = await setAside(dataDir, now());
  await store.setSetting(ORIGIN, newName(place.host));
  // The checkpoints in the database are of the old key, so this is no first start to `openOrigin`.
  await makeKey(place);
  const opened = await openOrigin(place);
  return 'fault' in opened ? opened : { vkey: opened.vkey, former };
}

async function factsOf(store: Place['store'], files: KeyFiles) {
  const origin = await store.setting(ORIGIN);
  const last = await store.lastCheckpoint();
  const size = await store.treeSize();
  const heads = [last?.note, files.announced].map((note) =>
    note === undefined ? undefined : claimedHead(note),
  );
  const roots = new Map<number, Uint8Array>();
  for (const head of heads) {
    if (head === undefined || head.size > size) continue;
    roots.set(head.size, await proveFrom((read) => rootAt(head.size, read), hashesOf(store)));
  }
  const hasSigned = origin !== undefined && (await store.setting(ORIGIN_SIGNED)) === origin;
  return { origin, last, size, roots, hasSigned };
}

/** A key of the origin that the database names, which is named now where there is none. */
async function makeKey({ dataDir, store, host }: Place): Promise<SignerKey> {
  const kept = await store.setting(ORIGIN);
  const origin = kept ?? newName(host);
  if (kept === undefined) await store.setSetting(ORIGIN, origin);
  const key = parseSignerKey(generateKey(origin, randomBytes(32)).skey);
  if (key === undefined) throw new Error('a key just made cannot be read');
  await writeKey(dataDir, key);
  return key;
}

/** `host/tallystick-` and eight random digits, so that two installations never share a name. */
function newName(host: string): string {
  return `${host}/tallystick-${crypto.randomUUID().slice(0, 8)}`;
}
