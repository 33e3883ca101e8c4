/** The right-hand panel: the cell in focus, its KPI and its comments. It follows the focus. */
import { Badge, Center, Loader, Stack, Tabs, Text, Title } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconPointer } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';
import { PartBoundary } from '../look/part-boundary.tsx';
import { useColumnWords } from '../lines/column-words.ts';
import { CommentsTab } from './comments-tab.tsx';
import { KpiCard } from './kpi-card.tsx';
import '../kit/panel.css';
import { ProfileCard } from './profile-card.tsx';
import { type Subject, subjectOf } from '../lines/subject.ts';
import { QueriesTab, queriesOf } from '../queries/queries-tab.tsx';
import { countOpen } from './threads.ts';
import type { PanelTab } from './use-panel-tab.ts';
import { VerdictBar } from './verdict-bar.tsx';

// Fetched when somebody asks what was; most look at what is.
const HistoryTab = later(
  () => import('../history/history-tab.tsx').then((m) => m.HistoryTab),
  <Waiting />,
);

function Header({ subject }: { subject: Subject }) {
  const { t } = useTranslation('panel');
  const wordsOf = useColumnWords();
  const { row, focused } = subject;
  const words = wordsOf(row, focused);
  if (row.kind === 'profile') {
    return (
      <header className="panel-header">
        <Text size="xs" c="var(--ts-muted)">
          {t('profile.title')}
        </Text>
        <Title order={2} className="panel-title">
          {row.label}
        </Title>
        <Text size="sm" data-testid="panel-cell">
          {words}
        </Text>
      </header>
    );
  }
  return (
    <header className="panel-header">
      <Text size="xs" c="var(--ts-muted)" className="panel-code">
        <bdi translate="no" dir="ltr">
          {row.kpi.id}
        </bdi>
      </Text>
      <Title order={2} className="panel-title">
        {row.kpi.name}
      </Title>
      {row.kpi.dataPoints.length > 1 && (
        <Text size="sm" fw={600}>
          {row.label}
        </Text>
      )}
      <Text size="sm" data-testid="panel-cell">
        {words}
      </Text>
    </header>
  );
}

function NothingInFocus() {
  const { t } = useTranslation('panel');
  return (
    <div className="panel-empty" data-testid="panel-empty">
      <IconPointer size={20} aria-hidden />
      <Stack gap={8}>
        <Text size="sm">{t('empty')}</Text>
        <Text size="xs">{t('emptyKeys')}</Text>
      </Stack>
    </div>
  );
}

/** The panel of the workbook in context. Its width and closing belong to the page; `bare` where the page names the row. */
export function SidePanel({
  tab,
  setTab,
  writing,
  write,
  taken,
  bare = false,
}: PanelTab & { bare?: boolean }) {
  const { t } = useTranslation('panel');
  const { catalogue, state, actor, isKnown } = useWorkbook();
  const focus = useFocus();
  const subject = subjectOf(catalogue, focus);
  if (!subject) {
    return (
      <section className="panel" aria-label={t('label')} tabIndex={-1}>
        <NothingInFocus />
      </section>
    );
  }
  if (!isKnown) {
    return (
      <section className="panel" aria-label={t('label')} tabIndex={-1}>
        <Waiting />
      </section>
    );
  }
  const open = countOpen(state.comments.values(), subject.row.row);
  const asked = queriesOf(state, subject.row.row).filter(({ status }) => status !== 'closed');
  const readsQueries = !may(actor, 'read-queries', { state });
  const readsComments = !may(actor, 'read-comments', { state });
  return (
    <section
      className="panel"
      aria-label={t('label')}
      data-testid="side-panel"
      data-row={subject.row.row}
    >
      {!bare && <Header subject={subject} />}
      <Tabs
        value={readsComments || tab !== 'comments' ? tab : 'kpi'}
        onChange={(next) => setTab(next ?? 'kpi')}
        keepMounted={false}
        className="panel-tabs"
      >
        <Tabs.List>
          <Tabs.Tab value="kpi" data-autofocus={tab === 'kpi' || undefined} data-testid="tab-kpi">
            {subject.row.kind === 'profile' ? t('tab.profile') : t('tab.kpi')}
          </Tabs.Tab>
          {readsComments && (
            <Tabs.Tab
              value="comments"
              data-autofocus={tab === 'comments' || undefined}
              data-testid="tab-comments"
              {...figure(open)}
            >
              {t('tab.comments')}
              {open > 0 && <span className="panel-hidden">{t('tab.open', { count: open })}</span>}
            </Tabs.Tab>
          )}
          {readsQueries && (
            <Tabs.Tab
              value="queries"
              data-autofocus={tab === 'queries' || undefined}
              data-testid="tab-queries"
              {...figure(asked.length)}
            >
              {t('tab.queries')}
              {asked.length > 0 && (
                <span className="panel-hidden">{t('tab.asked', { count: asked.length })}</span>
              )}
            </Tabs.Tab>
          )}
          <Tabs.Tab
            value="history"
            data-autofocus={tab === 'history' || undefined}
            data-testid="tab-history"
          >
            {t('tab.history')}
          </Tabs.Tab>
        </Tabs.List>
        {/* A defect in one card leaves the sheet beside it whole; another cell or tab is another try. */}
        <PartBoundary key={`${tab} ${subject.row.row}`}>
          <Tabs.Panel value="kpi" className="panel-body" tabIndex={0}>
            {subject.row.kind === 'profile' ? (
              <ProfileCard
                row={subject.row}
                subject={subject}
                bare={bare}
                write={() => write('comment')}
                ask={() => setTab('queries')}
              />
            ) : (
              <KpiCard
                point={subject.row}
                subject={subject}
                bare={bare}
                {...{ write, writing, taken }}
              />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="history" className="panel-body" tabIndex={0}>
            <HistoryTab subject={subject} />
          </Tabs.Panel>
          {readsQueries && (
            <Tabs.Panel value="queries" className="panel-body" tabIndex={0}>
              <QueriesTab row={subject.row.row} />
            </Tabs.Panel>
          )}
          {readsComments && (
            <Tabs.Panel value="comments" className="panel-body" tabIndex={0}>
              <CommentsTab subject={subject} writing={writing} taken={taken} />
            </Tabs.Panel>
          )}
        </PartBoundary>
      </Tabs>
      {subject.row.kind === 'data-point' && <VerdictBar point={subject.row} write={write} />}
    </section>
  );
}

/** How many wait behind a tab; nothing for none, not even the room for it: four tabs stand in one line. */
function figure(count: number): { rightSection?: ReactNode } {
  if (count === 0) return {};
  const badge = (
    <Badge size="sm" variant="filled" circle={count < 10}>
      {count}
    </Badge>
  );
  return { rightSection: badge };
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <Center mih={120}>
      <Loader size="sm" aria-label={t('loading')} />
    </Center>
  );
}
