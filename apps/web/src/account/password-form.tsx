/** Signing in with e-mail and password. */
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useSession } from '../live/room/session.ts';
import { PasswordField } from '../look/password-field.tsx';

/** `known`: the e-mail of whoever was signed in here, who then only types the password. */
export function PasswordForm({ done, known = '' }: { done?: () => void; known?: string }) {
  const { t } = useTranslation('shell');
  const { signIn } = useSession();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAct();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const answer = await run(() => signIn({ email: email.trim(), password }));
    if (answer.ok) done?.();
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {refusal && (
          <Alert color="red" variant="light" role="alert" data-testid="sign-in-refusal">
            {t(`refusals.${refusal.code}`)}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="email"
        />
        <PasswordField
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          value={password}
          data-autofocus={known === '' ? undefined : true}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-testid="password"
        />
        <Button type="submit" loading={busy} data-testid="sign-in">
          {t('signIn.submit')}
        </Button>
        <details data-testid="no-password">
          <Text component="summary" size="sm">
            {t('signIn.noPassword')}
          </Text>
          <Text size="sm" mt={4}>
            {t('signIn.noPasswordText')}
          </Text>
        </details>
      </Stack>
    </form>
  );
}
