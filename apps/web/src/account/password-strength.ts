/**
 * How hard a password is to guess, in four words. Source: NIST SP 800-63B 5.1.1.2 asks for length and for no words of
 * the context; it asks for no kinds of characters.
 */
import { PASSWORD_CHARS_MIN } from '@tallystick/protocol/limits';

export type Strength = 'short' | 'guessable' | 'good' | 'strong';

/** Characters from which a password that repeats little is called strong. */
const STRONG_FROM = 18;
/** Fewer different characters than this are guessed whatever the length. */
const DIFFERENT_MIN = 6;

/** `known` are words a guesser would try first: the person's name and address. */
export function passwordStrength(password: string, known: readonly string[]): Strength {
  if (password.length < PASSWORD_CHARS_MIN) return 'short';
  const folded = password.toLowerCase();
  const words = known
    .flatMap((text) => text.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length > 3);
  if (new Set(folded).size < DIFFERENT_MIN) return 'guessable';
  if (/^(?:password|qwerty|tallystick|letmein|welcome)/.test(folded)) return 'guessable';
  if (words.some((word) => folded.includes(word))) return 'guessable';
  return password.length >= STRONG_FROM ? 'strong' : 'good';
}
