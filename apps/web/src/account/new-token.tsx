/** The form that makes an access token: its name, what it may, where, and until when. */
import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import type { TokenMade, TokenRequest } from '@tallystick/protocol/tokens';
import type { WorkbookLine } from '@tallystick/protocol/views';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useMissing } from '../look/use-missing.ts';

const SCOPES = ['read', 'write', 'live'] as const;
const DAYS = [7, 30, 90, 365];
const DAY_MS = 24 * 60 * 60_000;
const ALL = '';

type Props = {
  workbooks: readonly WorkbookLine[];
  onDone: (made: TokenMade | undefined) => void;
};

export function NewToken({ workbooks, onDone }: Props) {
  const { t } = useTranslation(['programs', 'people']);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<string[]>(['read']);
  const [workbook, setWorkbook] = useState(ALL);
  const [days, setDays] = useState(30);
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    name: name.trim() === '' && t('people:missing.name'),
    scope: scope.length === 0 && t('people:missing.scope'),
  });

  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const asked: TokenRequest = {
      name: name.trim(),
      scope: SCOPES.filter((word) => scope.includes(word)),
      workbook: workbook === ALL ? null : workbook,
      expiresAt: Date.now() + days * DAY_MS,
    };
    const outcome = await run(() => api.post<TokenMade>('/api/tokens', asked));
    if (outcome.ok) onDone(outcome.value);
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void make(event)} className="panel-form">
      <Stack gap={12}>
        <TextInput
          label={t('tokens.name')}
          error={at('name')}
          description={t('tokens.nameAbout')}
          required
          value={name}
          maxLength={NAME_CHARS_MAX}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          data-testid="token-name"
        />
        <Checkbox.Group
          label={t('tokens.scope')}
          error={at('scope')}
          value={scope}
          onChange={setScope}
        >
          <Stack gap={6} mt={4}>
            {SCOPES.map((word) => (
              <Checkbox
                key={word}
                value={word}
                aria-invalid={at('scope') !== false || undefined}
                label={t(`tokens.scopes.${word}`)}
                data-testid={`token-scope-${word}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group grow gap={12} align="flex-start" preventGrowOverflow={false}>
          <Select
            label={t('tokens.workbook')}
            allowDeselect={false}
            value={workbook}
            onChange={(value) => setWorkbook(value ?? ALL)}
            data={[
              { value: ALL, label: t('tokens.allWorkbooks') },
              ...workbooks.map((line) => ({
                value: line.workbook,
                label: `${line.city}: ${line.title}`,
              })),
            ]}
          />
          <Select
            label={t('tokens.expires')}
            allowDeselect={false}
            value={String(days)}
            onChange={(value) => setDays(Number(value ?? 30))}
            data={DAYS.map((count) => ({
              value: String(count),
              label: t('tokens.days', { count }),
            }))}
          />
        </Group>
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => onDone(undefined)}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} data-testid="token-make">
            {t('tokens.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
