/** The two fields that say who somebody is in a workbook: role and, for a contributor, entity. */
import { Select, Text } from '@mantine/core';
import { grantable } from '@tallystick/domain/nouns/member';
import type { Role } from '@tallystick/domain/roles';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { byName } from '../texts/by-name.ts';

/** A choice; `entity` counts for a contributor alone. */
export type RoleChoice = { role: Role; entity: string | null };

/** What is sent: an entity only where the role has one. */
export function chosen({ role, entity }: RoleChoice): RoleChoice {
  return { role, entity: role === 'contributor' ? entity : null };
}

/** Whether a choice is whole. */
export function isRoleWhole({ role, entity }: RoleChoice): boolean {
  return role !== 'contributor' || entity !== null;
}

type Props = {
  choice: RoleChoice;
  onChange: (choice: RoleChoice) => void;
  /** What is missing of a field, once somebody has asked. */
  missing: (field: 'role' | 'entity') => string | false;
  /** Begins the test ids: `person`, `invite`, `member`. */
  testId: string;
};

export function RoleFields({ choice, onChange, missing, testId }: Props) {
  const { t } = useTranslation('people');
  const { state, actor } = useWorkbook();
  const entities = byName(state.entities.values());
  const roles = grantable(actor);
  return (
    <>
      <Select
        label={t('role')}
        error={missing('role')}
        description={t(`about.${choice.role}`)}
        allowDeselect={false}
        value={choice.role}
        onChange={(role) => role && onChange({ ...choice, role: role as Role })}
        data={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
        data-testid={`${testId}-role`}
      />
      {!roles.includes('head') && (
        <Text size="xs" c="var(--ts-muted)">
          {t('notYours')}
        </Text>
      )}
      {choice.role === 'contributor' && (
        <Select
          label={t('entity')}
          description={entities.length === 0 ? t('entitiesFirst') : undefined}
          error={missing('entity')}
          required
          searchable
          value={choice.entity}
          onChange={(entity) => onChange({ ...choice, entity })}
          nothingFoundMessage={t('noSuchEntity')}
          data={entities.map((each) => ({ value: each.id, label: each.name }))}
          data-testid={`${testId}-entity`}
        />
      )}
    </>
  );
}
