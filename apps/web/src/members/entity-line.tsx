/**
 * One entity in the list: its rows and people, and for those who may what can become of it. The form of an act stands
 * in a line of its own beneath, so that the columns stay where they are.
 */
import { ActionIcon, Menu, Table, Text } from '@mantine/core';
import { IconArrowMerge, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { may } from '@tallystick/domain/rights';
import { belongings } from '@tallystick/domain/nouns/set-up/entity';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { type Entity, MergeEntity, RemoveEntity, RenameEntity } from './entity-acts.tsx';

const ACTS = { rename: RenameEntity, merge: MergeEntity, remove: RemoveEntity };

export function EntityLine({ entity }: { entity: Entity }) {
  const { t } = useTranslation('people');
  const { state, actor, nameOf } = useWorkbook();
  const [act, setAct] = useState<keyof typeof ACTS>();
  const mayChange = !may(actor, 'change-entities', { state });
  const { rows, people } = belongings(state, entity.id);
  const Act = act && ACTS[act];
  return (
    <>
      <Table.Tr data-testid="entity-line">
        <Table.Td dir="auto">{entity.name}</Table.Td>
        <Table.Td className="panel-number">{rows.length}</Table.Td>
        <Table.Td dir="auto">
          {people.length === 0 ? (
            <Text component="span" size="sm" c="var(--ts-muted)">
              {t('nobodyYet')}
            </Text>
          ) : (
            people.map(({ person }) => nameOf(person)).join(', ')
          )}
        </Table.Td>
        {mayChange && (
          <Table.Td className="panel-number">
            <Acts entity={entity} choose={setAct} />
          </Table.Td>
        )}
      </Table.Tr>
      {Act && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <Act entity={entity} onDone={() => setAct(undefined)} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

type ActsProps = { entity: Entity; choose: (act: keyof typeof ACTS) => void };

function Acts({ entity, choose }: ActsProps) {
  const { t } = useTranslation('people');
  const { state } = useWorkbook();
  const { id } = entity;
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('entityActs.open', { name: entity.name })}
          data-testid={`entity-acts-${id}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => choose('rename')}
          data-testid="entity-rename"
        >
          {t('entityActs.rename')}
        </Menu.Item>
        {state.entities.size > 1 && (
          <Menu.Item
            leftSection={<IconArrowMerge size={16} />}
            onClick={() => choose('merge')}
            data-testid="entity-merge"
          >
            {t('entityActs.merge')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconTrash size={16} />}
          onClick={() => choose('remove')}
          data-testid="entity-remove"
        >
          {t('entityActs.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
