/** What blocks "ready" in a row, and what should be looked at: each a way to its cell. */
import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { RowError, RowWarning } from '@tallystick/domain/screening/readiness';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { focusOf } from '../lines/subject.ts';
import { factWords } from '../lines/question-words.ts';
import { labelWords } from '../texts/label-words.ts';

type Line = { cell: string; sentence: string; values: { label: string; detail: string } };
type Lines = { title: string; sign: ReactNode; lines: Line[]; testId: string };

export function BlockingList({ errors }: { errors: readonly RowError[] }) {
  const { t } = useTranslation(['rows', 'grid']);
  const lines = errors.map(({ cell, code, label }) => ({
    cell,
    sentence: `readiness:error.${code}`,
    values: { label: labelWords(label, t), detail: '' },
  }));
  const sign = <IconCircleX size={14} aria-hidden color="var(--ts-danger)" />;
  const title = t('block.blocked', { count: errors.length });
  return <List title={title} sign={sign} lines={lines} testId="row-error" />;
}

export function WarningList({ warnings }: { warnings: readonly RowWarning[] }) {
  const { t } = useTranslation(['rows', 'grid', 'rules', 'shell']);
  const lines = warnings.map(({ cell, code, label, facts }) => ({
    cell,
    sentence: `readiness:warning.${code}`,
    values: { label: labelWords(label, t), detail: factWords(facts, t) },
  }));
  const sign = <IconAlertTriangle size={14} aria-hidden color="var(--ts-warn)" />;
  return <List title={t('block.warned')} sign={sign} lines={lines} testId="row-look" />;
}

function List({ title, sign, lines, testId }: Lines) {
  const { t } = useTranslation('readiness');
  const { setFocus, catalogue } = useWorkbook();
  // The lines of the city profile have no letters: their sentences name no column.
  const kindOf = (cell: string): string => catalogue.rows.get(focusOf(cell)?.row ?? '')?.kind ?? '';
  return (
    <div>
      <Text size="xs" c="var(--ts-muted)" mb={2}>
        {title}
      </Text>
      <ul>
        {lines.map(({ cell, sentence, values }) => (
          <li key={`${sentence} ${cell}`} className="row-block-line">
            {sign}
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="start"
              onClick={() => setFocus(focusOf(cell) ?? null)}
              data-testid={testId}
            >
              {t(sentence, { ...values, context: kindOf(cell) })}
            </Anchor>
          </li>
        ))}
      </ul>
    </div>
  );
}
