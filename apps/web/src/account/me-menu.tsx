/** Who I am, the appearance, and signing out. */
import {
  Avatar,
  Button,
  Divider,
  Group,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDevices, IconKey, IconLogout, IconSettings } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bell } from '../inbox/bell.tsx';
import { later } from '../look/later.tsx';
import { chooseDensity, DENSITIES, type Density, useDensity } from '../look/density.ts';
import { useSession } from '../live/room/session.ts';
import { useSignOut } from '../offline/use-sign-out.ts';
import { navigate } from '../addresses/routes.ts';
import { LANGUAGES } from '../texts/language.ts';
import { initials } from '../texts/locale.ts';
import { LanguageChoice } from './language-choice.tsx';

const AccountDialog = later(() => import('./account-dialog.tsx').then((m) => m.AccountDialog));
const SignOutDialog = later(() =>
  import('../offline/sign-out-dialog.tsx').then((m) => m.SignOutDialog),
);
const TokensDialog = later(() => import('./tokens-dialog.tsx').then((m) => m.TokensDialog));

/** What is the person's own in the head of every page: what waits for them, and who they are. */
export function MeMenu({ about }: { about?: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Bell />
      <Me {...(about === undefined ? {} : { about })} />
    </Group>
  );
}

function Me({ about }: { about?: string }) {
  const { t } = useTranslation(['shell', 'access', 'programs']);
  const { session } = useSession();
  const leaving = useSignOut();
  const [account, { open, close }] = useDisclosure(false);
  const [tokens, { open: openTokens, close: closeTokens }] = useDisclosure(false);
  const [opened, setOpened] = useState(false);
  const leaveTo = (act: () => void) => (): void => {
    setOpened(false);
    act();
  };
  const density = useDensity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = session?.me?.name ?? '';
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        width={240}
        withinPortal
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton
            aria-label={t('me.menu', { name })}
            onClick={() => setOpened((was) => !was)}
            data-testid="me-menu"
          >
            <Avatar size={28} radius="xl" color="ink" variant="filled">
              {initials(name)}
            </Avatar>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label={t('me.menu', { name })}>
          <Heading>
            <Text
              size="sm"
              fw={600}
              c="var(--mantine-color-text)"
              truncate
              translate="no"
              data-testid="me-name"
            >
              {name}
            </Text>
            {about && <Text size="xs">{about}</Text>}
          </Heading>
          <Divider my={4} />
          <Heading>{t('me.appearance')}</Heading>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('me.appearance')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'light', label: t('me.light') },
              { value: 'dark', label: t('me.dark') },
              { value: 'auto', label: t('me.auto') },
            ]}
          />
          <Heading>{t('me.density')}</Heading>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('me.density')}
            value={density}
            onChange={(value) => chooseDensity(value as Density)}
            data={DENSITIES.map((value) => ({ value, label: t(`me.densities.${value}`) }))}
          />
          {LANGUAGES.length > 1 && (
            <>
              <Heading>{t('me.language')}</Heading>
              <LanguageChoice />
            </>
          )}
          <Divider my={4} />
          <Line
            icon={<IconDevices size={16} aria-hidden />}
            onClick={leaveTo(open)}
            testId="account-open"
          >
            {t('access:me.account')}
          </Line>
          <Line
            icon={<IconKey size={16} aria-hidden />}
            onClick={leaveTo(openTokens)}
            testId="tokens-open"
          >
            {t('programs:menu')}
          </Line>
          {session?.me?.admin && (
            <Line
              icon={<IconSettings size={16} aria-hidden />}
              onClick={leaveTo(() => navigate('/admin'))}
              testId="admin-open"
            >
              {t('access:me.admin')}
            </Line>
          )}
          <Line
            icon={<IconLogout size={16} aria-hidden />}
            onClick={leaveTo(() => void leaving.begin())}
            testId="sign-out"
          >
            {t('me.signOut')}
          </Line>
        </Popover.Dropdown>
      </Popover>
      {leaving.step && (
        <SignOutDialog step={leaving.step} leave={() => void leaving.leave()} stay={leaving.stay} />
      )}
      {account && <AccountDialog opened onClose={close} />}
      {tokens && <TokensDialog opened onClose={closeTokens} />}
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <Text component="div" size="xs" c="var(--ts-muted)" px={8} py={4}>
      {children}
    </Text>
  );
}

type LineProps = { icon: ReactNode; onClick: () => void; testId: string; children: ReactNode };

/** Plain buttons: a list that also holds choices is no menu to a screen reader. */
function Line({ icon, onClick, testId, children }: LineProps) {
  return (
    <Button
      fullWidth
      size="compact-sm"
      h={32}
      variant="subtle"
      color="gray"
      justify="flex-start"
      fw={400}
      className="me-line"
      leftSection={icon}
      onClick={onClick}
      data-testid={testId}
    >
      {children}
    </Button>
  );
}
