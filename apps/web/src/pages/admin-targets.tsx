/** Where webhooks may be sent to: the list, allowing, forbidding. */
import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import type { TargetsView } from '@tallystick/protocol/webhooks';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { AskOnce } from '../kit/ask-once.tsx';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { day } from '../texts/locale.ts';

const PATH = '/api/admin/webhook-targets';

export function AdminTargets() {
  const { t } = useTranslation('programs');
  const asked = useAsked<TargetsView>(PATH);
  const targets = asked.value?.targets;
  const [origin, setOrigin] = useState('');
  const allowing = useAct();
  const refusal = allowing.refusal ?? asked.refusal;
  const { form, at, isWhole } = useMissing({
    origin: origin.trim() === '' && t('missing.address'),
  });
  const allow = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const answer = await allowing.run(() => api.post<void>(PATH, { origin: origin.trim() }));
    if (answer.ok) setOrigin('');
    await asked.again();
  };
  const forbid = async (which: string) => {
    const answer = await api.delete<void>(`${PATH}/${encodeURIComponent(which)}`);
    await asked.again();
    return answer;
  };
  return (
    <section data-testid="admin-targets">
      <Title order={2} size="h4">
        {t('targets.title')}
      </Title>
      <Text size="sm" c="var(--ts-muted)" mb={8}>
        {t('targets.about')}
      </Text>
      {targets?.length === 0 && <Text size="sm">{t('targets.none')}</Text>}
      <ul className="panel-list">
        {targets?.map((target) => (
          <li key={target.origin} className="panel-line panel-line-wraps" data-testid="target-line">
            <div className="panel-grow">
              <Text size="sm" dir="ltr">
                {target.origin}
              </Text>
              <Text size="xs" c="var(--ts-muted)">
                {day(target.at)}
              </Text>
            </div>
            <AskOnce
              act={t('targets.forbid')}
              actWhich={t('targets.forbidWhich', { origin: target.origin })}
              about={t('targets.forbidAbout')}
              yes={t('targets.forbid')}
              keep={t('keep')}
              onYes={() => forbid(target.origin)}
              testId="target-forbid"
            />
          </li>
        ))}
      </ul>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      <form ref={form} noValidate onSubmit={(event) => void allow(event)}>
        <Group gap={8} align="flex-end" mt={8}>
          <TextInput
            className="panel-grow"
            label={t('targets.origin')}
            placeholder="https://hooks.example.org"
            // Above the field: below it, the button would slip out of its line.
            inputWrapperOrder={['label', 'error', 'input']}
            error={at('origin')}
            value={origin}
            dir="ltr"
            onChange={(event) => setOrigin(event.currentTarget.value)}
            data-testid="target-origin"
          />
          <Button type="submit" variant="default" data-testid="target-allow">
            {t('targets.allow')}
          </Button>
        </Group>
      </form>
    </section>
  );
}
