/** The queries of a row in the panel: those that wait first, and a box to ask for the audit side. */
import { Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Query } from '@tallystick/domain/nouns/query';
import { may } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { QueuedHere } from '../offline/queued-list.tsx';
import { AskQuery } from './ask-query.tsx';
import { QueryCard } from './query-card.tsx';

/** Those of a row that are not closed first, of each kind the newest first. */
export function queriesOf({ queries }: Pick<WorkbookState, 'queries'>, row: string): Query[] {
  const isClosed = ({ status }: Query): number => Number(status === 'closed');
  return [...queries.values()]
    .filter((query) => query.row === row)
    .toSorted((a, b) => isClosed(a) - isClosed(b) || b.number - a.number);
}

type Props = { row: string } & Pick<Parameters<typeof AskQuery>[0], 'isAsked' | 'taken'>;

export function QueriesTab({ row, isAsked, taken }: Props) {
  const { t } = useTranslation('queries');
  const { state, actor } = useWorkbook();
  const queries = queriesOf(state, row);
  const asking = { ...(isAsked && { isAsked }), ...(taken && { taken }) };
  const mayAsk = may(actor, 'ask-query', { state }) === undefined;
  return (
    <Stack gap={16} data-testid="queries">
      {mayAsk && <AskQuery key={row} row={row as RowId} {...asking} />}
      <Stack gap={12} aria-live="polite" key={`${row} queries`}>
        <QueuedHere isHere={(given) => given.type === 'ask-query' && given.row === row} />
        {queries.length === 0 && (
          <div className="panel-empty">
            <IconHelpCircle size={20} aria-hidden />
            <Text size="sm">{t(mayAsk ? 'noneAudit' : 'none')}</Text>
          </div>
        )}
        {queries.map((query) => (
          <QueryCard key={query.id} query={query} />
        ))}
      </Stack>
    </Stack>
  );
}
