/** For an administrator who is no member of a workbook: an invitation of its coordinator, made and shown on the spot. */
import { Button } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import type { InvitationMade } from '@tallystick/protocol/views-people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkField } from '../dialogs/link-field.tsx';
import { inviteCoordinator } from '../pages/new-workbook.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';

/** `which`: city and title, since a city may have several. */
export function LeadLink({ workbook, which }: { workbook: string; which: string }) {
  const { t } = useTranslation(['people', 'access']);
  const [made, setMade] = useState<Outcome<InvitationMade>>();
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('workbook.inviteLeadOf', { city: which })}
        onClick={() => void inviteCoordinator(workbook).then(setMade)}
        data-testid="invite-lead"
      >
        {t('workbook.inviteLead')}
      </Button>
      {made && (
        <div className="panel-line-below" role="status">
          {made.ok ? (
            <LinkField
              path={made.value.link}
              label={t('access:invite.linkLabel')}
              testId="lead-link"
            />
          ) : (
            <RefusalText refusal={made.refusal} />
          )}
        </div>
      )}
    </>
  );
}
