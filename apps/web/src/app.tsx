/** Which page is shown. */
import { Center, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keptMe } from './live/kept/kept-me.ts';
import { useSession } from './live/room/session.ts';
import { later } from './look/later.tsx';
import { useKeptFocus } from './look/use-kept-focus.ts';
import { NothingHere } from './pages/nothing-here.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Unreachable } from './pages/unreachable.tsx';
import { routeOf, usePath } from './addresses/routes.ts';

const waiting = <Waiting />;
const Workbooks = later(() => import('./pages/workbooks.tsx').then((m) => m.Workbooks), waiting);
const WorkbookPage = later(
  () => import('./pages/workbook.tsx').then((m) => m.WorkbookPage),
  waiting,
);
const VersionPage = later(
  () => import('./versions/version-page.tsx').then((m) => m.VersionPage),
  waiting,
);
const ScoresPage = later(
  () => import('./scores/scores-page.tsx').then((m) => m.ScoresPage),
  waiting,
);
const HistoryPage = later(
  () => import('./history/history-page.tsx').then((m) => m.HistoryPage),
  waiting,
);
const ComparePage = later(
  () => import('./history/compare-page.tsx').then((m) => m.ComparePage),
  waiting,
);
const ClarificationsOf = later(
  () => import('./clarify/clarifications-page.tsx').then((m) => m.ClarificationsPage),
  waiting,
);
const TimelinePage = later(
  () => import('./timeline/timeline-page.tsx').then((m) => m.TimelinePage),
  waiting,
);
const InvitePage = later(() => import('./pages/invite.tsx').then((m) => m.InvitePage), waiting);
const AdminPage = later(() => import('./pages/admin.tsx').then((m) => m.AdminPage), waiting);
const Clarifications = later(
  () => import('./pages/clarifications.tsx').then((m) => m.Clarifications),
  waiting,
);
const TemplatesPage = later(
  () => import('./pages/templates.tsx').then((m) => m.TemplatesPage),
  waiting,
);
const InboxPage = later(() => import('./pages/inbox.tsx').then((m) => m.InboxPage), waiting);
const CheckPage = later(() => import('./pages/check.tsx').then((m) => m.CheckPage), waiting);
const LinkPage = later(() => import('./pages/link.tsx').then((m) => m.LinkPage), waiting);

// Somebody was signed in here: their workbook's page is fetched while the server is asked who they are now.
if (keptMe() && routeOf(window.location.pathname).page === 'workbook') WorkbookPage.fetch();

export function App() {
  const path = usePath();
  const route = routeOf(path);
  // What was said of one page is not said over the next.
  useEffect(() => () => notifications.clean(), [path]);
  const { session, unreachable } = useSession();
  useKeptFocus(`${session?.me?.person ?? ''} ${path}`);
  if (route.page === 'link') return <LinkPage token={route.token} />;
  // For anybody, also where the server cannot be asked who is here.
  if (route.page === 'check') return <CheckPage />;
  if (route.page === 'invite') return <InvitePage token={route.token} />;
  if (!session) return unreachable ? <Unreachable /> : <Waiting />;
  if (!session.me) return <SignIn />;
  switch (route.page) {
    case 'home':
      return <Workbooks />;
    case 'workbook':
      return <WorkbookPage key={route.id} id={route.id} />;
    case 'version':
      return <VersionPage id={route.id} n={route.n} />;
    case 'scores':
      return <ScoresPage id={route.id} n={route.n} />;
    case 'history':
      return <HistoryPage key={route.id} id={route.id} />;
    case 'compare':
      return <ComparePage key={route.id} id={route.id} />;
    case 'clarifications-of':
      return <ClarificationsOf key={route.id} id={route.id} />;
    case 'timeline':
      return <TimelinePage key={route.id} id={route.id} />;
    case 'admin':
      return <AdminPage />;
    case 'clarifications':
      return <Clarifications />;
    case 'inbox':
      return <InboxPage />;
    case 'templates':
      return <TemplatesPage />;
    case 'nothing':
      return <NothingHere />;
  }
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <Center h="100dvh" role="status" aria-label={t('loading')} data-waiting>
      <Loader size="sm" />
    </Center>
  );
}
