/**
 * One's own account: how figures are written, where one is signed in, and another password. It opens from every page's
 * head and is loaded only then.
 */
import { Badge, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import type { SessionLine } from '@tallystick/protocol/views-people';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useSession } from '../live/room/session.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { instant } from '../texts/locale.ts';
import { ChangePassword } from './change-password.tsx';
import { MarkChoice } from './mark-choice.tsx';

type Props = { opened: boolean; onClose: () => void };

export function AccountDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('access');
  const { session } = useSession();
  // Who enters a demo by name has no password to change.
  const hasPassword = session?.me?.email !== null;
  return (
    <Dialog opened={opened} onClose={onClose} title={t('account.title')} size="lg">
      <Stack gap="xl" data-testid="account">
        <MarkChoice />
        <MySessions />
        {hasPassword && <ChangePassword />}
      </Stack>
    </Dialog>
  );
}

function MySessions() {
  const { t } = useTranslation('access');
  const { signOut } = useSession();
  const asked = useAsked<{ sessions: SessionLine[] }>('/api/me/sessions');
  const lines = asked.value?.sessions;
  const ending = useAct();
  const refusal = ending.refusal ?? asked.refusal;
  const end = async (line: SessionLine | undefined) => {
    const path = line === undefined ? '' : `/${line.id}`;
    const outcome = await ending.run(() => api.delete<void>(`/api/me/sessions${path}`));
    if (outcome.ok && line?.current) await signOut();
    else await asked.again();
  };
  const others = lines?.filter(({ current }) => !current) ?? [];
  return (
    <section>
      <Title order={3} size="h5">
        {t('account.sessions')}
      </Title>
      <Text size="sm" c="var(--ts-muted)" mb={8}>
        {t('account.sessionsAbout')}
      </Text>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      {!lines && !refusal && <Loader size="sm" aria-label={t('loading')} />}
      <ul className="panel-list">
        {lines?.map((line) => (
          <SessionOf key={line.id} line={line} onEnd={end} />
        ))}
      </ul>
      <Group justify="space-between" mt={8}>
        {lines && others.length === 0 && <Text size="sm">{t('account.noOthers')}</Text>}
        {others.length > 0 && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void end(undefined)}
            data-testid="sessions-end-others"
          >
            {t('account.endOthers')}
          </Button>
        )}
      </Group>
    </section>
  );
}

type SessionProps = { line: SessionLine; onEnd: (line: SessionLine) => Promise<void> };

function SessionOf({ line, onEnd }: SessionProps) {
  const { t } = useTranslation('access');
  const agent = line.agent === '' ? t('account.unknownAgent') : line.agent;
  const when = instant(line.createdAt);
  return (
    <li className="panel-line" data-testid="session-line">
      <div className="panel-grow">
        <Group gap={8}>
          <Text size="sm">
            <bdi>{agent}</bdi>
          </Text>
          {line.current && (
            <Badge variant="light" radius="sm" tt="none" fw={500}>
              {t('account.this')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="var(--ts-muted)">
          {t('account.began', { when })} · {t('account.seen', { when: instant(line.lastSeenAt) })}
        </Text>
      </div>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('account.endWhich', { agent, when })}
        onClick={() => void onEnd(line)}
        data-testid="session-end"
      >
        {t('account.end')}
      </Button>
    </li>
  );
}
