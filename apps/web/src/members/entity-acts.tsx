/** What can become of an entity, each with what it means before it is done: a new name, a merge, an end. */
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Command } from '@tallystick/domain/commands';
import type { EntityId } from '@tallystick/domain/cells/ids';
import { belongings } from '@tallystick/domain/nouns/set-up/entity';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { type Asked, useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { byName } from '../texts/by-name.ts';

export type Entity = { id: EntityId; name: string };

type ActProps = { entity: Entity; onDone: () => void };
type FormProps = {
  /** Undefined while something is missing, which the field says once the button was pressed. */
  command: Command | undefined;
  fields?: Pick<Asked, 'form' | 'isWhole'>;
  /** The button's verb; undefined where it cannot be done, which the text says. */
  yes: string | undefined;
  onDone: () => void;
  danger?: boolean;
  children: ReactNode;
};

function ActForm({ command, fields, yes, onDone, danger = false, children }: FormProps) {
  const { t } = useTranslation('people');
  const { command: give } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (fields?.isWhole() === false || command === undefined) return;
    const outcome = await run(() => give(command));
    if (outcome.ok) onDone();
  };
  return (
    <form
      ref={fields?.form}
      noValidate
      className="panel-form"
      onSubmit={(event) => void submit(event)}
    >
      <Stack gap={12}>
        {children}
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          {yes !== undefined && (
            <Button
              type="submit"
              loading={busy}
              {...(danger ? { color: 'red' } : {})}
              data-testid="entity-act-confirm"
            >
              {yes}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

export function RenameEntity({ entity, onDone }: ActProps) {
  const { t } = useTranslation('people');
  const [name, setName] = useState(entity.name);
  const isNew = name.trim() !== '' && name.trim() !== entity.name;
  const command = isNew
    ? ({ type: 'rename-entity', entity: entity.id, name: name.trim() } as const)
    : undefined;
  const fields = useMissing({
    name: !isNew && t(name.trim() === '' ? 'missing.name' : 'missing.otherName'),
  });
  return (
    <ActForm command={command} fields={fields} yes={t('entityActs.renameYes')} onDone={onDone}>
      <TextInput
        label={t('entityActs.newName', { name: entity.name })}
        description={t('entityActs.renameAbout')}
        error={fields.at('name')}
        value={name}
        maxLength={NAME_CHARS_MAX}
        dir="auto"
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="entity-new-name"
      />
    </ActForm>
  );
}

export function MergeEntity({ entity, onDone }: ActProps) {
  const { t } = useTranslation('people');
  const { state } = useWorkbook();
  const [into, setInto] = useState<EntityId | null>(null);
  const { rows, people } = belongings(state, entity.id);
  const others = byName(state.entities.values()).filter(({ id }) => id !== entity.id);
  const command = into ? ({ type: 'merge-entities', entity: entity.id, into } as const) : undefined;
  const fields = useMissing({ into: into === null && t('missing.entity') });
  const what = {
    name: entity.name,
    rows: t('entityActs.rows', { count: rows.length }),
    people: t('entityActs.people', { count: people.length }),
  };
  return (
    <ActForm command={command} fields={fields} yes={t('entityActs.mergeYes')} onDone={onDone}>
      <Text size="sm">{t('entityActs.mergeAbout', what)}</Text>
      <Select
        label={t('entityActs.into')}
        error={fields.at('into')}
        searchable
        autoFocus
        value={into}
        onChange={(value) => setInto(value as EntityId | null)}
        nothingFoundMessage={t('noSuchEntity')}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        data-testid="entity-into"
      />
    </ActForm>
  );
}

export function RemoveEntity({ entity, onDone }: ActProps) {
  const { t } = useTranslation('people');
  const { state } = useWorkbook();
  const { rows, people } = belongings(state, entity.id);
  const isEmpty = rows.length + people.length === 0;
  const what = {
    name: entity.name,
    rows: t('entityActs.rows', { count: rows.length }),
    people: t('entityActs.people', { count: people.length }),
  };
  const command = isEmpty ? ({ type: 'remove-entity', entity: entity.id } as const) : undefined;
  return (
    <ActForm
      command={command}
      yes={isEmpty ? t('entityActs.remove') : undefined}
      onDone={onDone}
      danger
    >
      <Text size="sm" role="status">
        {t(isEmpty ? 'entityActs.removeAbout' : 'entityActs.notEmpty', what)}
      </Text>
    </ActForm>
  );
}
