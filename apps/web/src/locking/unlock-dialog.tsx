/** Unlocking a version, with the reason that everybody will read. */
import type { Command } from '@tallystick/domain/commands';
import { standingAttestation } from '@tallystick/domain/nouns/sign-off/attestation';
import { IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { sayDone } from '../kit/say-done.tsx';

/** Days in which it can be decided: somebody comes back from leave. */
const DECIDED_DAYS = 14;

const proposed = (reason: string, now: number): Command => ({
  type: 'propose-reopening',
  whole: true,
  cells: [],
  rows: [],
  reason,
  until: now + DECIDED_DAYS * 86_400_000,
});

type Props = { opened: boolean; onClose: () => void; version: number };

export function UnlockDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation(['versions', 'reopening']);
  const { command, state, now } = useWorkbook();
  // What was signed is opened by two.
  const isProposed = standingAttestation(state) !== undefined;
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('unlock.title', { version })}
      about={t(isProposed ? 'unlock.aboutSigned' : 'unlock.about', { version, next: version + 1 })}
      asks={{ label: t('unlock.reason'), description: t('unlock.reasonAbout') }}
      confirm={t(isProposed ? 'unlock.proposeConfirm' : 'unlock.confirm', { version })}
      act={async (reason) => {
        const outcome = await command(
          isProposed ? proposed(reason, now()) : { type: 'unlock', reason },
        );
        if (outcome.ok && isProposed)
          sayDone({
            id: `proposed-${version}`,
            title: t('reopening:proposal.done'),
            message: t('reopening:proposal.doneAbout'),
            close: t('close'),
          });
        else if (outcome.ok)
          sayDone({
            id: `unlocked-${version}`,
            title: t('unlock.done'),
            message: t('unlock.doneAbout', { version }),
            close: t('close'),
            icon: <IconLockOpen size={18} aria-hidden />,
          });
        return outcome;
      }}
      testId="unlock"
    />
  );
}
