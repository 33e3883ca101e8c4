/** Signing in with e-mail and password. */
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { useSession } from '../live/room/session.ts';
import { PasswordField } from '../look/password-field.tsx';

type Props = {
  done?: () => void;
  /** The e-mail of whoever was signed in here, who then only types the password. */
  known?: string;
  /** The page is there for this form alone: the keyboard begins in its first field. */
  begins?: boolean;
};

export function PasswordForm({ done, known = '', begins = false }: Props) {
  const { t } = useTranslation(['shell', 'people']);
  const { signIn } = useSession();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAct();

  const { form, at, isWhole } = useMissing({
    email: email.trim() === '' && t('people:missing.email'),
    password: password === '' && t('people:missing.ownPassword'),
  });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isWhole()) return;
    const answer = await run(() => signIn({ email: email.trim(), password }));
    if (answer.ok) done?.();
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {refusal && (
          <Alert color="red" variant="light" role="alert" data-testid="sign-in-refusal">
            {t(`refusals.${refusal.code}`)}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          error={at('email')}
          type="email"
          autoFocus={begins}
          autoComplete="username"
          required
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="email"
        />
        <PasswordField
          label={t('signIn.password')}
          error={at('password')}
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
