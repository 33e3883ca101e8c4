/** What an invitation opens: to what, as whom, and joining with an account one has or makes. */
import { Anchor, Button, Container, Loader, Stack, Text, Title } from '@mantine/core';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import type { InvitationView } from '@tallystick/protocol/views-people';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../kit/dialogs.css';
import { useAct } from '../look/use-act.ts';
import { useTitle } from '../look/use-title.ts';
import { api, isAway } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useSession } from '../live/room/session.ts';
import '../kit/panel.css';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { follow, navigate } from '../addresses/routes.ts';
import { FirstHead } from '../account/first-head.tsx';
import { PasswordForm } from '../account/password-form.tsx';
import { deadline } from '../texts/deadline.ts';
import { JoinWithAccount } from './join-with-account.tsx';

export function InvitePage({ token }: { token: string }) {
  const { t } = useTranslation('access');
  const { session, refresh } = useSession();
  const path = `/api/invitations/${encodeURIComponent(token)}`;
  const me = session?.me?.person;
  // Who is signed in changes what is offered.
  const asked = useAsked<InvitationView>(path, { mark: me ?? '' });
  const [ended, setEnded] = useState<Outcome<InvitationView>>();
  const found = ended ?? asked.answer;
  const joined = useCallback(
    async (workbook: string) => {
      await refresh();
      navigate(`/w/${encodeURIComponent(workbook)}`, 'replace');
    },
    [refresh],
  );
  return (
    <Container component="main" size={440} py={{ base: 'lg', sm: 64 }}>
      <Stack gap="xl">
        <FirstHead />
        {!found && <Loader size="sm" aria-label={t('loading')} />}
        {found && !found.ok && <Unusable refusal={found.refusal} isIn={me !== undefined} />}
        {found?.ok && (
          <Stack gap="lg" data-testid="invite-page">
            <About view={found.value} />
            {found.value.me === null ? (
              <JoinWithAccount path={path} onJoined={joined} onEnded={setEnded} />
            ) : (
              <JoinAs view={found.value} path={path} onJoined={joined} />
            )}
          </Stack>
        )}
      </Stack>
    </Container>
  );
}

/** `isIn`: somebody is signed in, and is not who has used it. */
function Unusable({ refusal, isIn }: { refusal: Refusal; isIn: boolean }) {
  const { t } = useTranslation('access');
  const lost = isAway(refusal) || refusal.code === 'too-many';
  const isUsed = refusal.code === 'invitation-used' && !isIn;
  useTitle(t(isUsed ? 'join.used' : lost ? 'join.lost' : 'join.ended'));
  if (isUsed) return <JoinedAlready />;
  return (
    <Stack gap="sm" data-testid="invite-unusable">
      <Title order={1} size="h3">
        {t(lost ? 'join.lost' : 'join.ended')}
      </Title>
      {lost ? <RefusalText refusal={refusal} /> : <Text>{t('join.endedAbout')}</Text>}
      <Anchor href="/" onClick={follow}>
        {t('join.home')}
      </Anchor>
    </Stack>
  );
}

/** Most who open a used link are those who have used it, and come back by the mail that they kept. */
function JoinedAlready() {
  const { t } = useTranslation('access');
  return (
    <Stack gap="sm" data-testid="invite-used">
      <Title order={1} size="h3">
        {t('join.used')}
      </Title>
      <Text>{t('join.usedAbout')}</Text>
      <PasswordForm begins />
    </Stack>
  );
}

function About({ view }: { view: InvitationView }) {
  const { t } = useTranslation(['access', 'people']);
  useTitle(t('join.title', { city: view.city }));
  return (
    <Stack gap={8}>
      <Title order={1} size="h3">
        {t('join.title', { city: view.city })}
      </Title>
      <Text>{t('join.about', { by: view.by, title: view.title })}</Text>
      <dl className="lock-counts">
        <div>
          <dt>{t('join.role')}</dt>
          <dd>{t(`people:roles.${view.role}`)}</dd>
        </div>
        {view.entity !== null && (
          <div>
            <dt>{t('join.entity')}</dt>
            <dd dir="auto">{view.entity}</dd>
          </div>
        )}
      </dl>
      <Text size="sm">{t(`people:about.${view.role}`)}</Text>
      <Text size="sm" c="var(--ts-muted)">
        {t('join.until', { when: deadline(view.expiresAt, null) })}
      </Text>
    </Stack>
  );
}

type JoinProps = {
  view: InvitationView;
  path: string;
  onJoined: (workbook: string) => Promise<void>;
};

function JoinAs({ view, path, onJoined }: JoinProps) {
  const { t } = useTranslation('access');
  const { signOut } = useSession();
  const { busy, refusal, run } = useAct();
  const join = () =>
    run(async () => {
      const outcome = await api.post<{ workbook: string }>(path, {});
      if (outcome.ok) await onJoined(outcome.value.workbook);
      return outcome;
    });
  if (view.me?.member) {
    return (
      <Stack gap="sm">
        <Text>{t('join.member')}</Text>
        <Button onClick={() => navigate(`/w/${encodeURIComponent(view.workbook)}`)}>
          {t('join.toWorkbook')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <Button loading={busy} onClick={() => void join()} data-testid="join">
        {t('join.as', { name: view.me?.name })}
      </Button>
      <Button variant="subtle" onClick={() => void signOut()}>
        {t('join.other')}
      </Button>
    </Stack>
  );
}
