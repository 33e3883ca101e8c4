/**
 * The members of a workbook by role; adding one, with a one-time link for a person who is new here; removing one.
 * Own file because it is one of the two tabs of the people dialog.
 */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { grantable } from '@tallystick/domain/decide-member';
import type { Refusal } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import type { Member } from '@tallystick/domain/state';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { RefusalText } from '../panel/refusal-text.tsx';
import { AddPerson } from './add-person.tsx';
import { OneTimeLink } from './one-time-link.tsx';

/** Somebody just added, and the link to hand over; null where the person can sign in already. */
export type Added = { name: string; link: string | null };

export function PeopleTab() {
  const { t } = useTranslation('people');
  const { state, actor } = useWorkbook();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<Added>();
  const manages = !may(actor, 'manage-members', { state });
  const members = [...state.members.values()];
  return (
    <Stack gap={16}>
      {added && <OneTimeLink added={added} onClose={() => setAdded(undefined)} />}
      {manages && !adding && (
        <Group>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
            data-testid="person-new"
          >
            {t('addPerson')}
          </Button>
        </Group>
      )}
      {adding && (
        <AddPerson
          onDone={(done) => {
            setAdding(false);
            if (done) setAdded(done);
          }}
        />
      )}
      {ROLES.map((role) => {
        const those = members.filter((member) => member.role === role);
        if (those.length === 0) return null;
        return (
          <section key={role}>
            <Title order={3} className="panel-group">
              {t(`roles.${role}`)}
            </Title>
            <ul className="panel-list">
              {those.map((member) => (
                <MemberLine key={member.person} member={member} />
              ))}
            </ul>
          </section>
        );
      })}
    </Stack>
  );
}

function MemberLine({ member }: { member: Member }) {
  const { t } = useTranslation('people');
  const { state, actor, nameOf, command } = useWorkbook();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const entity = member.entity === null ? undefined : state.entities.get(member.entity)?.name;
  const name = nameOf(member.person);
  const removable = grantable(actor).includes(member.role) && member.person !== actor.person;
  const remove = async () => {
    setBusy(true);
    const outcome = await command({ type: 'remove-member', person: member.person });
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (outcome.ok) setAsking(false);
  };
  return (
    <li className="panel-line" data-testid="member-line">
      <div className="panel-grow">
        <Text size="sm" dir="auto">
          {name}
          {member.person === actor.person && (
            <Text component="span" size="xs" c="var(--ts-muted)">
              {' '}
              {t('you')}
            </Text>
          )}
        </Text>
        {entity && (
          <Text size="xs" c="var(--ts-muted)" dir="auto">
            {entity}
          </Text>
        )}
        {asking && <Text size="xs">{t('removeAbout')}</Text>}
        {refusal && <RefusalText refusal={refusal} />}
      </div>
      {removable && !asking && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={t('removeWho', { name })}
          onClick={() => setAsking(true)}
          data-testid="member-remove"
        >
          {t('remove')}
        </Button>
      )}
      {asking && (
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
            {t('keep')}
          </Button>
          <Button
            size="compact-xs"
            color="red"
            loading={busy}
            onClick={() => void remove()}
            data-testid="member-remove-confirm"
          >
            {t('removeYes')}
          </Button>
        </Group>
      )}
    </li>
  );
}
