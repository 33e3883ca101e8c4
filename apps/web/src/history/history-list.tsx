/** A list of moments with its ways to wait, to fail, to be empty and to go on. */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { type HistoryLine, historyLines } from './history-lines.ts';
import { keyOf } from './moment-line.tsx';
import { type OverWhom, overWhom } from './over-whom.ts';
import type { History } from './use-history.ts';

type Props = {
  history: History;
  label: string;
  empty: string;
  draw: (line: HistoryLine, over: OverWhom) => ReactNode;
};

export function HistoryList({ history, label, empty, draw }: Props) {
  const { t } = useTranslation('history');
  const { moments, refusal, busy, hasOlder, older } = history;
  const over = useMemo(() => overWhom(moments ?? []), [moments]);
  const lines = useMemo(() => historyLines(moments ?? []), [moments]);
  if (!moments) {
    if (refusal)
      return (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      );
    return (
      <Stack gap={10} role="status" aria-label={t('loading')}>
        {[80, 60, 70].map((width) => (
          <Skeleton key={width} height={32} width={`${width}%`} />
        ))}
      </Stack>
    );
  }
  if (moments.length === 0 && !hasOlder) {
    return (
      <Text size="sm" c="var(--ts-muted)" data-testid="history-empty">
        {empty}
      </Text>
    );
  }
  return (
    <>
      <ol className="history-list" aria-label={label} data-testid="history-list">
        {lines.map((line) => (
          <Line key={keyOf(line.moment)}>{draw(line, over)}</Line>
        ))}
      </ol>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {hasOlder && (
        <Button
          variant="default"
          size="compact-sm"
          loading={busy}
          onClick={older}
          mt={8}
          data-testid="history-older"
        >
          {t('older')}
        </Button>
      )}
    </>
  );
}

/** A key's place without an element of its own. */
function Line({ children }: { children: ReactNode }) {
  return children;
}
