/** One person as an administrator sees them: in which workbooks, and what can be done about their access. */
import { ActionIcon, Badge, Button, CloseButton, Group, Menu, Stack, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { AdminPerson } from '@tallystick/protocol/views-people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { LinkField } from '../kit/link-field.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { useAct } from '../look/use-act.ts';
import { api } from '../server/api.ts';
import { useSession } from '../live/room/session.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';

type Props = { person: AdminPerson; onChanged: () => Promise<unknown> };

export function AdminPersonLine({ person, onChanged }: Props) {
  const { t } = useTranslation(['access', 'people']);
  const { session } = useSession();
  const acts = useActs(person, onChanged);
  const { name } = person;
  const places = person.workbooks.map(
    ({ city, title, role }) => `${city} ${title} (${t(`people:roles.${role}`)})`,
  );
  return (
    <li className="panel-line panel-line-wraps" data-testid="admin-person">
      <div className="panel-grow">
        <Group gap={8}>
          <Text size="sm" fw={600} dir="auto">
            {name} {person.person === session?.me?.person && t('admin.you')}
          </Text>
          {person.admin && (
            <Badge variant="light" radius="sm" tt="none" fw={500}>
              {t('admin.administrator')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="var(--ts-muted)">
          <bdi translate="no">{person.email ?? t('admin.noEmail')}</bdi> ·{' '}
          {t(`admin.access.${person.access}`)}, {t('admin.sessions', { count: person.sessions })}
        </Text>
        <Text size="xs" c="var(--ts-muted)" dir="auto">
          {places.length === 0 ? t('admin.noWorkbook') : places.join(' · ')}
        </Text>
      </div>
      <PersonMenu person={person} acts={acts} />
      {acts.link !== undefined && (
        <div className="panel-line-below">
          <Notice
            tone="good"
            role="status"
            title={
              <Group justify="space-between" gap={8} wrap="nowrap">
                <span>{t('admin.linkTitle', { name })}</span>
                <CloseButton size="sm" aria-label={t('close')} onClick={acts.forgetLink} />
              </Group>
            }
          >
            <Text size="sm" mb={8}>
              {t('admin.linkAbout', { name })}
            </Text>
            <LinkField path={acts.link} label={t('admin.linkLabel')} testId="password-link" />
          </Notice>
        </div>
      )}
      {acts.refusal && (
        <div className="panel-line-below" role="alert">
          <RefusalText refusal={acts.refusal} />
        </div>
      )}
    </li>
  );
}

type Acts = ReturnType<typeof useActs>;

function useActs({ person, name }: AdminPerson, onChanged: () => Promise<unknown>) {
  const { t } = useTranslation('access');
  const { session, refresh } = useSession();
  const [link, setLink] = useState<string>();
  const { refusal, run } = useAct();
  async function ask<T>(act: string, body: unknown = {}): Promise<T | undefined> {
    const path = `/api/admin/people/${encodeURIComponent(person)}/${act}`;
    const outcome = await run(() => api.post<T>(path, body));
    // Somebody may have taken their own rights or session.
    if (person === session?.me?.person) await refresh();
    await onChanged();
    return outcome.ok ? outcome.value : undefined;
  }
  return {
    link,
    refusal,
    forgetLink: () => setLink(undefined),
    makeLink: async () => setLink((await ask<{ link: string }>('link'))?.link),
    signOut: async () => {
      const done = await ask<{ ended: number }>('sign-out');
      if (done === undefined) return;
      const message = t('admin.signedOutAbout', { count: done.ended });
      const title = t('admin.signedOut', { name });
      sayDone({ id: `signed-out-${person}`, title, message, close: t('close') });
    },
    setAdmin: async (admin: boolean) => {
      await ask('admin', { admin });
    },
    shutOut: async () => {
      const done = await ask<{ ended: number }>('shut-out');
      if (done === undefined) return;
      const message = t('admin.signedOutAbout', { count: done.ended });
      const title = t('admin.shutOutDone', { name });
      sayDone({ id: `shut-out-${person}`, title, message, close: t('close') });
    },
  };
}

function PersonMenu({ person, acts }: { person: AdminPerson; acts: Acts }) {
  const { t } = useTranslation('access');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={240} withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('admin.actions', { name: person.name })}
            data-testid="admin-actions"
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void acts.makeLink()} data-testid="admin-link">
            {t('admin.link')}
          </Menu.Item>
          <Menu.Item onClick={() => void acts.signOut()} data-testid="admin-sign-out">
            {t('admin.signOut')}
          </Menu.Item>
          <Menu.Item onClick={() => void acts.setAdmin(!person.admin)} data-testid="admin-appoint">
            {t(person.admin ? 'admin.unmakeAdmin' : 'admin.makeAdmin')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setAsking(true)} data-testid="admin-shut-out">
            {t('admin.shutOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('admin.shutOutTitle', { name: person.name })}
      >
        <Stack gap={14}>
          <Text size="sm">{t('admin.shutOutAbout')}</Text>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button
              color="red"
              onClick={() => {
                setAsking(false);
                void acts.shutOut();
              }}
              data-testid="admin-shut-out-confirm"
            >
              {t('admin.shutOutYes')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
