/** All that one was told of. */
import { Anchor, Container, Paper, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MeMenu } from '../account/me-menu.tsx';
import { follow } from '../addresses/routes.ts';
import { InboxList } from '../inbox/inbox-list.tsx';
import { MailSettings } from '../inbox/mail-settings.tsx';
import { Mark } from '../kit/mark.tsx';
import { useTitle } from '../look/use-title.ts';
import classes from './workbooks.module.css';

export function InboxPage() {
  const { t } = useTranslation('inbox');
  useTitle(t('title'));
  return (
    <>
      <header className={classes.head}>
        <Mark />
        <MeMenu />
      </header>
      <Container component="main" size={860} py="xl">
        <Anchor href="/" onClick={follow} size="sm">
          {t('back')}
        </Anchor>
        <Title order={1} size="h2" mt={4} mb="lg">
          {t('title')}
        </Title>
        <Paper withBorder>
          <InboxList />
        </Paper>
        <MailSettings />
      </Container>
    </>
  );
}
