/** Who I am, the appearance, and signing out. Own file because every page's head ends with it. */
import {
  Avatar,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDevices, IconKey, IconLogout, IconSettings } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseDensity, DENSITIES, type Density, useDensity } from '../look/density.ts';
import { useSession } from '../live/session.ts';
import { useSignOut } from '../offline/use-sign-out.ts';
import { navigate } from '../routes.ts';
import { LANGUAGES } from '../texts/language.ts';
import { initials } from '../texts/locale.ts';
import { LanguageChoice } from './language-choice.tsx';

const AccountDialog = lazy(() =>
  import('./account-dialog.tsx').then((m) => ({ default: m.AccountDialog })),
);

const SignOutDialog = lazy(() =>
  import('../offline/sign-out-dialog.tsx').then((m) => ({ default: m.SignOutDialog })),
);

const TokensDialog = lazy(() =>
  import('./tokens-dialog.tsx').then((m) => ({ default: m.TokensDialog })),
);

export function MeMenu({ about }: { about?: string }) {
  const { t } = useTranslation(['shell', 'access', 'programs']);
  const { session } = useSession();
  const leaving = useSignOut();
  const [account, { open, close }] = useDisclosure(false);
  const [tokens, { open: openTokens, close: closeTokens }] = useDisclosure(false);
  const density = useDensity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = session?.me?.name ?? '';
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={240} withinPortal>
        <Menu.Target>
          <UnstyledButton aria-label={t('me.menu', { name })} data-testid="me-menu">
            <Avatar size={28} radius="xl" color="ink" variant="filled">
              {initials(name)}
            </Avatar>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate data-testid="me-name">
              {name}
            </Text>
            {about && <Text size="xs">{about}</Text>}
          </Menu.Label>
          <Menu.Divider />
          <Menu.Label>{t('me.appearance')}</Menu.Label>
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
          <Menu.Label>{t('me.density')}</Menu.Label>
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
              <Menu.Label>{t('me.language')}</Menu.Label>
              <LanguageChoice />
            </>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDevices size={16} />}
            onClick={open}
            data-testid="account-open"
          >
            {t('access:me.account')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKey size={16} />}
            onClick={openTokens}
            data-testid="tokens-open"
          >
            {t('programs:menu')}
          </Menu.Item>
          {session?.me?.admin && (
            <Menu.Item
              leftSection={<IconSettings size={16} />}
              onClick={() => navigate('/admin')}
              data-testid="admin-open"
            >
              {t('access:me.admin')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconLogout size={16} />}
            onClick={() => void leaving.begin()}
            data-testid="sign-out"
          >
            {t('me.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving.step && (
        <Suspense>
          <SignOutDialog
            step={leaving.step}
            leave={() => void leaving.leave()}
            stay={leaving.stay}
          />
        </Suspense>
      )}
      {account && (
        <Suspense>
          <AccountDialog opened onClose={close} />
        </Suspense>
      )}
      {tokens && (
        <Suspense>
          <TokensDialog opened onClose={closeTokens} />
        </Suspense>
      )}
    </>
  );
}
