/** Which page is shown. Own file because it decides what is loaded when: the grid comes only with a workbook. */
import { Center, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from './live/session.ts';
import { NothingHere } from './pages/nothing-here.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Unreachable } from './pages/unreachable.tsx';
import { routeOf, usePath } from './routes.ts';

const Workbooks = lazy(() =>
  import('./pages/workbooks.tsx').then((m) => ({ default: m.Workbooks })),
);
const WorkbookPage = lazy(() =>
  import('./pages/workbook.tsx').then((m) => ({ default: m.WorkbookPage })),
);
const VersionPage = lazy(() =>
  import('./versions/version-page.tsx').then((m) => ({ default: m.VersionPage })),
);
const HistoryPage = lazy(() =>
  import('./history/history-page.tsx').then((m) => ({ default: m.HistoryPage })),
);
const ComparePage = lazy(() =>
  import('./history/compare-page.tsx').then((m) => ({ default: m.ComparePage })),
);
const InvitePage = lazy(() =>
  import('./pages/invite.tsx').then((m) => ({ default: m.InvitePage })),
);
const AdminPage = lazy(() => import('./pages/admin.tsx').then((m) => ({ default: m.AdminPage })));
const Clarifications = lazy(() =>
  import('./pages/clarifications.tsx').then((m) => ({ default: m.Clarifications })),
);
const LinkPage = lazy(() => import('./pages/link.tsx').then((m) => ({ default: m.LinkPage })));

export function App() {
  const path = usePath();
  const route = routeOf(path);
  // What was said of one page is not said over the next.
  useEffect(() => () => notifications.clean(), [path]);
  const { session, unreachable } = useSession();
  if (route.page === 'link') return <Later>{<LinkPage token={route.token} />}</Later>;
  if (route.page === 'invite') return <Later>{<InvitePage token={route.token} />}</Later>;
  if (!session) return unreachable ? <Unreachable /> : <Waiting />;
  if (!session.me) return <SignIn />;
  switch (route.page) {
    case 'home':
      return (
        <Later>
          <Workbooks />
        </Later>
      );
    case 'workbook':
      return (
        <Later>
          <WorkbookPage key={route.id} id={route.id} />
        </Later>
      );
    case 'version':
      return (
        <Later>
          <VersionPage id={route.id} n={route.n} />
        </Later>
      );
    case 'history':
      return (
        <Later>
          <HistoryPage key={route.id} id={route.id} />
        </Later>
      );
    case 'compare':
      return (
        <Later>
          <ComparePage key={route.id} id={route.id} />
        </Later>
      );
    case 'admin':
      return (
        <Later>
          <AdminPage />
        </Later>
      );
    case 'clarifications':
      return (
        <Later>
          <Clarifications />
        </Later>
      );
    case 'nothing':
      return <NothingHere />;
  }
}

function Later({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Waiting />}>{children}</Suspense>;
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <Center h="100dvh" role="status" aria-label={t('loading')}>
      <Loader size="sm" />
    </Center>
  );
}
