/** Unlocking a version, with the reason that everybody will read. */
import { IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { sayDone } from '../kit/say-done.tsx';

type Props = { opened: boolean; onClose: () => void; version: number };

export function UnlockDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('versions');
  const { command } = useWorkbook();
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('unlock.title', { version })}
      about={t('unlock.about', { version, next: version + 1 })}
      asks={{ label: t('unlock.reason'), description: t('unlock.reasonAbout') }}
      confirm={t('unlock.confirm', { version })}
      act={async (reason) => {
        const outcome = await command({ type: 'unlock', reason });
        if (outcome.ok)
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
