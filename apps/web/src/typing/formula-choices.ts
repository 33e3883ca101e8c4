/**
 * The names that a formula in a cell may use, as choices to be found by name and by label. Pure. They are made once for
 * an edition, and the list of names knows nothing of it.
 */

import { figureNames } from '@tallystick/domain/formula/formula-names';
import { labelWords } from '../texts/label-words.ts';
import type { Choice } from './choices.ts';
import type { Typing } from './hint.ts';

/** Names for a number cell, its own left out; undefined in a cell that takes no formula. */
export function formulaNames({
  source,
  spec,
  t,
}: Typing): { choices: readonly Choice[]; label: string } | undefined {
  if (spec.kind !== 'number') return undefined;
  const choices = figureNames(source.catalogue)
    .filter((each) => each.spec.cell !== spec.cell)
    .map(({ name, line, ...named }): Choice => {
      const label = labelWords(named.label, t);
      const whole = line === '' || line === label ? label : `${line}: ${label}`;
      return { value: name, label: t('typing:formula.name', { name, label: whole }), also: name };
    });
  return { choices, label: t('typing:formula.names') };
}
