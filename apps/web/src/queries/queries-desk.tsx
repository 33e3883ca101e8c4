/** The queue of queries in the head: what waits for this person, by KPI and entity, and a way to each with the keyboard. */
import {
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { Query } from '@tallystick/domain/nouns/query';
import { may } from '@tallystick/domain/rights';
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { Dialog } from '../kit/dialog.tsx';
import '../kit/dialogs.css';
import { rowName } from '../lines/told.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { byName } from '../texts/by-name.ts';
import { folded } from '../texts/folded-text.ts';
import { fileLanguage } from '../texts/language.ts';
import { count } from '../texts/locale.ts';
import './queries.css';
import { QueryState } from './query-state.tsx';
import { countQueries, entitiesAsked, queueOf, WHICH, type Which } from './queue.ts';
import type { QueryDesk } from './use-query-desk.ts';

export function QueriesButton({ desk }: { desk: QueryDesk }) {
  const { t } = useTranslation('queries');
  const { state, actor } = useWorkbook();
  const isAudit = may(actor, 'ask-query', { state }) === undefined;
  if (may(actor, 'read-queries', { state }) || (state.queries.size === 0 && !isAudit)) return null;
  const { mine } = countQueries(state, actor);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="head-button"
        leftSection={<IconHelpCircle size={16} aria-hidden />}
        rightSection={
          mine > 0 ? (
            <Badge size="sm" circle={mine < 10} aria-hidden>
              {count(mine)}
            </Badge>
          ) : undefined
        }
        onClick={desk.open}
        data-testid="queries-open"
      >
        {t('title')}
        {mine > 0 && <span className="ts-hidden"> {t('desk.mineCount', { count: mine })}</span>}
      </Button>
      <Dialog opened={desk.isOpen} onClose={desk.close} title={t('desk.title')} size="lg">
        <Desk desk={desk} />
      </Dialog>
    </>
  );
}

/** The arrows go from line to line; Enter is the click of the line. */
function alongLines(list: RefObject<HTMLUListElement | null>, event: KeyboardEvent): void {
  const lines = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = lines.findIndex((line) => line === document.activeElement);
  const to = {
    ArrowDown: Math.min(at + 1, lines.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: lines.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  lines[to]?.focus();
}

function Desk({ desk }: { desk: QueryDesk }) {
  const { t } = useTranslation('queries');
  const handle = useWorkbook();
  const { state, actor, catalogue } = handle;
  const { which, entity, setWhich, setEntity } = desk;
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const queue = useMemo(() => {
    const wanted = folded(text.trim());
    const hasRow = (row: string) => folded(rowName(catalogue, row)).includes(wanted);
    return queueOf({ state, actor }, { which, entity, hasRow });
  }, [state, actor, catalogue, which, entity, text]);
  const { mine, open } = countQueries(state, actor);
  const figures: Record<Which, number> = { mine, open, closed: state.queries.size - open };
  const entities = byName(
    entitiesAsked(state).map((id) => ({ id, name: state.entities.get(id as never)?.name ?? '' })),
  );
  return (
    <Stack gap={12}>
      <SegmentedControl
        size="xs"
        fullWidth
        value={which}
        onChange={(value) => setWhich(value as Which)}
        aria-label={t('desk.which')}
        data={WHICH.map((value) => ({
          value,
          label: t(`desk.${value}`, { figure: count(figures[value]) }),
        }))}
        data-testid="queries-which"
      />
      <Group gap={8} wrap="wrap" align="flex-end">
        <TextInput
          size="xs"
          className="panel-grow"
          label={t('desk.kpi')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="queries-kpi"
        />
        <NativeSelect
          size="xs"
          className="panel-grow"
          label={t('desk.entity')}
          value={entity}
          onChange={(event) => setEntity(event.currentTarget.value)}
          data={[
            { value: '', label: t('desk.anyEntity') },
            ...entities.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          data-testid="queries-entity"
        />
      </Group>
      {queue.length === 0 && (
        <Text size="sm" c="var(--ts-muted)" data-testid="queries-none">
          {t(`desk.none.${which}`)}
        </Text>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go between its buttons */}
      <ul
        ref={list}
        className="query-list"
        aria-label={t('desk.title')}
        onKeyDown={(event) => alongLines(list, event)}
      >
        {queue.map((query, at) => (
          <li key={query.id}>
            <Line query={query} isFirst={at === 0} choose={() => desk.show(query.row)} />
          </li>
        ))}
      </ul>
      <Text size="xs" c="var(--ts-muted)">
        {t('desk.keys')}
      </Text>
      <Anchor size="sm" href={logOf(handle.id)} download data-testid="queries-file">
        {t('desk.file')}
      </Anchor>
    </Stack>
  );
}

/** ITU's tab of KPI questions alone, in the language of the page where the file has it. */
function logOf(id: string): string {
  return `${workbookApi(id)}/export.xlsx?part=queries&language=${fileLanguage()}`;
}

type LineProps = { query: Query; isFirst: boolean; choose: () => void };

function Line({ query, isFirst, choose }: LineProps) {
  const { catalogue } = useWorkbook();
  return (
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
      <Text component="span" size="sm" className="query-last" dir="auto">
        {query.turns.at(-1)?.text}
      </Text>
    </UnstyledButton>
  );
}
