/** Notices by workbook and day, newest first; each leads to where it stands, and is read by that. */
import { Button, Loader, Text, UnstyledButton } from '@mantine/core';
import type { InboxView, NoticeView } from '@tallystick/protocol/post/inbox';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Part, withPart } from '../addresses/asked-part.ts';
import { navigateWithin } from '../addresses/routes.ts';
import { placePath, timelinePath, workbookPath } from '../addresses/workbook-paths.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { Notice } from '../kit/notice.tsx';
import { api } from '../server/api.ts';
import { inboxChanged, useInboxMark } from '../server/inbox-mark.ts';
import { useAsked } from '../server/use-asked.ts';
import { count, day, time } from '../texts/locale.ts';
import './inbox.css';

/** Notices in the menu, and on a page of all. */
const IN_MENU = 15;
const ON_PAGE = 50;

/** Where what a notice tells of is read; of the others the row itself, or the workbook, says it. */
const PART_OF: Partial<Record<NoticeView['kind'], Part>> = {
  mention: 'comments',
  comment: 'comments',
  resolved: 'comments',
  query: 'queries',
  'query-answered': 'queries',
  'query-closed': 'queries',
  'query-assigned': 'queries',
  'query-due': 'queries',
  findings: 'findings',
  'finding-answered': 'findings',
};

/** What is read on the timeline of its workbook. */
const ON_TIMELINE: ReadonlySet<NoticeView['kind']> = new Set([
  'period',
  'period-answered',
  'mission',
]);

type Group = { workbook: string; notices: NoticeView[] };

/** By workbook in the order of their newest. */
function grouped(notices: readonly NoticeView[]): Group[] {
  const groups = new Map<string, NoticeView[]>();
  for (const notice of notices)
    groups.set(notice.workbook, [...(groups.get(notice.workbook) ?? []), notice]);
  return [...groups].map(([workbook, found]) => ({ workbook, notices: found }));
}

async function markRead(body: { ids: string[] } | { workbook: string }): Promise<void> {
  await api.post('/api/me/inbox/read', body);
  inboxChanged();
}

/** `isMenu`: the newest alone. `onGo`: before another page is shown. */
export function InboxList({ isMenu = false, onGo }: { isMenu?: boolean; onGo?: () => void }) {
  const { t } = useTranslation('inbox');
  const mark = useInboxMark();
  /** Where the page shown begins; before it those that lead back to newer ones. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const before = pages.at(-1);
  const query = new URLSearchParams({ limit: String(isMenu ? IN_MENU : ON_PAGE) });
  if (before !== undefined) query.set('before', before);
  const { value, refusal } = useAsked<InboxView>(`/api/me/inbox?${query}`, { mark });
  if (refusal)
    return (
      <Notice tone="bad" role="alert">
        <RefusalText refusal={refusal} />
      </Notice>
    );
  if (!value) return <Loader size="sm" m="md" aria-label={t('shell:loading')} />;
  const { next } = value;
  return (
    <div className="inbox-list" data-testid="inbox">
      {value.notices.length === 0 && (
        <Text size="sm" p="md" data-testid="inbox-empty">
          {t('empty')}
        </Text>
      )}
      {grouped(value.notices).map((group) => (
        <Workbook
          key={group.workbook}
          group={group}
          heading={value.workbooks.find(({ workbook }) => workbook === group.workbook)}
          onGo={onGo}
        />
      ))}
      {!isMenu && (pages.length > 0 || next !== null) && (
        <div className="inbox-pages">
          {pages.length > 0 && (
            <Button size="xs" variant="default" onClick={() => setPages(pages.slice(0, -1))}>
              {t('newer')}
            </Button>
          )}
          {next !== null && (
            <Button size="xs" variant="default" onClick={() => setPages([...pages, next])}>
              {t('older')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type WorkbookProps = {
  group: Group;
  heading: InboxView['workbooks'][number] | undefined;
  onGo: (() => void) | undefined;
};

function Workbook({ group, heading, onGo }: WorkbookProps) {
  const { t } = useTranslation('inbox');
  const unread = heading?.unread ?? 0;
  return (
    <section className="inbox-workbook">
      <div className="inbox-heading">
        <Text component="h2" size="sm" fw={650} className="inbox-name">
          <span translate="no">{heading?.city}</span>{' '}
          <bdi translate="no" className="inbox-title">
            {heading?.title}
          </bdi>
        </Text>
        {unread > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void markRead({ workbook: group.workbook })}
            data-testid="read-all"
          >
            {t('readAll', { count: unread, n: count(unread) })}
          </Button>
        )}
      </div>
      <ul className="inbox-notices">
        {group.notices.map((notice, i) => {
          const ofDay = day(notice.at);
          const above = group.notices[i - 1];
          const isNew = above === undefined || day(above.at) !== ofDay;
          return (
            <li key={notice.id}>
              {isNew && <div className="inbox-day">{ofDay}</div>}
              <Line notice={notice} onGo={onGo} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Line({ notice, onGo }: { notice: NoticeView; onGo: (() => void) | undefined }) {
  const { t } = useTranslation('inbox');
  const { id, kind, by, at, line, read, places, days, workbook, go } = notice;
  const name = by ?? t('somebody');
  const words = t(`kinds.${kind}`, { name, count: days ?? places });
  const lead = (): void => {
    if (!read) void markRead({ ids: [id] });
    onGo?.();
    if (ON_TIMELINE.has(kind)) return navigateWithin(timelinePath(workbook));
    const open = PART_OF[kind];
    const isHere = workbookPath(workbook) === window.location.pathname;
    if (go !== null || !isHere) navigateWithin(placePath(workbook, go, open));
    // What speaks of the whole workbook takes nobody away from what they look at in it.
    else if (open !== undefined) navigateWithin(withPart(open));
  };
  return (
    <UnstyledButton
      className="inbox-line"
      data-unread={!read || undefined}
      onClick={lead}
      data-testid={`notice-${kind}`}
    >
      {!read && <span className="ts-hidden">{t('new')}</span>}
      <span className="inbox-words">
        <span>{words}</span>
        {line !== null && (
          <span className="inbox-place">
            <bdi translate="no">{line}</bdi>
            {places > 1 && ` ${t('andMore', { count: places - 1, n: count(places - 1) })}`}
          </span>
        )}
      </span>
      <time className="inbox-time ts-figures" dateTime={new Date(at).toISOString()}>
        {time(at)}
      </time>
    </UnstyledButton>
  );
}
