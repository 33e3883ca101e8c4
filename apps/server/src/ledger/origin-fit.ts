/**
 * Whether key, database and what was announced are of one log. Pure: the facts are read before, the answer is a
 * sentence for the person who starts the server, or nothing.
 *
 * One key signs one history. A key beside another history, or a history beside another key, would make two records of
 * one name that both verify; so it is better not to start.
 */
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from '@tallystick/ledger/checkpoint';
import { equalBytes, toHex } from '@tallystick/ledger/hash';
import { formatVerifierKey, type SignerKey, type VerifierKey } from '@tallystick/ledger/key';
import { parseNote } from '@tallystick/ledger/signed-note';
import { ANNOUNCED_FILE, KEY_FILE, PUBLIC_FILE } from './key-files.ts';

export type OriginFacts = {
  dataDir: string;
  key: SignerKey | undefined;
  /** The text of `signing.pub`. */
  published: string | undefined;
  /** The note of `signing.checkpoint`. */
  announced: string | undefined;
  /** The name under which the database signs. */
  origin: string | undefined;
  /** The newest checkpoint in the database, of whatever origin. */
  last: { note: string } | undefined;
  /** Whether this database has ever signed under its origin. */
  hasSigned: boolean;
  size: number;
  /** The root of the database's tree at these sizes; of sizes beyond its end there is none. */
  roots: ReadonlyMap<number, Uint8Array>;
};

const NEW_ORIGIN =
  'Where that cannot be, begin a new origin: npm start -- --new-origin (docs/ledger.md, "Key and database").';

/** Why the server must not start; undefined where all fits, or where it is a first start. */
export function misfit(facts: OriginFacts): string | undefined {
  return facts.key === undefined ? withoutKey(facts) : withKey(facts, facts.key);
}

function withoutKey(facts: OriginFacts): string | undefined {
  const { dataDir, published, announced, last, hasSigned, origin } = facts;
  const signed = last?.note ?? announced;
  if (signed !== undefined) {
    const where = last === undefined ? ANNOUNCED_FILE : 'the database';
    return `${KEY_FILE} is missing in ${dataDir}: ${where} holds a checkpoint signed with the key ${signerOf(signed)}. Restore it from your backup. ${NEW_ORIGIN}`;
  }
  if (published === undefined && !hasSigned) return undefined;
  const trace =
    published === undefined
      ? `the database signed as ${origin}`
      : `${PUBLIC_FILE} is ${published.trim()}`;
  return `${KEY_FILE} is missing in ${dataDir}: ${trace}. Restore key and database from your backup. ${NEW_ORIGIN}`;
}

function withKey(facts: OriginFacts, key: SignerKey): string | undefined {
  const { dataDir, origin, last, hasSigned } = facts;
  const vkey = formatVerifierKey(key);
  if (origin === undefined)
    return `The database in ${dataDir} is new or was emptied, but ${KEY_FILE} (${nameOf(key)}) has a record already. Restore the database from your backup. ${NEW_ORIGIN}`;
  if (origin !== key.name)
    return `${KEY_FILE} in ${dataDir} is the key ${nameOf(key)}, but the database signs as ${origin}: key and database are of two installations or of two times. Put the right one in place. ${NEW_ORIGIN}`;
  const mine = last !== undefined && originOf(last.note) === origin ? last.note : undefined;
  if (mine === undefined && hasSigned)
    return `The database in ${dataDir} was emptied: it signed checkpoints with ${KEY_FILE} and holds none any more. Restore it from your backup. ${NEW_ORIGIN}`;
  return (
    checkpointMisfit(facts, key, mine) ??
    announcedMisfit(facts, key) ??
    publishedMisfit(facts, vkey)
  );
}

function checkpointMisfit(
  facts: OriginFacts,
  key: VerifierKey,
  note: string | undefined,
): string | undefined {
  if (note === undefined) return undefined;
  const { dataDir } = facts;
  const check = verifyCheckpoint(note, [key]);
  if (!check.ok)
    return `The newest checkpoint of the database in ${dataDir} is signed with the key ${signerOf(note)}, and ${KEY_FILE} is ${nameOf(key)}. Put the right key in place. ${NEW_ORIGIN}`;
  if (leadsTo(facts, check.checkpoint)) return undefined;
  return `The database in ${dataDir} does not lead to its own newest checkpoint of ${check.checkpoint.size} entries: it was cut back or changed. Restore it from your backup; fsck names the first fault.`;
}

function announcedMisfit(facts: OriginFacts, key: VerifierKey): string | undefined {
  const { announced, dataDir, size } = facts;
  if (announced === undefined) return undefined;
  const check = verifyCheckpoint(announced, [key]);
  if (!check.ok)
    return `${ANNOUNCED_FILE} in ${dataDir} is not signed with ${KEY_FILE} (${nameOf(key)}): it is of another installation or damaged. Put in place the one that belongs to this key. ${NEW_ORIGIN}`;
  if (leadsTo(facts, check.checkpoint)) return undefined;
  if (check.checkpoint.size > size)
    return `The database in ${dataDir} is an older copy: it ends at ${size} entries, and a checkpoint of ${check.checkpoint.size} was announced. Restore the newest copy. To go on from this one, begin a new origin: npm start -- --new-origin (docs/ledger.md, "Key and database").`;
  return `The database in ${dataDir} holds another record than the one of which a checkpoint of ${check.checkpoint.size} entries was announced (${ANNOUNCED_FILE}). Restore the right copy. ${NEW_ORIGIN}`;
}

function publishedMisfit({ published, dataDir }: OriginFacts, vkey: string): string | undefined {
  if (published === undefined || published.trim() === vkey) return undefined;
  return `${PUBLIC_FILE} in ${dataDir} is not the public half of ${KEY_FILE}, which is ${vkey}. Move ${PUBLIC_FILE} away: it is written again from the key at the next start.`;
}

function leadsTo({ roots }: OriginFacts, { size, root }: Checkpoint): boolean {
  const held = roots.get(size);
  return held !== undefined && equalBytes(held, root);
}

/** The head that a note claims, whoever signed it. */
export function claimedHead(note: string): Checkpoint | undefined {
  const text = parseNote(note)?.text;
  return text === undefined ? undefined : parseCheckpoint(text);
}

function originOf(note: string): string | undefined {
  return claimedHead(note)?.origin;
}

/** Name and id of a key, enough to find it among others. */
function nameOf(key: VerifierKey): string {
  return `${key.name}+${toHex(key.id)}`;
}

/** The keys that a note says it was signed with. */
function signerOf(note: string): string {
  const signatures = parseNote(note)?.signatures ?? [];
  return signatures.map(({ name, id }) => `${name}+${toHex(id)}`).join(', ') || 'of no name';
}
