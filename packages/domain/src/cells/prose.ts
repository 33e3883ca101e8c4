/** Names and prose that come with commands, as they are kept. */
import { no, type Outcome, yes } from '../refusals.ts';
import { TEXT_LIMITS } from './text-limits.ts';

/** Whether a client may call something so. */
export function isId(text: string): boolean {
  return text.length <= TEXT_LIMITS.id && /^[\w.:-]+$/.test(text);
}

/** A name as kept: trimmed, NFC, on one line. Refusals: empty-text, too-long, not-text. */
export function nameOf(typed: string): Outcome<string> {
  const name = typed.trim().normalize('NFC');
  if (name === '') return no('empty-text');
  if (name.length > TEXT_LIMITS.name) return no('too-long', String(TEXT_LIMITS.name));
  return /\p{Cc}|\p{Cs}/u.test(name) ? no('not-text') : yes(name);
}

/** Prose of a command; line feeds and tabs are kept. Refusals: empty-text (unless `optional`), too-long, not-text. */
export function proseOf(typed: string, limit: number, optional = false): Outcome<string> {
  const text = typed.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (text === '' && !optional) return no('empty-text');
  if (text.length > limit) return no('too-long', String(limit));
  return /[^\P{Cc}\n\t]|\p{Cs}/u.test(text) ? no('not-text') : yes(text);
}
