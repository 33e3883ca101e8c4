/** A question of the screening as a sentence, asked in the same words by cell, hint and panel. */
import type { Facts, RuleName, Warning } from '@tallystick/domain/screening/warning';
import { labelWords } from '../texts/label-words.ts';
import type { LookWords } from './quick-words.ts';

/** A rule that a KPI is screened by. */
export const ruleWords = (rule: RuleName, t: LookWords): string => t(`rules:${rule}`);

/** What a question is about: the cell and its fault, the figures, the rule. */
export function factWords({ detail, label, rule, refusal }: Facts, t: LookWords): string {
  const facts = [detail];
  if (refusal !== undefined) facts.push(t(`shell:refusals.${refusal}`));
  if (rule !== undefined) facts.push(ruleWords(rule, t));
  const said = facts.filter((fact) => fact !== '').join('. ');
  return label === undefined ? said : `${labelWords(label, t)}: ${said}`;
}

export function questionWords(warning: Pick<Warning, 'code'> & Facts, t: LookWords): string {
  return `${t(`panel:plausibility.warning.${warning.code}`)} ${factWords(warning, t)}`.trim();
}
