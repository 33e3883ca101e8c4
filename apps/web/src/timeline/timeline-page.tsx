/** The timeline of a workbook: who holds the pilot up, its phases as a picture with a table, the dates that are agreed. */
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { may } from '@tallystick/domain/rights';
import { timelineOf } from '@tallystick/domain/timeline';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { workbookPath } from '../addresses/workbook-paths.ts';
import { useNow } from '../kit/due.tsx';
import '../kit/panel.css';
import { useWorkbook, WorkbookProvider } from '../live/workbook/use-workbook.ts';
import { useTitle } from '../look/use-title.ts';
import { deadline } from '../texts/deadline.ts';
import { HoldUps } from './hold-ups.tsx';
import { Missions } from './missions.tsx';
import { PeriodDates } from './period-dates.tsx';
import { TimelinePicture } from './timeline-picture.tsx';
import { TimelineTable } from './timeline-table.tsx';
import './timeline.css';

export function TimelinePage({ id }: { id: string }) {
  return (
    <WorkbookProvider id={id}>
      <Loaded />
    </WorkbookProvider>
  );
}

function Loaded() {
  const { t } = useTranslation('timeline');
  const { id, state, actor, isKnown } = useWorkbook();
  const now = useNow();
  useTitle(t('title'), state.city, state.title);
  const timeline = useMemo(() => timelineOf(state, now), [state, now]);
  return (
    <main className="timeline-page">
      <header>
        <Anchor href={workbookPath(id)} onClick={follow} size="sm" className="version-back">
          <IconArrowLeft size={14} aria-hidden className="panel-mirrored" /> {t('back')}
        </Anchor>
        <Title order={1} size="h2" className="timeline-title">
          <bdi translate="no">{state.city}</bdi> <span className="ts-muted">{t('title')}</span>
        </Title>
      </header>
      {may(actor, 'read-room', { state }) ? (
        <Text>{t('notYours')}</Text>
      ) : (
        <Stack gap={28}>
          {isKnown && <HoldUps now={now} />}
          <section aria-labelledby="timeline-phases">
            <Title order={2} size="h4" id="timeline-phases">
              {t('phases')}
            </Title>
            <Text size="sm" c="var(--ts-muted)" mb="sm">
              {t('today', { date: deadline(now, state.zone) })}
            </Text>
            <TimelinePicture timeline={timeline} now={now} />
            <TimelineTable timeline={timeline} now={now} />
          </section>
          <PeriodDates now={now} />
          <Missions />
        </Stack>
      )}
    </main>
  );
}
