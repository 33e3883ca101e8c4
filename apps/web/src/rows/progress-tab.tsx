/** Who is behind, when they were last here, and one reminder for all: for those who hand out rows. */
import { Button, CopyButton, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LastSeenView } from '@tallystick/protocol/views-people';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useAct } from '../look/use-act.ts';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useAllCells, usePeople, useWorkbook } from '../live/workbook/use-workbook.ts';
import { Instant } from '../kit/instant.tsx';
import { count } from '../texts/locale.ts';
import { LifeBar } from './life-bar.tsx';
import { type Behind, reminderForAll, whoIsBehind } from './reminder.ts';

/** When each person was last here; undefined until it is known. */
function useLastSeen(id: string): ReadonlyMap<string, number | null> | undefined {
  const { value } = useAsked<LastSeenView>(`${workbookApi(id)}/last-seen`);
  return value && new Map(value.people.map(({ person, at }) => [person, at]));
}

export function ProgressTab() {
  const { t } = useTranslation(['rows', 'people']);
  const handle = useWorkbook();
  useAllCells();
  const { id, state, nameOf, catalogue } = handle;
  const seen = useLastSeen(id);
  const behind = whoIsBehind(handle);
  const free = [...catalogue.rows.keys()].filter((row) => !state.assignments.has(row as never));
  const isAnyLeft = behind.some(({ left }) => left > 0);
  const address = `${window.location.origin}/w/${encodeURIComponent(id)}`;
  return (
    <Stack gap={12}>
      <Group justify="space-between" gap={8}>
        <Text size="sm" c="var(--ts-muted)">
          {t('behind.about')}
        </Text>
        {isAnyLeft && (
          <CopyButton value={reminderForAll(behind, { t, state, nameOf, address })}>
            {({ copied, copy }) => (
              <Button size="xs" variant="light" onClick={copy} data-testid="remind-all">
                {t(copied ? 'remind.copied' : 'remind.copyAll')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {behind.length === 0 ? (
        <Text size="sm">{t('behind.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={340} maxHeight={420}>
          <Table verticalSpacing={6} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('people:entity')}</Table.Th>
                <Table.Th>{t('behind.seen')}</Table.Th>
                <Table.Th className="panel-number">{t('behind.left')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {behind.map((line) => (
                <Line key={line.id} line={line} seen={seen} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {free.length > 0 && (
        <Text size="sm" c="var(--ts-muted)">
          {t('behind.free', { count: free.length })}
        </Text>
      )}
    </Stack>
  );
}

type LineProps = { line: Behind; seen: ReadonlyMap<string, number | null> | undefined };

function Line({ line, seen }: LineProps) {
  const { t } = useTranslation(['rows', 'people']);
  return (
    <Table.Tr data-testid="behind-line">
      <Table.Td>
        <span dir="auto">{line.name}</span>
        <LifeBar counts={line.counts} />
        {line.left > 0 && line.people.length > 0 && <Remind entity={line.id} />}
      </Table.Td>
      <Table.Td>
        {line.people.length === 0 ? (
          <Text component="span" size="sm" c="var(--ts-danger)">
            {t('people:nobodyYet')}
          </Text>
        ) : (
          line.people.map((person) => <Seen key={person} person={person} seen={seen} />)
        )}
      </Table.Td>
      <Table.Td className="panel-number">
        {line.left === 0
          ? t('bar.done')
          : t('behind.of', { left: count(line.left), total: count(line.counts.total) })}
      </Table.Td>
    </Table.Tr>
  );
}

/** Reminds the people of one entity: they find it in their bell, and by mail as they chose. */
function Remind({ entity }: { entity: string }) {
  const { t } = useTranslation('rows');
  const { id } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const [isSent, setSent] = useState(false);
  const send = async (): Promise<void> => {
    const path = `${workbookApi(id)}/entities/${encodeURIComponent(entity)}/chase`;
    setSent((await run(() => api.post(path, {}))).ok);
  };
  if (isSent)
    return (
      <Text size="xs" c="var(--ts-muted)" role="status">
        {t('remind.sent')}
      </Text>
    );
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={busy}
        onClick={() => void send()}
        data-testid={`remind-${entity}`}
      >
        {t('remind.send')}
      </Button>
      {refusal && (
        <Text size="xs" c="var(--ts-danger)" role="alert">
          <RefusalText refusal={refusal} />
        </Text>
      )}
    </>
  );
}

function Seen({ person, seen }: { person: string; seen: LineProps['seen'] }) {
  const { t } = useTranslation('rows');
  const { nameOf } = useWorkbook();
  const here = usePeople().some((each) => each.person === person);
  const at = seen?.get(person) ?? null;
  const isUnknown = seen === undefined && !here;
  return (
    <Text size="sm" data-testid={`seen-${person}`}>
      <span dir="auto">{nameOf(person)}</span>
      {!isUnknown && (
        <Text component="span" size="xs" c="var(--ts-muted)">
          {' · '}
          {here ? t('behind.here') : at === null ? t('behind.never') : <Instant at={at} />}
        </Text>
      )}
    </Text>
  );
}
