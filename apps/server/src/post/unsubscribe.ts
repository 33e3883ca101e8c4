/** Signed links that end mails: whoever has the mail may end its kind, and need not sign in for it (RFC 8058). */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { SettingStore } from '@tallystick/store/port-settings';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Setting of the key that the links are signed with; it is made once and signs nothing else. */
const KEY = 'post-key';
const KEY_BYTES = 32;
/** Bytes of a signature that a link carries: 128 bits, which nobody guesses. */
const SIGNATURE_BYTES = 16;

/** Null stands for every workbook. */
export type Ended = { person: PersonId; workbook: WorkbookId | null };

export async function postKey(store: SettingStore): Promise<Buffer> {
  const kept = await store.setting(KEY);
  if (kept !== undefined) return Buffer.from(kept, 'base64url');
  const made = randomBytes(KEY_BYTES);
  await store.setSetting(KEY, made.toString('base64url'));
  return made;
}

function signatureOf(body: string, key: Buffer): string {
  const made = createHmac('sha256', key).update(`unsubscribe ${body}`).digest();
  return made.subarray(0, SIGNATURE_BYTES).toString('base64url');
}

export function endToken({ person, workbook }: Ended, key: Buffer): string {
  const body = Buffer.from(JSON.stringify([person, workbook])).toString('base64url');
  return `${body}~${signatureOf(body, key)}`;
}

/** Undefined where it is not ours. */
export function readEndToken(token: string, key: Buffer): Ended | undefined {
  const [body = '', signature = '', more] = token.split('~');
  // As texts: two texts can be the same bytes in base64.
  const [given, right] = [signature, signatureOf(body, key)].map((text) => Buffer.from(text));
  if (more !== undefined || given === undefined || right === undefined) return undefined;
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const [person, workbook] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    PersonId,
    WorkbookId | null,
  ];
  return { person, workbook };
}
