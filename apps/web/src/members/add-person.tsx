/**
 * The form that adds a person: name, e-mail, role and, for a contributor, the entity. It makes a person known to the
 * installation, and the list of people does not.
 */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { PersonAdded } from '@tallystick/protocol/views-people';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { newId } from '../kit/new-id.ts';
import { chosen, isRoleWhole, type RoleChoice, RoleFields } from './role-fields.tsx';
import { useMissing } from '../look/use-missing.ts';
import type { Added } from './one-time-link.tsx';

export function AddPerson({ onDone }: { onDone: (added: Added | undefined) => void }) {
  const { t } = useTranslation('people');
  const { id, refetch } = useWorkbook();
  const [requestId] = useState(() => newId('c'));
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [choice, setChoice] = useState<RoleChoice>({ role: 'contributor', entity: null });
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    name: name.trim() === '' && t('missing.name'),
    email: !email.includes('@') && t('missing.email'),
    role: false,
    entity: !isRoleWhole(choice) && t('missing.entity'),
  });

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const body = { id: requestId, name: name.trim(), email: email.trim(), ...chosen(choice) };
    const outcome = await run(() => api.post<PersonAdded>(`/api/workbooks/${id}/people`, body));
    if (!outcome.ok) return;
    refetch();
    const { link, account } = outcome.value;
    onDone({ name: name.trim(), link, account });
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void add(event)} className="panel-form">
      <Stack gap={12}>
        <Group grow gap={12} preventGrowOverflow={false}>
          <TextInput
            label={t('name')}
            error={at('name')}
            required
            value={name}
            maxLength={NAME_CHARS_MAX}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
            autoFocus
            data-testid="person-name"
          />
          <TextInput
            label={t('email')}
            error={at('email')}
            type="email"
            required
            value={email}
            autoComplete="off"
            dir="ltr"
            onChange={(event) => setEmail(event.currentTarget.value)}
            data-testid="person-email"
          />
        </Group>
        <RoleFields choice={choice} onChange={setChoice} missing={at} testId="person" />
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => onDone(undefined)}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} data-testid="person-add">
            {t('addPerson')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
