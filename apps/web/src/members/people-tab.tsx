/**
 * The members of a workbook by role; adding one, with a one-time link for a person who is new here; inviting by link.
 */
import { Button, Group, Stack, Title } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import { IconLink, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { AddPerson } from './add-person.tsx';
import { InvitationLink, type Invited, InvitePerson } from './invite-person.tsx';
import { InvitationsList } from './invitations-list.tsx';
import { MemberLine } from './member-line.tsx';
import { OneTimeLink } from './one-time-link.tsx';
import type { Added } from './one-time-link.tsx';
import { useRefusedAddresses } from './use-refused-addresses.ts';

export function PeopleTab() {
  const { state, actor } = useWorkbook();
  const { t } = useTranslation('people');
  const members = [...state.members.values()];
  const refused = useRefusedAddresses();
  return (
    <Stack gap={16}>
      {!may(actor, 'manage-members', { state }) && <Managing />}
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
                <MemberLine
                  key={member.person}
                  member={member}
                  refused={refused.get(member.person)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </Stack>
  );
}

function Managing() {
  const { t } = useTranslation(['people', 'access']);
  const [doing, setDoing] = useState<'add' | 'invite'>();
  const [added, setAdded] = useState<Added>();
  const [invited, setInvited] = useState<Invited>();
  /** The link of the one before goes: it would be taken for that of the next. */
  const begin = (what: 'add' | 'invite') => {
    setAdded(undefined);
    setInvited(undefined);
    setDoing(what);
  };
  return (
    <>
      {added && <OneTimeLink added={added} onClose={() => setAdded(undefined)} />}
      {invited && <InvitationLink made={invited} onClose={() => setInvited(undefined)} />}
      {doing === undefined && (
        <Group gap={8}>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconLink size={16} aria-hidden />}
            onClick={() => begin('invite')}
            data-testid="invite-open"
          >
            {t('access:invite.open')}
          </Button>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => begin('add')}
            data-testid="person-new"
          >
            {t('addPerson')}
          </Button>
        </Group>
      )}
      {doing === 'add' && (
        <AddPerson
          onDone={(done) => {
            setDoing(undefined);
            if (done) setAdded(done);
          }}
        />
      )}
      {doing === 'invite' && (
        <InvitePerson
          onDone={(done) => {
            setDoing(undefined);
            if (done) setInvited(done);
          }}
        />
      )}
      <InvitationsList asOf={invited?.id ?? ''} />
    </>
  );
}
