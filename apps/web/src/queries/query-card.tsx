/** One query with its thread: the value as it was asked about and now, what was said, and what the reader may do. */
import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { valueOfRow } from '@tallystick/domain/formula/row-value';
import type { Query, QueryTurn } from '@tallystick/domain/nouns/query';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { QueryEvidence } from '../evidence/query-evidence.tsx';
import { QueuedHere } from '../offline/queued-list.tsx';
import { AssignQuery } from './assign-query.tsx';
import { CloseQuery } from './close-query.tsx';
import './queries.css';
import { QueryState } from './query-state.tsx';
import { SaidBox } from './said-box.tsx';

function Turn({ turn }: { turn: QueryTurn }) {
  const { t } = useTranslation(['queries', 'panel']);
  const { nameOf, state } = useWorkbook();
  const role = state.members.get(turn.by)?.role;
  return (
    <div className="query-turn" data-as={turn.as}>
      <Text size="xs" c="var(--ts-muted)">
        <strong>{t(`as.${turn.as}`)}</strong> <bdi translate="no">{nameOf(turn.by)}</bdi>
        {role && <> · {t(`panel:roles.${role}`)}</>}
        {' · '}
        <Instant at={turn.at} />
      </Text>
      <Text size="sm" className="panel-said" dir="auto">
        {turn.text}
      </Text>
    </div>
  );
}

/** `81.5`, or `81.5 → 79.2` where it was revised since. */
export function QueryValues({ query }: { query: Query }) {
  const { t } = useTranslation('queries');
  const { catalogue, cells } = useWorkbook();
  useAllCells();
  const now = query.closed?.value ?? valueOfRow(catalogue, query.row, (cell) => cells.get(cell));
  return (
    <Text size="xs" data-testid="query-values">
      {t('asked')}{' '}
      <strong>
        <bdi translate="no">{query.value}</bdi>
      </strong>
      {now !== query.value && (
        <>
          {' · '}
          {t('revised')}{' '}
          <strong>
            <bdi translate="no">{now}</bdi>
          </strong>
        </>
      )}
    </Text>
  );
}

type Doing = 'answer' | 'again' | 'close' | 'assign' | 'reopen';

/** What this person may do with it now. */
function useDoings(query: Query): Doing[] {
  const { actor, state } = useWorkbook();
  const can = (act: 'answer-query' | 'ask-query' | 'close-query') =>
    may(actor, act, { state, row: query.row }) === undefined;
  if (query.status === 'closed') return can('close-query') ? ['reopen'] : [];
  return [
    ...(can('answer-query') ? (['answer'] as const) : []),
    ...(can('close-query') ? (['close'] as const) : []),
    ...(can('ask-query') ? (['again', 'assign'] as const) : []),
  ];
}

function Form({ query, doing, done }: { query: Query; doing: Doing; done: () => void }) {
  const { t } = useTranslation('queries');
  const { command } = useWorkbook();
  if (doing === 'close') return <CloseQuery query={query} done={done} />;
  if (doing === 'assign') return <AssignQuery query={query} done={done} />;
  const type = { answer: 'answer-query', again: 'query-again', reopen: 'reopen-query' } as const;
  return (
    <SaidBox
      about={`${query.id} ${doing}`}
      label={t(`does.${doing}`)}
      action={t(`do.${doing}`)}
      testId={`query-${doing}`}
      done={done}
      send={(said) => command({ type: type[doing], query: query.id, ...said })}
    />
  );
}

export function QueryCard({ query }: { query: Query }) {
  const { t } = useTranslation('queries');
  const doings = useDoings(query);
  const [doing, setDoing] = useState<Doing>();
  const [isUnfolded, setUnfolded] = useState(false);
  if (query.status === 'closed' && !isUnfolded)
    return (
      <UnstyledButton
        className="panel-thread panel-folded"
        onClick={() => setUnfolded(true)}
        data-testid="query-folded"
      >
        <IconChevronRight size={14} aria-hidden className="panel-mirrored" />
        <Text component="span" size="xs" c="var(--ts-muted)">
          {query.closed && t(`outcomes.${query.closed.outcome}`)}
        </Text>
        <Text component="span" size="sm" truncate dir="auto">
          {query.turns[0]?.text}
        </Text>
      </UnstyledButton>
    );
  return (
    <Stack gap={8} className="panel-thread" data-testid="query" data-status={query.status}>
      <QueryState query={query} />
      {query.issue !== '' && (
        <Text size="sm" fw={600}>
          <bdi>{query.issue}</bdi>
        </Text>
      )}
      <QueryValues query={query} />
      {query.turns.map((turn) => (
        <Turn key={turn.number} turn={turn} />
      ))}
      <QueryEvidence
        query={query.id}
        row={query.row}
        isWriting={doing === 'answer' || doing === 'again'}
      />
      {query.closed && query.closed.footnote !== '' && (
        <Text size="sm" className="query-footnote">
          {t('footnote')}: <bdi>{query.closed.footnote}</bdi>
        </Text>
      )}
      <QueuedHere
        isHere={(given) =>
          (given.type === 'answer-query' || given.type === 'query-again') &&
          given.query === query.id
        }
      />
      {doing && doings.includes(doing) ? (
        <Form query={query} doing={doing} done={() => setDoing(undefined)} />
      ) : (
        <Group gap={4}>
          {doings.map((each, at) => (
            <Button
              key={each}
              size="compact-sm"
              variant={at === 0 ? 'default' : 'subtle'}
              onClick={() => setDoing(each)}
              data-testid={`query-${each}`}
            >
              {t(`do.${each}`)}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
