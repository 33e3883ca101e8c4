/**
 * Browsers that have signed in to an account before: a mark that they keep in a cookie, so that guesses made elsewhere
 * never keep a person from their own account. It opens nothing, and a new password ends it.
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { KNOWN_BROWSER_MS } from '../service/limits.ts';
import type { PersonRow } from '@tallystick/store/rows';

type Marked = Pick<PersonRow, 'person' | 'passwordHash'>;

/** Signed with the stored hash of the password, which never leaves the server and changes with it. */
function sign({ person, passwordHash }: Marked, madeAt: string, browser: string): Buffer {
  const said = `known browser ${person} ${madeAt} ${browser}`;
  return createHmac('sha256', passwordHash ?? '')
    .update(said)
    .digest();
}

/** The mark for a browser that has just signed in. */
export function markOf(person: Marked, now: number): string {
  const browser = randomBytes(12).toString('base64url');
  return `${now}.${browser}.${sign(person, String(now), browser).toString('base64url')}`;
}

/** The browser of a mark, where it is this person's, and not too old; else null. */
export function browserOf(mark: string | undefined, person: Marked, now: number): string | null {
  const [madeAt = '', browser = '', signature = ''] = (mark ?? '').split('.');
  if (person.passwordHash === null || !/^\d{1,15}$/.test(madeAt)) return null;
  if (now - Number(madeAt) > KNOWN_BROWSER_MS) return null;
  const given = Buffer.from(signature, 'base64url');
  const right = sign(person, madeAt, browser);
  return given.length === right.length && timingSafeEqual(given, right) ? browser : null;
}
