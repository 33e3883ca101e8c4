/** What is typed into column S: yes or no, with a note after a colon; nothing takes the verdict back. Pure. */
import { yes as taken, no, type Outcome } from '@tallystick/domain/refusals';
import type { Verdict } from '@tallystick/domain/events';
import { proseOf } from '@tallystick/domain/cells/prose';
import type { Verification } from '@tallystick/domain/state';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { readYesNo } from '@tallystick/domain/cells/yes-no';

/** A null verdict takes back the one that stands. */
export type Spoken = { verdict: Verdict | null; note: string };

/** A word, then a mark that sets it apart, in the scripts that cities write. */
const WITH_NOTE = /^([\p{L}\p{M}]+)\s*(?:[:;,.،؛：；，。–—-]|\n)\s*(.*)$/su;
/** Marks of direction and joiners, which no hand has typed. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

export function readVerdict(typed: string): Outcome<Spoken> {
  const text = typed.replaceAll(UNSEEN, '').trim();
  if (text === '') return taken({ verdict: null, note: '' });
  const [, word = text, after = ''] =
    readYesNo(text) === undefined ? (WITH_NOTE.exec(text) ?? []) : [];
  const says = readYesNo(word);
  if (says === undefined) return no('not-yes-or-no');
  const note = proseOf(after, TEXT_LIMITS.verificationNote, true);
  return note.ok ? taken({ verdict: says ? 'yes' : 'no', note: note.value }) : note;
}

/** The text that says a verdict again when it is typed elsewhere. */
export function verdictText({ verdict, note }: Pick<Verification, 'verdict' | 'note'>): string {
  return note === '' ? verdict : `${verdict}: ${note}`;
}
