/** Another password for oneself; all other sessions end with the old one. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { PASSWORD_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../kit/say-done.tsx';
import { api } from '../server/api.ts';
import { useSession } from '../live/room/session.ts';
import { NewPasswordFields, type NewPassword, useMissingPassword } from './new-password.tsx';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useMissing } from '../look/use-missing.ts';
import { PasswordField } from '../look/password-field.tsx';

const NOTHING: NewPassword = { password: '', again: '' };

export function ChangePassword() {
  const { t } = useTranslation(['access', 'people']);
  const { session } = useSession();
  const [present, setPresent] = useState('');
  const [chosen, setChosen] = useState(NOTHING);
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    present: present === '' && t('people:missing.present'),
    ...useMissingPassword(chosen),
  });
  const change = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const next = chosen.password;
    const outcome = await run(() =>
      api.post<{ ended: number }>('/api/me/password', { present, next }),
    );
    if (!outcome.ok) return;
    setPresent('');
    setChosen(NOTHING);
    sayDone({
      id: 'password-changed',
      title: t('account.changed'),
      message: t('account.changedAbout', { count: outcome.value.ended }),
      close: t('close'),
    });
  };
  return (
    <section>
      <Title order={3} size="h5">
        {t('account.password')}
      </Title>
      <Text size="sm" c="var(--ts-muted)" mb={8}>
        {t('account.passwordAbout')}
      </Text>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => void change(event)}
        data-testid="password-form"
      >
        <Stack gap={12}>
          {/* Password managers file a password under the user name of its form. */}
          <input
            className="ts-hidden"
            type="text"
            name="username"
            autoComplete="username"
            value={session?.me?.email ?? ''}
            readOnly
            tabIndex={-1}
            aria-hidden
          />
          <PasswordField
            label={t('account.present')}
            error={at('present')}
            autoComplete="current-password"
            required
            value={present}
            maxLength={PASSWORD_CHARS_MAX}
            onChange={(event) => setPresent(event.currentTarget.value)}
            data-testid="account-present"
          />
          <NewPasswordFields
            value={chosen}
            onChange={setChosen}
            labels={{ password: t('account.next'), again: t('account.again') }}
            about={[session?.me?.name ?? '', session?.me?.email ?? '']}
            missing={at}
            testId="account"
          />
          {refusal && (
            <Notice tone="bad" role="alert">
              <RefusalText refusal={refusal} />
            </Notice>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={busy} data-testid="account-change">
              {t('account.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
