/** In the dialog of a lock: comments not resolved, queries that the city has not answered, questions that ITU has not, verdicts that no longer hold. It only tells. */
import { Text } from '@mantine/core';
import { openClarifications, openComments, openQueries } from '@tallystick/domain/before-lock';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { useNameWords } from '../reopening/use-name-words.ts';
import { useLooking } from '../views/use-looking.ts';
import { rowsInView } from '../views/row-sets.ts';
import { CellWay, CellWays } from './cell-ways.tsx';

export function StillOpen({ jump }: { jump: () => void }) {
  const { t } = useTranslation('versions');
  const { catalogue, state, actor } = useWorkbook();
  const looking = useLooking();
  const words = useNameWords();
  useAllCells();
  const comments = openComments(catalogue, state);
  const mainOf = (row: string): string => {
    const line = catalogue.rows.get(row);
    return line ? mainColumn(line) : 'result';
  };
  // Those that are answered wait for the auditor, and no lock keeps them from that.
  const queries = may(actor, 'read-queries', { state })
    ? []
    : openQueries(catalogue, state).filter(({ status }) => status === 'open');
  const clarifications = may(actor, 'read-clarifications', { state })
    ? []
    : openClarifications(catalogue, state);
  const stale = rowsInView(looking, 'kpi', 'stale');
  return (
    <>
      {comments.length > 0 && (
        <CellWays summary={t('lock.comments', { count: comments.length })} testId="lock-comments">
          <ul>
            {comments.map(({ id, cell, text, by }) => (
              <li key={id}>
                <CellWay
                  to={splitCellId(cell) ?? { row: cell, column: 'result' }}
                  jump={jump}
                  testId="lock-comment"
                >
                  {words.name(cell)}
                </CellWay>
                <Said by={by} text={text} />
              </li>
            ))}
          </ul>
        </CellWays>
      )}
      {queries.length > 0 && (
        <CellWays summary={t('lock.queries', { count: queries.length })} testId="lock-queries">
          <ul>
            {queries.map(({ id, row, turns }) => (
              <li key={id}>
                <CellWay
                  to={{
                    row,
                    column: mainOf(row),
                  }}
                  jump={jump}
                  testId="lock-query"
                >
                  {words.row(row)}
                </CellWay>
                <Said by={turns.at(-1)?.by ?? ''} text={turns.at(-1)?.text ?? ''} />
              </li>
            ))}
          </ul>
        </CellWays>
      )}
      {clarifications.length > 0 && (
        <CellWays
          summary={t('lock.questions', { count: clarifications.length })}
          testId="lock-questions"
        >
          <ul>
            {clarifications.map(({ id, row, text, by }) => (
              <li key={id}>
                <CellWay to={{ row, column: 'result' }} jump={jump} testId="lock-question">
                  {words.row(row)}
                </CellWay>
                <Said by={by} text={text} />
              </li>
            ))}
          </ul>
        </CellWays>
      )}
      {stale.length > 0 && (
        <CellWays summary={t('lock.stale', { count: stale.length })} testId="lock-stale">
          <ul>
            {stale.map((row) => (
              <li key={row}>
                <CellWay to={{ row, column: 'verified' }} jump={jump}>
                  {words.row(row)}
                </CellWay>
              </li>
            ))}
          </ul>
        </CellWays>
      )}
    </>
  );
}

/** Whose words, and their beginning. */
function Said({ by, text }: { by: string; text: string }) {
  const { nameOf } = useWorkbook();
  return (
    <Text size="xs" c="var(--ts-muted)" lineClamp={2}>
      <bdi>{nameOf(by)}</bdi>: <bdi>{text}</bdi>
    </Text>
  );
}
