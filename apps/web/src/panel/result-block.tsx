/**
 * The result of a data point, large, with its state in words, its formula and what is missing for it. It is what a
 * reader looks at first, and it speaks by itself when the result changes.
 */

import { Anchor, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { plainResult, printResult } from '@tallystick/domain/cells/cell-text';
import type { Result } from '@tallystick/domain/formula/compute';
import { useTranslation } from 'react-i18next';
import { unitWords } from '../texts/unit-words.ts';
import { useResult, useWorkbook } from '../live/workbook/use-workbook.ts';
import { factWords } from '../lines/question-words.ts';
import { numberLocale } from '../texts/locale.ts';
import { FormulaFigures } from './formula.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { focusOf } from '../lines/subject.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** Units up to this length stand beside the figure in its size: `%`, `dB`. */
const SHORT_UNIT = 3;

/** The figure or words of a result, and its unit where that is long enough to stand apart. */
function useResultWords(): (result: Result) => { words: string; unit: string } {
  const { t } = useTranslation('panel');
  return (computed) => {
    const result = { ...computed, unit: unitWords(computed.unit) };
    if (result.status === 'unreadable') return { words: t('result.unreadableShort'), unit: '' };
    const meant = plainResult(computed);
    if (meant === 'yes' || meant === 'no') return { words: t(`result.${meant}`), unit: '' };
    if (result.unit.length <= SHORT_UNIT || result.unit === 'yes/no')
      return { words: printResult(result, numberLocale()), unit: '' };
    const unit = result.status === 'reported' ? result.unit : '';
    return { words: printResult({ ...result, unit: '' }, numberLocale()), unit };
  };
}

function Status({ result }: { result: Result }) {
  const { t } = useTranslation('panel');
  switch (result.status) {
    case 'reported':
      return (
        <StateMark tone="good" testId="result-status">
          {t(result.source === 'override' ? 'result.overridden' : 'result.reported')}
        </StateMark>
      );
    case 'not-reported':
      return (
        <StateMark tone="quiet" testId="result-status">
          {t('result.notReported')}
        </StateMark>
      );
    case 'unreadable':
      return (
        <StateMark tone="bad" testId="result-status">
          {t('result.unreadable')}
        </StateMark>
      );
  }
}

function Missing({ result }: { result: Result }) {
  const { t } = useTranslation('panel');
  const { setFocus } = useWorkbook();
  if (result.missing.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="var(--ts-muted)">
        {t('result.missing', { count: result.missing.length })}
      </Text>
      <List size="sm" spacing={2} withPadding={false} listStyleType="none">
        {result.missing.map(({ cell, label }) => (
          <List.Item key={cell}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="start"
              onClick={() => setFocus(focusOf(cell) ?? null)}
              data-testid="missing-input"
            >
              {label}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

export function ResultBlock({ point }: { point: DataPoint }) {
  const { t } = useTranslation(['panel', 'shell']);
  const result = useResult(point.row);
  const print = useResultWords();
  const { words, unit } = print(result);
  return (
    <Stack gap={6}>
      <div aria-live="polite" aria-atomic key={point.row}>
        <Group gap={8} align="center" justify="space-between" wrap="nowrap">
          <Text
            className={words.length > 14 ? 'panel-result panel-result-long' : 'panel-result'}
            data-status={result.status}
            data-testid="result"
          >
            <bdi translate="no">{words}</bdi>{' '}
            {unit !== '' && (
              <span className="panel-unit" translate="no">
                {unit}
              </span>
            )}
          </Text>
          <Status result={result} />
        </Group>
      </div>
      <FormulaFigures point={point} result={result} />
      {result.warnings.map((warning) => (
        <Text size="sm" key={warning.code} className="panel-warning">
          <IconAlertTriangle size={14} aria-hidden />
          <span>{t(`result.warning.${warning.code}`, { detail: factWords(warning, t) })}</span>
        </Text>
      ))}
      <Missing result={result} />
    </Stack>
  );
}
