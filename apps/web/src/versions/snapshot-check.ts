/**
 * Checks a snapshot in the browser: its hash, and that its results follow from its cells. A reader should not have to
 * take the server's word for a locked version.
 */
import { computeRow } from '@tallystick/domain/formula/compute';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type HashCheck = 'same' | 'differs' | 'impossible';

/** SHA-256 of a text's UTF-8 bytes, hexadecimal; undefined where the browser offers no cryptography (plain HTTP). */
export async function sha256(text: string): Promise<string | undefined> {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) return undefined;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the snapshot's text is the one that was hashed when it was locked. */
export async function checkHash(text: string, expected: string): Promise<HashCheck> {
  const found = await sha256(text);
  if (found === undefined) return 'impossible';
  return found === expected.toLowerCase() ? 'same' : 'differs';
}

/** Rows whose result does not follow from the snapshot's own cells; none in an honest snapshot. */
export function rowsThatDiffer(catalogue: Catalogue, snapshot: Snapshot): string[] {
  return catalogue.dataPoints
    .map(({ row }) => row)
    .filter((row) => {
      const computed = computeRow(catalogue, row, (cell) => own(snapshot.cells, cell));
      const kept = own(snapshot.results, row);
      return computed.text !== kept?.text || computed.status !== kept.status;
    });
}

/** A member of a parsed object itself, never of its prototype: keys come from outside. */
export function own<T>(of: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}
