/** What a file that was handed in brings for a cell, as the sheet shows it: beside our value, in the same cell. */
import type { IncomingClass } from '@tallystick/domain/incoming/incoming';
import { isRefusalCode, refuse } from '@tallystick/domain/refusals';
import type { TFunction } from 'i18next';
import { refusalWords } from '../../texts/refusal-words.ts';
import type { LookWords } from '../quick-words.ts';
import { asRead } from '../told.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type IncomingMark = {
  class: IncomingClass;
  /** What would be written; null empties, undefined where nothing can be. */
  text: string | null | undefined;
  /** It is among those that are taken over. */
  takes: boolean;
  /** `KPI data, E12`. */
  where: string;
  /** Why it cannot be read, or is not theirs, as a code with its fact. */
  why?: string | undefined;
  fact?: string | undefined;
  /** What stands in the file, unreadable. */
  raw?: string | undefined;
};

type Words = LookWords | TFunction<'incoming'>;

/** A value of the file in words. */
export function broughtText(
  catalogue: Catalogue,
  cell: string,
  text: string | null,
  t: Words,
): string {
  return text === null ? t('incoming:emptied') : asRead(catalogue, cell, text);
}

/** Why a cell of the file cannot be taken over. */
export function whyWords({ why = 'other', fact }: Pick<IncomingMark, 'why' | 'fact'>, t: Words) {
  if (isRefusalCode(why)) return refusalWords(refuse(why, fact), t as never);
  return t(`incoming:unreadable.${why}` as 'incoming:unreadable.other', {
    defaultValue: t('incoming:unreadable.other'),
  });
}

/** Cells that look different while the file is open; of all others nothing is to be decided. */
const MARKED: ReadonlySet<IncomingClass> = new Set([
  'theirs',
  'conflict',
  'unreadable',
  'not-yours',
  'locked',
]);

type Draft = { classes: string[]; says: (() => string)[] };

/** Marks a cell; answers what stands below our value in it. */
export function markIncoming(
  of: { catalogue: Catalogue; cell: string; mark: IncomingMark | undefined },
  { classes, says }: Draft,
  t: LookWords,
): string | undefined {
  const { catalogue, cell, mark } = of;
  if (!mark || !MARKED.has(mark.class)) return undefined;
  const { takes, where, raw } = mark;
  classes.push('ts-incoming', `ts-incoming-${mark.class}`);
  if (takes) classes.push('ts-incoming-takes');
  if (mark.class === 'unreadable') {
    says.push(() => t('incoming:cell.unreadable', { where, raw, why: whyWords(mark, t) }));
    return raw === '' ? undefined : raw;
  }
  const value = broughtText(catalogue, cell, mark.text ?? null, t);
  says.push(() => t(`incoming:cell.${mark.class}`, { where, value }));
  if (mark.class === 'theirs' || mark.class === 'conflict')
    says.push(() => t(takes ? 'incoming:cell.takes' : 'incoming:cell.leaves'));
  return value;
}
