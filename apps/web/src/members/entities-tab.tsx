/**
 * The entities of a workbook, each with the rows it reports and its people; adding one.
 */
import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import type { EntityId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { byName } from '../texts/by-name.ts';
import { EntityLine } from './entity-line.tsx';
import { newId } from '../kit/new-id.ts';

function AddEntity() {
  const { t } = useTranslation('people');
  const { command } = useWorkbook();
  const say = useRefusalSentence();
  const [name, setName] = useState('');
  const { busy, refusal, run, forget } = useAct();
  const { form, at, isWhole } = useMissing({ name: name.trim() === '' && t('missing.entityName') });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return forget();
    const entity = newId('e') as EntityId;
    const outcome = await run(() => command({ type: 'add-entity', entity, name: name.trim() }));
    if (outcome.ok) setName('');
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void add(event)}>
      <Group align="flex-end" gap={8} wrap="nowrap">
        <TextInput
          className="panel-grow"
          label={t('entityName')}
          placeholder={t('entityPlaceholder')}
          value={name}
          maxLength={NAME_CHARS_MAX}
          onChange={(event) => setName(event.currentTarget.value)}
          // Above the field: below it, the button would slip out of its line.
          inputWrapperOrder={['label', 'error', 'input']}
          error={at('name') || (refusal && say(refusal))}
          errorProps={{ role: 'alert' }}
          data-autofocus
          data-testid="entity-name"
        />
        <Button type="submit" loading={busy} data-testid="entity-add">
          {t('addEntity')}
        </Button>
      </Group>
    </form>
  );
}

export function EntitiesTab() {
  const { t } = useTranslation('people');
  const { state, actor } = useWorkbook();
  const entities = byName(state.entities.values());
  const mayAdd = !may(actor, 'add-entity', { state });
  return (
    <Stack gap={16}>
      <Text size="sm" c="var(--ts-muted)">
        {t('entitiesAbout')}
      </Text>
      {entities.length === 0 ? (
        <Text size="sm">{mayAdd ? t('noEntities') : t('noEntitiesYet')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={320} maxHeight={440}>
          <Table verticalSpacing={6} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('entity')}</Table.Th>
                <Table.Th className="panel-number">{t('rows')}</Table.Th>
                <Table.Th>{t('contributors')}</Table.Th>
                {!may(actor, 'change-entities', { state }) && (
                  <Table.Th>
                    <span className="ts-hidden">{t('entityActs.head')}</span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entities.map((entity) => (
                <EntityLine key={entity.id} entity={entity} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {mayAdd && <AddEntity />}
    </Stack>
  );
}
