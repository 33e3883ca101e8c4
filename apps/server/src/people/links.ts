/**
 * One-time links: the first administrator's, and those with which a person sets a password. A link is a secret on
 * paper: only its hash is kept, and it works once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { LinkRow, LinkStore } from '@tallystick/store/links/port-links';
import { LINK_MS } from '../service/limits.ts';

/** The id under which the store and the log know the link of a secret. */
export const linkId = (token: string) => createHash('sha256').update(token).digest('hex');

/** A link that nobody has used, and its path, `/link/TOKEN`: the one time that the secret is told. */
function draw(made: Pick<LinkRow, 'purpose' | 'person' | 'by' | 'workbook'>, now: number) {
  const token = randomBytes(24).toString('base64url');
  const open = { expiresAt: now + LINK_MS, usedAt: null, endedAt: null };
  return { row: { ...made, ...open, id: linkId(token) }, path: `/link/${token}` };
}

/**
 * A link with which `person` sets a password; it ends those before it. `by` and `workbook` say who hands the account
 * out, and the link opens it only while they may (`LinkRow`). Answers its path.
 */
export async function makeLink(
  store: Pick<LinkStore, 'addLink'>,
  made: Pick<LinkRow, 'by' | 'workbook'> & { person: NonNullable<LinkRow['person']>; now: number },
): Promise<string> {
  const { now, ...about } = made;
  const { row, path } = draw({ purpose: 'set-password', ...about }, now);
  await store.addLink(row, now);
  return path;
}

/** The first administrator's link; it ends those before it. Null where somebody has an account. */
export async function makeFirstLink(
  store: Pick<LinkStore, 'addLink'>,
  now: number,
): Promise<string | null> {
  const first = { purpose: 'first-admin', person: null, by: null, workbook: null } as const;
  const { row, path } = draw(first, now);
  return (await store.addLink(row, now)) === 'made' ? path : null;
}
