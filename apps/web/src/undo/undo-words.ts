/** A gesture in words: "paste of 12 cells". */
import type { TFunction } from 'i18next';
import type { GestureKind } from '../live/cells/gestures.ts';

export function gestureWords(
  t: TFunction<'undo'>,
  { kind, count }: { kind: GestureKind; count: number },
): string {
  return t(`what.${kind}`, { count });
}
