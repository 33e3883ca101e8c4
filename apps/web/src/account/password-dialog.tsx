/** The dialog in which the password is typed again. */
import { Text } from '@mantine/core';
import { PASSWORD_CHARS_MAX } from '@tallystick/protocol/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { FormFrame } from '../kit/form-frame.tsx';
import { useSession } from '../live/room/session.ts';
import { PasswordField } from '../look/password-field.tsx';
import { api } from '../server/api.ts';

type End = (isTyped: boolean) => void;

export function PasswordDialog({ end }: { end: End }) {
  const { t } = useTranslation('access');
  return (
    <Dialog opened onClose={() => end(false)} title={t('again.title')}>
      <PasswordForm end={end} />
    </Dialog>
  );
}

function PasswordForm({ end }: { end: End }) {
  const { t } = useTranslation(['access', 'people']);
  const { session } = useSession();
  const [password, setPassword] = useState('');
  const check = async () => {
    const outcome = await api.post<void>('/api/session/password', { password });
    if (outcome.ok) end(true);
    return outcome;
  };
  return (
    <FormFrame
      missing={password === '' && t('people:missing.present')}
      act={check}
      onCancel={() => end(false)}
      verb={t('again.confirm')}
      testId="password-again"
    >
      <Text size="sm">{t('again.about')}</Text>
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
        autoComplete="current-password"
        required
        value={password}
        maxLength={PASSWORD_CHARS_MAX}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-autofocus
        data-testid="password-again-field"
      />
    </FormFrame>
  );
}
