/**
 * One-time links: the first administrator's, and those with which a person sets a password.
 * Own file because a link is a secret on paper: only its hash is kept, and it works once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PersonId } from '@tallystick/domain/ids';
import type { LinkRow, Store } from '@tallystick/store/port';
import { LINK_MS } from '../limits.ts';

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes a link and answers its path, `/link/TOKEN`. */
export async function makeLink(
  store: Store,
  link: { purpose: LinkRow['purpose']; person: PersonId | null; now: number },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await store.addLink({
    id: hashToken(token),
    purpose: link.purpose,
    person: link.person,
    expiresAt: link.now + LINK_MS,
    usedAt: null,
  });
  return `/link/${token}`;
}

/** The link of a token, if it can still be used. */
export async function findLink(
  store: Store,
  token: string,
  now: number,
): Promise<LinkRow | undefined> {
  const link = await store.link(hashToken(token));
  if (link === undefined || link.usedAt !== null || link.expiresAt <= now) return undefined;
  return link;
}

/** Uses the link up; undefined where somebody was faster. */
export async function useLink(
  store: Store,
  token: string,
  now: number,
): Promise<LinkRow | undefined> {
  return await store.useLink(hashToken(token), now);
}
