/** A question of the screening as a sentence. Own file because cell, hint and panel ask in the same words. */
import type { Warning } from '@tallystick/domain/screen';
import type { LookWords } from './cell-look.ts';

export function questionWords(
  { code, detail }: Pick<Warning, 'code' | 'detail'>,
  t: LookWords,
): string {
  return `${t(`panel:plausibility.warning.${code}`)} ${detail}`.trim();
}
