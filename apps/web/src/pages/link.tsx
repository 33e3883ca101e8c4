/**
 * What a one-time link opens: the first administrator's account, or a new person's password. It is the one page that
 * nobody is signed in on and that changes who can be.
 */
import { Anchor, Button, Container, Loader, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTitle } from '../look/use-title.ts';
import { api, isAway } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useSession } from '../live/room/session.ts';
import '../kit/panel.css';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { follow, navigate } from '../addresses/routes.ts';
import { FirstHead } from '../account/first-head.tsx';
import {
  NewPasswordFields,
  type NewPassword,
  useMissingPassword,
} from '../account/new-password.tsx';

type LinkView = {
  purpose: 'first-admin' | 'set-password';
  name: string | null;
  email: string | null;
};

export function LinkPage({ token }: { token: string }) {
  const { t } = useTranslation('people');
  const path = `/api/links/${encodeURIComponent(token)}`;
  const asked = useAsked<LinkView>(path);
  const [used, setUsed] = useState<Outcome<LinkView>>();
  const found = used ?? asked.answer;
  return (
    <Container component="main" size={400} py={{ base: 'lg', sm: 64 }}>
      <Stack gap="xl">
        <FirstHead />
        {!found && <Loader size="sm" aria-label={t('loading')} />}
        {found && !found.ok && <Unusable refusal={found.refusal} />}
        {found?.ok && <Form path={path} link={found.value} onUsed={setUsed} />}
      </Stack>
    </Container>
  );
}

function Unusable({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation('people');
  const lost = isAway(refusal) || refusal.code === 'too-many';
  useTitle(t(lost ? 'link.lost' : 'link.used'));
  return (
    <Stack gap="sm" data-testid="link-unusable">
      <Title order={1} size="h3">
        {t(lost ? 'link.lost' : 'link.used')}
      </Title>
      {lost ? <RefusalText refusal={refusal} /> : <Text>{t('link.usedAbout')}</Text>}
      <Anchor href="/" onClick={follow}>
        {t('link.signIn')}
      </Anchor>
    </Stack>
  );
}

type FormProps = {
  path: string;
  link: LinkView;
  onUsed: (outcome: Outcome<LinkView>) => void;
};

function Form({ path, link, onUsed }: FormProps) {
  const { t } = useTranslation('people');
  const { refresh } = useSession();
  const first = link.purpose === 'first-admin';
  useTitle(first ? t('link.firstTitle') : t('link.setTitle', { name: link.name ?? '' }));
  const [name, setName] = useState(link.name ?? '');
  const [email, setEmail] = useState(link.email ?? '');
  const [chosen, setChosen] = useState<NewPassword>({ password: '', again: '' });
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    name: first && name.trim() === '' && t('missing.name'),
    email: first && !email.includes('@') && t('missing.email'),
    ...useMissingPassword(chosen),
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const who = first ? { name: name.trim(), email: email.trim() } : {};
    await run(async () => {
      const outcome = await api.post<never>(path, { password: chosen.password, ...who });
      if (outcome.ok) {
        await refresh();
        navigate('/', 'replace');
      } else if (outcome.refusal.code === 'link-used') onUsed(outcome);
      return outcome;
    });
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} data-testid="link-form">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={1} size="h3">
            {first ? t('link.firstTitle') : t('link.setTitle', { name: link.name ?? '' })}
          </Title>
          <Text>{t(first ? 'link.firstAbout' : 'link.setAbout')}</Text>
        </Stack>
        {first && (
          <TextInput
            label={t('name')}
            autoFocus
            error={at('name')}
            autoComplete="name"
            required
            value={name}
            maxLength={NAME_CHARS_MAX}
            onChange={(event) => setName(event.currentTarget.value)}
            data-testid="link-name"
          />
        )}
        <TextInput
          label={t('email')}
          error={at('email')}
          type="email"
          autoComplete="username"
          required={first}
          readOnly={!first}
          dir="ltr"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="link-email"
        />
        <NewPasswordFields
          value={chosen}
          onChange={setChosen}
          labels={{ password: t('link.password'), again: t('link.again') }}
          about={[name, email]}
          begins={!first}
          missing={at}
          testId="link"
        />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Button type="submit" loading={busy} data-testid="link-submit">
          {t(first ? 'link.create' : 'link.set')}
        </Button>
      </Stack>
    </form>
  );
}
