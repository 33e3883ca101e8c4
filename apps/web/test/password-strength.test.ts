/** What the form says of a password. */
import { expect, test } from 'vitest';
import { passwordStrength } from '../src/account/password-strength.ts';

test.each([
  ['harbour', 'short'],
  ['aaaaaaaaaaaaaaaa', 'guessable'],
  ['password12345', 'guessable'],
  ['konstantinopoulou1', 'guessable'],
  ['kettle-fjord-9', 'good'],
  ['seven quiet harbour bells', 'strong'],
] as const)('%s is %s', (password, strength) => {
  expect(passwordStrength(password, ['Max Konstantinopoulou', 'max@example.org'])).toBe(strength);
});
