/** The clarifications of all cities that a person clarifies for, to be answered one after the other. */
import { Anchor, Container, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Command } from '@tallystick/domain/commands';
import { cellId } from '@tallystick/domain/cells/ids';
import type { Outcome } from '@tallystick/domain/refusals';
import type {
  ClarificationLine,
  ClarificationsView,
} from '@tallystick/protocol/views-clarification';
import type { Sought } from '@tallystick/domain/nouns/clarify/sought';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { newId } from '../kit/new-id.ts';
import { cellPath, workbookApi, workbookPath } from '../addresses/workbook-paths.ts';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useSession } from '../live/room/session.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { follow } from '../addresses/routes.ts';
import { Mark } from '../kit/mark.tsx';
import { MeMenu } from '../account/me-menu.tsx';
import { isNarrowed, SoughtFields } from '../clarify/sought-fields.tsx';
import { JoinChoice } from '../clarify/join-choice.tsx';
import { ClarificationCard } from '../clarify/clarification-card.tsx';
import classes from './workbooks.module.css';

/** Milliseconds between two looks at the list while it is in sight: it belongs to no room that would tell of changes. */
const LOOK_MS = 5_000;

export function Clarifications() {
  const { t } = useTranslation('clarify');
  useTitle(t('list.title'));
  const [sought, setSought] = useState<Sought>({ words: '', kpi: '', status: 'open' });
  const { view, refusal, look } = useList(sought);
  return (
    <>
      <header className={classes.head}>
        <Mark />
        <MeMenu />
      </header>
      <Container component="main" size={860} py="xl">
        <Anchor href="/" onClick={follow} size="sm">
          {t('list.back')}
        </Anchor>
        <Title order={1} size="h2" mb={4} mt={4}>
          {t('list.title')}
        </Title>
        <Text size="sm" c="var(--ts-muted)" mb="lg">
          {t('list.about')}{' '}
          <Anchor href="/templates" onClick={follow} underline="always">
            {t('export:templates.link')}
          </Anchor>
        </Text>
        <SoughtFields sought={sought} onChange={setSought} catalogue={loadCatalogue()} />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        {!view && !refusal && <Loader size="sm" aria-label={t('shell:loading')} />}
        {view?.clarifications.length === 0 && (
          <Text data-testid="no-clarifications">
            {t(isNarrowed(sought) ? 'list.nothing' : `list.empty.${sought.status}`)}
          </Text>
        )}
        <ul className="clarify-list" aria-live="polite">
          {view?.clarifications.map((line) => (
            <li key={`${line.workbook} ${line.id}`}>
              <Line line={line} look={look} />
            </li>
          ))}
        </ul>
        {view?.more && <Text mt="lg">{t('list.more')}</Text>}
      </Container>
    </>
  );
}

/** Milliseconds after the last letter: then it is looked for. */
const TYPED_MS = 250;

function useList({ words, kpi, status }: Sought) {
  const [settled] = useDebouncedValue(words.trim(), TYPED_MS);
  const query = new URLSearchParams();
  if (status !== 'all') query.set('status', status);
  if (settled !== '') query.set('words', settled);
  if (kpi !== '') query.set('kpi', kpi);
  const path = `/api/clarifications?${query}`;
  const { value, refusal, again } = useAsked<ClarificationsView>(path, { everyMs: LOOK_MS });
  return { view: value, refusal, look: again };
}

function Line({ line, look }: { line: ClarificationLine; look: () => Promise<void> }) {
  const { t } = useTranslation('clarify');
  const { session } = useSession();
  const send = async (command: Command): Promise<Outcome<unknown>> => {
    const outcome = await api.post(`${workbookApi(line.workbook)}/commands`, {
      id: newId('c'),
      command,
    });
    if (outcome.ok) await look();
    return outcome;
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs" align="baseline">
        <div>
          <Title order={2} size="h5">
            <KpiName line={line} />
          </Title>
          <Text size="sm">
            <bdi translate="no">{line.city}</bdi> <bdi className="ts-muted">{line.title}</bdi>
          </Text>
        </div>
        <Anchor href={pathOf(line)} onClick={follow} size="sm">
          {t('list.workbook')}
        </Anchor>
      </Group>
      <ClarificationCard
        clarification={line}
        asker={{ name: line.name, role: line.role }}
        mayRule
        mayClose
        begunIn={{ workbook: line.workbook, person: session?.me?.person ?? '' }}
        send={send}
        joined={
          line.under === undefined ? (
            <JoinChoice clarification={line.id} alike={line.alike} send={send} />
          ) : (
            <Text size="xs" c="var(--ts-muted)">
              {t('joined.under')}
            </Text>
          )
        }
        readers={
          line.unread.length > 0 && (
            <Text size="xs" mt={6}>
              {t('read.notYet', { names: line.unread.join(', ') })}
            </Text>
          )
        }
      />
    </Stack>
  );
}

/** The workbook at the KPI that is asked about, so that its figures are in sight. */
function pathOf({ workbook, edition, row: id }: ClarificationLine): string {
  const row = loadCatalogue(edition).rows.get(id);
  return row ? cellPath(workbook, cellId(row.row, mainColumn(row))) : workbookPath(workbook);
}

function KpiName({ line }: { line: ClarificationLine }) {
  const row = loadCatalogue(line.edition).rows.get(line.row);
  if (!row) return <bdi translate="no">{line.kpi}</bdi>;
  if (row.kind === 'profile') return <>{row.label}</>;
  return (
    <>
      <bdi translate="no" dir="ltr" className="ts-figures">
        {row.kpi.number}
      </bdi>{' '}
      {row.kpi.name}
    </>
  );
}
