/** The open workbook on paper: as a version where it is locked as one, else as a draft of this moment. */
import { useTranslation } from 'react-i18next';
import { isConnected } from '../live/room/connection.ts';
import { useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import { utcWords } from '../kit/instant.tsx';
import { deadline } from '../texts/deadline.ts';
import { wordLocale } from '../texts/locale.ts';
import { OnPaper } from './on-paper.tsx';
import { Paper } from './paper.tsx';

export function WorkbookPaper() {
  const { t } = useTranslation('paper');
  const { view, state, cells, connection } = useWorkbook();
  const source = useSheetSource();
  return (
    <OnPaper>
      {(printedAt) => {
        const last = state.submissions.at(-1);
        const at = deadline(printedAt, state.zone);
        let words = t('draft', { at });
        const notes: string[] = [];
        // A reopened cell may hold something else than the version.
        if (last && state.locked && state.reopened.length === 0) {
          words = t('version', {
            version: last.submission,
            at: utcWords(last.at, wordLocale(), 'minute'),
          });
          notes.push(t('hash', { hash: last.snapshot }));
        } else if (last) words = t('draftAfter', { at, version: last.submission });
        if (cells.unsaved > 0) notes.push(t('unsaved', { count: cells.unsaved }));
        if (!isConnected(connection)) notes.push(t('away'));
        return (
          <Paper
            source={source}
            city={view.city}
            title={view.title}
            state={words}
            notes={notes}
            members={view.members}
          />
        );
      }}
    </OnPaper>
  );
}
