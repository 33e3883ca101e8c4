/** Joining by an invitation for somebody who is not signed in: a new account, or the one they have. */
import { Button, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Outcome, RefusalCode } from '@tallystick/domain/refusals';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { PasswordForm } from '../account/password-form.tsx';
import {
  NewPasswordFields,
  type NewPassword,
  useMissingPassword,
} from '../account/new-password.tsx';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';

type Props = {
  path: string;
  onJoined: (workbook: string) => Promise<void>;
  onEnded: (outcome: Outcome<never>) => void;
};

export function JoinWithAccount(props: Props) {
  const { t } = useTranslation('access');
  const [who, setWho] = useState<'new' | 'known'>();
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        value={who ?? 'new'}
        onChange={(value) => setWho(value as 'new' | 'known')}
        data={[
          { value: 'new', label: t('join.new') },
          { value: 'known', label: t('join.known') },
        ]}
        data-testid="join-who"
      />
      {who !== 'known' ? (
        // Whoever has chosen goes on from the choice; only the page itself begins in the first field.
        <NewAccount {...props} begins={who === undefined} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{t('join.signInFirst')}</Text>
          <PasswordForm />
        </Stack>
      )}
    </Stack>
  );
}

/** Nobody can join by it any more: the page says so in the form's place. */
const OVER: ReadonlySet<RefusalCode> = new Set(['invitation-ended', 'invitation-used']);

function NewAccount({ path, onJoined, onEnded, begins }: Props & { begins: boolean }) {
  const { t } = useTranslation(['access', 'people']);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState<NewPassword>({ password: '', again: '' });
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    name: name.trim() === '' && t('people:missing.name'),
    email: !email.includes('@') && t('people:missing.email'),
    ...useMissingPassword(chosen),
  });
  const join = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const account = { name: name.trim(), email: email.trim(), password: chosen.password };
    await run(async () => {
      const outcome = await api.post<{ workbook: string }>(path, { account });
      if (outcome.ok) await onJoined(outcome.value.workbook);
      else if (OVER.has(outcome.refusal.code)) onEnded(outcome);
      return outcome;
    });
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void join(event)} data-testid="join-form">
      <Stack gap="md">
        <TextInput
          label={t('join.name')}
          autoFocus={begins}
          error={at('name')}
          autoComplete="name"
          required
          value={name}
          maxLength={NAME_CHARS_MAX}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="join-name"
        />
        <TextInput
          label={t('join.email')}
          error={at('email')}
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="join-email"
        />
        <NewPasswordFields
          value={chosen}
          onChange={setChosen}
          labels={{ password: t('people:link.password'), again: t('people:link.again') }}
          about={[name, email]}
          missing={at}
          testId="join"
        />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Button type="submit" loading={busy} data-testid="join-submit">
          {t('join.create')}
        </Button>
      </Stack>
    </form>
  );
}
