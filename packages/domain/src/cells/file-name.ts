/** The name of a file as it is kept: no folders, nothing that cannot be seen, no longer than a bound. */
import { TEXT_LIMITS } from './text-limits.ts';

/** In the place of a name of which nothing is left. */
export const NAMELESS = 'file';

/** Control characters, halves of characters, and what turns the direction of a line so that `gpj.exe` reads `exe.jpg`. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/** What a file system of some kind takes for something else. */
const RESERVED = /[<>:"|?*]/g;

/** Never empty. A longer name is cut in the middle, so that its ending stays. */
export function fileNameOf(typed: string): string {
  const last = typed.split(/[/\\]/).at(-1) ?? '';
  const name = last.normalize('NFC').replaceAll(UNSEEN, '').replaceAll(RESERVED, '_');
  const tidy = name.replaceAll(/^[\s.]+|[\s.]+$/g, '');
  if (tidy === '') return NAMELESS;
  if (tidy.length <= TEXT_LIMITS.fileName) return tidy;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(tidy)?.[0] ?? '';
  const kept = tidy.slice(0, TEXT_LIMITS.fileName - ending.length);
  // Never half of a character.
  return kept.replace(/[\uD800-\uDBFF]$/, '') + ending;
}
