/**
 * For an administrator who is no member of a workbook: an invitation to it, made and shown on the spot. Without it nobody
 * could ever appoint the first project head: a coordinator may not.
 */
import { Button, Group, Menu, Text } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import { GRANTABLE } from '@tallystick/domain/roles';
import type { Role } from '@tallystick/domain/roles';
import type { InvitationMade } from '@tallystick/protocol/views-people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadline } from '../texts/deadline.ts';
import { LinkField } from '../kit/link-field.tsx';
import { inviteAs } from './new-workbook.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';

/** A contributor belongs to an entity, and entities are the city's own: who is in the workbook invites them. */
const ROLES = GRANTABLE.admin.filter((role) => role !== 'contributor');

type Invited = { role: Role; outcome: Outcome<InvitationMade> };

/** `which`: city and title, since a city may have several. */
export function LeadLink({ workbook, which }: { workbook: string; which: string }) {
  const { t } = useTranslation('people');
  const [invited, setInvited] = useState<Invited>();
  const invite = async (role: Role) => {
    setInvited({ role, outcome: await inviteAs(role, workbook) });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('workbook.inviteInto', { city: which })}
            data-testid="invite-lead"
          >
            {t('workbook.invite')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ROLES.map((role) => (
            <Menu.Item
              key={role}
              onClick={() => void invite(role)}
              data-testid={`invite-lead-${role}`}
            >
              {t(`roles.${role}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {invited && (
        <div className="panel-line-below" role="status">
          {invited.outcome.ok ? (
            <>
              <LinkField
                path={invited.outcome.value.link}
                label={t('workbook.inviteLink', { role: t(`roles.${invited.role}`) })}
                testId="lead-link"
              />
              <Group gap={8} mt={4} justify="space-between">
                <Text size="xs" c="var(--ts-muted)">
                  {t('workbook.inviteUntil', {
                    when: deadline(invited.outcome.value.expiresAt, null),
                  })}
                </Text>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setInvited(undefined)}
                  data-testid="lead-link-close"
                >
                  {t('workbook.inviteClose')}
                </Button>
              </Group>
            </>
          ) : (
            <RefusalText refusal={invited.outcome.refusal} />
          )}
        </div>
      )}
    </>
  );
}
