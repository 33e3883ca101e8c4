/** The editor of column S: the list of yes and no, in which a note may follow. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { CellEditorSelectorResult } from 'ag-grid-community';
import { sentenceOf } from '../lines/cell-look.ts';
import { ChoiceEditor } from '../typing/choice-editor.ts';
import { readVerdict } from '../lines/verdict-text.ts';
import type { LookWords } from '../lines/quick-words.ts';
import type { Hint } from '../typing/hint.ts';

export function verdictEditor(t: LookWords): CellEditorSelectorResult {
  const choices = (['yes', 'no'] as const).map((each) => ({
    value: each,
    label: t(`verified.${each}`),
    also: each,
  }));
  const words = {
    hint: (typed: string): Hint | undefined => {
      if (typed.trim() === '') return { tone: 'expected', text: t('verified.expected') };
      const read = readVerdict(typed);
      return read.ok ? undefined : { tone: 'wrong', text: sentenceOf(read.refusal, t) };
    },
    question: () => undefined,
  };
  const label = t('typing:choices', { column: t('columns.verified') });
  const maxLength = TEXT_LIMITS.verificationNote;
  return {
    component: ChoiceEditor,
    params: { choices: { choices, free: false }, words, label, maxLength },
  };
}
