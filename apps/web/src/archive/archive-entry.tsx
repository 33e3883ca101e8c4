/** The way into the archive, below what of a workbook can be corrected, and its dialog. */
import { Anchor } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../kit/say-done.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import './archive.css';

/** Nothing for who may not, or where it is archived already: then the banner says what can be done. */
export function ArchiveEntry({ begin }: { begin: () => void }) {
  const { t } = useTranslation('archive');
  const { state, actor } = useWorkbook();
  if (state.archived !== null || may(actor, 'archive', { state }) !== undefined) return null;
  return (
    <div className="archive-entry">
      <Anchor component="button" type="button" size="sm" onClick={begin} data-testid="archive-open">
        {t('archive.openHere')}
      </Anchor>
    </div>
  );
}

export function ArchiveDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('archive');
  const { id, state, command } = useWorkbook();
  const { city } = state;
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t('archive.title', { city })}
      about={t('archive.about')}
      asks={{ label: t('archive.reason'), description: t('archive.reasonAbout') }}
      confirm={t('archive.confirm')}
      act={async (reason) => {
        const outcome = await command({ type: 'archive', reason });
        const message = t('archive.doneAbout', { city });
        const title = t('archive.done');
        if (outcome.ok) sayDone({ id: `archive-${id}`, title, message, close: t('close') });
        return outcome;
      }}
      testId="archive"
    />
  );
}
