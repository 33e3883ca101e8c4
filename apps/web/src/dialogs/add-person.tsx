/**
 * The form that adds a person: name, e-mail, role and, for a contributor, the entity.
 * Own file because it alone knows which roles the one who adds may give.
 */
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { grantable } from '@tallystick/domain/decide-member';
import type { Refusal } from '@tallystick/domain/refusals';
import type { Role } from '@tallystick/domain/roles';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { useWorkbook } from '../live/use-workbook.ts';
import { RefusalText } from '../panel/refusal-text.tsx';
import { newId } from './new-id.ts';
import type { Added } from './people-tab.tsx';

type Answer = { person: string; link: string | null };

export function AddPerson({ onDone }: { onDone: (added: Added | undefined) => void }) {
  const { t } = useTranslation('people');
  const { id, state, actor, refetch } = useWorkbook();
  const [requestId] = useState(() => newId('c'));
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('contributor');
  const [entity, setEntity] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const needsEntity = role === 'contributor';
  const ready = name.trim() !== '' && email.includes('@') && (!needsEntity || entity !== null);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const outcome = await api.post<Answer>(`/api/workbooks/${id}/people`, {
      id: requestId,
      name: name.trim(),
      email: email.trim(),
      role,
      entity: needsEntity ? entity : null,
    });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    refetch();
    onDone({ name: name.trim(), link: outcome.value.link });
  };
  const entities = [...state.entities.values()].toSorted((a, b) => a.name.localeCompare(b.name));

  return (
    <form onSubmit={(event) => void add(event)} className="panel-form">
      <Stack gap={12}>
        <Group grow gap={12} preventGrowOverflow={false}>
          <TextInput
            label={t('name')}
            required
            value={name}
            maxLength={NAME_CHARS_MAX}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
            data-testid="person-name"
          />
          <TextInput
            label={t('email')}
            type="email"
            required
            value={email}
            autoComplete="off"
            dir="ltr"
            onChange={(event) => setEmail(event.currentTarget.value)}
            data-testid="person-email"
          />
        </Group>
        <Select
          label={t('role')}
          description={t(`about.${role}`)}
          allowDeselect={false}
          value={role}
          onChange={(value) => value && setRole(value as Role)}
          data={grantable(actor).map((each) => ({ value: each, label: t(`roles.${each}`) }))}
          data-testid="person-role"
        />
        {needsEntity && (
          <Select
            label={t('entity')}
            description={entities.length === 0 ? t('entitiesFirst') : undefined}
            required
            searchable
            value={entity}
            onChange={setEntity}
            nothingFoundMessage={t('noSuchEntity')}
            data={entities.map((each) => ({ value: each.id, label: each.name }))}
            data-testid="person-entity"
          />
        )}
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => onDone(undefined)}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready} data-testid="person-add">
            {t('addPerson')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
