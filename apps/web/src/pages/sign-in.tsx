/** The sign-in page: in a demo the people by role, else e-mail and password. */
import { Alert, Anchor, Container, Divider, Stack, Text, Title } from '@mantine/core';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../look/use-title.ts';
import { useSession } from '../live/room/session.ts';
import { DemoPeople } from '../account/demo-people.tsx';
import { FirstHead } from '../account/first-head.tsx';
import { PasswordForm } from '../account/password-form.tsx';

export function SignIn() {
  const { t } = useTranslation('shell');
  const { session } = useSession();
  const demo = session?.demo ?? null;
  useTitle(t('signIn.title'));
  return (
    <Container component="main" size={demo ? 760 : 380} py={{ base: 'lg', sm: 64 }}>
      <Stack gap="xl">
        <Stack gap={6}>
          <FirstHead />
          <Text c="var(--ts-muted)">{t('tagline')}</Text>
        </Stack>
        {demo ? (
          <EnterDemo />
        ) : (
          <Stack gap="md">
            <Title order={1} size="h3">
              {t('signIn.title')}
            </Title>
            <PasswordForm begins />
          </Stack>
        )}
        <Anchor href="/licences.txt" size="xs" c="var(--ts-muted)">
          {t('licences')}
        </Anchor>
      </Stack>
    </Container>
  );
}

function EnterDemo() {
  const { t } = useTranslation('shell');
  const { session, enterAs } = useSession();
  const { busy, refusal, run } = useAct();

  async function enter(person: string): Promise<void> {
    await run(() => enterAs(person));
  }

  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Title order={1} size="h3">
          {t('signIn.demoTitle')}
        </Title>
        <Text>{t('signIn.demoText')}</Text>
      </Stack>
      {refusal && (
        <Alert color="red" variant="light" role="alert">
          {t(`refusals.${refusal.code}`)}
        </Alert>
      )}
      <DemoPeople people={session?.demo ?? []} busy={busy} enter={(person) => void enter(person)} />
      <Divider
        label={<span className="ts-muted">{t('signIn.orPassword')}</span>}
        labelPosition="center"
        mt="md"
      />
      <PasswordForm />
    </Stack>
  );
}
