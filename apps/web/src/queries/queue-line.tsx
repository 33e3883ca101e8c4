/** A query of the queue in a line: whose turn it is, the value of its row, what was said last, and the verdict on the row. */
import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Query } from '@tallystick/domain/nouns/query';
import { isStale } from '@tallystick/domain/nouns/verdict-content';
import { may } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { rowName } from '../lines/told.ts';
import { VerdictMark } from '../lines/verdict-mark.tsx';
import { useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import './queries.css';
import { QueryValues } from './query-card.tsx';
import { QueryState } from './query-state.tsx';

type Props = { query: Query; isFirst: boolean; choose: () => void };

export function QueueLine({ query, isFirst, choose }: Props) {
  const { catalogue, state, actor, results } = useWorkbook();
  const isPoint = catalogue.rows.get(query.row)?.kind === 'data-point';
  const given = isPoint ? verdictsFor(actor, state).get(query.row) : undefined;
  return (
    <li className="query-item">
      <UnstyledButton
        className="query-line"
        onClick={choose}
        data-autofocus={isFirst || undefined}
        data-testid="query-line"
      >
        <Text component="span" size="sm" fw={600} className="query-name">
          {rowName(catalogue, query.row)}
        </Text>
        <QueryState query={query} />
        <QueryValues query={query} />
        <Text component="span" size="sm" className="query-last" dir="auto">
          {query.turns.at(-1)?.text}
        </Text>
        {given && (
          <span>
            <VerdictMark
              verdict={given.verdict}
              stale={isStale(given, results.contents.get(query.row))}
            />
          </span>
        )}
      </UnstyledButton>
      {isPoint && <Verify row={query.row} />}
    </li>
  );
}

/** For who judges, of a row that is reported and not judged as it stands. */
function Verify({ row }: { row: RowId }) {
  const { t } = useTranslation('panel');
  const { state, actor, results } = useWorkbook();
  const { judging } = useSheetSource();
  if (!judging || may(actor, 'verify', { state }) !== undefined) return null;
  if (results.get(row).status !== 'reported' || judging.isJudged(row)) return null;
  return (
    <Group justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        className="query-verify"
        leftSection={<IconCheck size={14} aria-hidden />}
        onClick={() => judging.say(row, 'yes')}
        data-testid="queue-verify"
      >
        {t('verification.setYes')}
      </Button>
    </Group>
  );
}
