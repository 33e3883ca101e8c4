/** Where a workbook's journal is sent on: the list, adding one, removing. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import type { WebhookMade, WebhooksView, WebhookView } from '@tallystick/protocol/webhooks';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { useAsked } from '../server/use-asked.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { ShownOnce } from '../kit/shown-once.tsx';
import { AskOnce } from '../kit/ask-once.tsx';

export function WebhooksTab() {
  const { t } = useTranslation('programs');
  const { id } = useWorkbook();
  const path = `/api/workbooks/${id}/webhooks`;
  const asked = useAsked<WebhooksView>(path);
  const view = asked.value;
  const [url, setUrl] = useState('');
  const [made, setMade] = useState<WebhookMade>();
  const adding = useAct();
  const refusal = adding.refusal ?? asked.refusal;
  const { form, at, isWhole } = useMissing({ url: url.trim() === '' && t('missing.address') });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const answer = await adding.run(() => api.post<WebhookMade>(path, { url: url.trim() }));
    if (answer.ok) {
      setMade(answer.value);
      setUrl('');
    }
    await asked.again();
  };
  const remove = async (webhook: WebhookView) => {
    const answer = await api.delete<void>(`${path}/${webhook.id}`);
    await asked.again();
    return answer;
  };
  const targets = view?.targets ?? [];
  return (
    <Stack gap="sm" data-testid="webhooks">
      <Text size="sm">{t('hooks.about')}</Text>
      <Text size="sm" c="var(--ts-muted)">
        {targets.length === 0
          ? t('hooks.noTargets')
          : t('hooks.targets', { targets: targets.join(', ') })}
      </Text>
      {made && (
        <ShownOnce
          title={t('hooks.made')}
          about={t('hooks.madeAbout')}
          label={t('hooks.secret')}
          secret={made.secret}
          onClose={() => setMade(undefined)}
        />
      )}
      {view?.webhooks.length === 0 && <Text size="sm">{t('hooks.none')}</Text>}
      <ul className="panel-list">
        {view?.webhooks.map((webhook) => (
          <HookOf key={webhook.id} webhook={webhook} onRemove={remove} />
        ))}
      </ul>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      {targets.length > 0 && (
        <form ref={form} noValidate onSubmit={(event) => void add(event)}>
          <Group gap={8} align="flex-end">
            <TextInput
              className="panel-grow"
              label={t('hooks.url')}
              placeholder={`${targets[0]}/…`}
              // Above the field: below it, the button would slip out of its line.
              inputWrapperOrder={['label', 'error', 'input']}
              error={at('url')}
              value={url}
              dir="ltr"
              onChange={(event) => setUrl(event.currentTarget.value)}
              data-testid="webhook-url"
            />
            <Button type="submit" variant="default" data-testid="webhook-add">
              {t('hooks.add')}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}

type HookProps = {
  webhook: WebhookView;
  onRemove: (webhook: WebhookView) => Promise<Outcome<void>>;
};

function HookOf({ webhook, onRemove }: HookProps) {
  const { t } = useTranslation('programs');
  const { url, sentUpTo, failures, lastError } = webhook;
  return (
    <li className="panel-line panel-line-wraps" data-testid="webhook-line">
      <div className="panel-grow">
        <Text size="sm" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Text size="xs" c="var(--ts-muted)">
          {t('hooks.sentUpTo', { number: sentUpTo })}
          {failures > 0 && ` · ${t('hooks.failing', { count: failures, error: lastError ?? '' })}`}
        </Text>
      </div>
      <AskOnce
        act={t('hooks.remove')}
        actWhich={t('hooks.removeWhich', { url })}
        about={t('hooks.removeAbout')}
        yes={t('hooks.remove')}
        keep={t('keep')}
        onYes={() => onRemove(webhook)}
        testId="webhook-remove"
      />
    </li>
  );
}
