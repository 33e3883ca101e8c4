/** The administrator's page: the workbooks of the installation by name, its people and their access. */
import { Alert, Anchor, Container, Stack, Text, Title } from '@mantine/core';
import type { AdminWorkbooks as Listed } from '@tallystick/protocol/views-people';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { useAsked } from '../server/use-asked.ts';
import { useSession } from '../live/room/session.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { follow } from '../addresses/routes.ts';
import { Mark } from '../kit/mark.tsx';
import { MeMenu } from '../account/me-menu.tsx';
import { DeletedWords } from '../archive/deleted-words.tsx';
import { AdminPeople } from './admin-people.tsx';
import { AdminBackup } from './admin-backup.tsx';
import { AdminTargets } from './admin-targets.tsx';
import { AdminWorkbookLine } from './admin-workbook-line.tsx';
import { NewWorkbook } from '../set-up/new-workbook.tsx';
import { NothingHere } from './nothing-here.tsx';
import classes from './workbooks.module.css';

export function AdminPage() {
  const { t } = useTranslation('access');
  useTitle(t('admin.title'));
  const { session } = useSession();
  if (!session?.me?.admin) return <NothingHere />;
  return (
    <>
      <header className={classes.head}>
        <Mark />
        <MeMenu />
      </header>
      <Container component="main" size={860} py="xl">
        <Stack gap="xl">
          <div>
            <Anchor href="/" onClick={follow} size="sm">
              {t('admin.home')}
            </Anchor>
            <Title order={1} size="h2">
              {t('admin.title')}
            </Title>
            <Anchor href="/templates" onClick={follow} size="sm">
              {t('export:templates.link')}
            </Anchor>
          </div>
          <AdminBackup />
          <AdminPeople />
          <AdminWorkbooks />
          <AdminTargets />
        </Stack>
      </Container>
    </>
  );
}

function AdminWorkbooks() {
  const { t } = useTranslation('access');
  const { answer: found, again: load, at: now } = useAsked<Listed>('/api/admin/workbooks');
  return (
    <section>
      <div className={classes.bar}>
        <Title order={2} size="h4">
          {t('admin.workbooks')}
        </Title>
        <NewWorkbook onMade={() => void load()} />
      </div>
      <Text size="sm" c="var(--ts-muted)" mb={8}>
        {t('admin.workbooksAbout')}
      </Text>
      {found && !found.ok && (
        <Alert color="red" variant="light" role="alert">
          <RefusalText refusal={found.refusal} />
        </Alert>
      )}
      {found?.ok && found.value.workbooks.length === 0 && (
        <Text>{t(found.value.deleted.count > 0 ? 'admin.noneLeft' : 'admin.noWorkbooks')}</Text>
      )}
      {found?.ok && <DeletedWords deleted={found.value.deleted} />}
      <ul className="panel-list">
        {found?.ok &&
          found.value.workbooks.map((line) => (
            <AdminWorkbookLine key={line.workbook} line={line} now={now} onChanged={load} />
          ))}
      </ul>
    </section>
  );
}
