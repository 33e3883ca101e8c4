/** The offline check of the program, in this browser: the same code on the browser's own inflate and signatures. */
import type { Report } from '@tallystick/ledger/verify-bundle';
import { checkBundle } from '@tallystick/verify/check';
import { runKnowing } from './platform/later.ts';

/** `key`: the public key of the log from elsewhere; without it the parts are only compared with each other. */
export async function checkInBrowser(archive: Uint8Array, key: string): Promise<Report> {
  const vkey = key.trim();
  return await runKnowing(() => checkBundle(archive, vkey === '' ? {} : { vkey }));
}
