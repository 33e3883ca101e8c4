/** The line at the bottom: how far the work is or what is selected, the keys, and what is saved. */
import { Skeleton } from '@mantine/core';
import { seesAllVerdicts } from '@tallystick/domain/verdicts-for';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { KeysButton } from './keys/keys-dialog.tsx';
import { QueuedButton } from '../offline/queued-button.tsx';
import { ReadySelection } from '../rows/ready-selection.tsx';
import { VerifySelection } from '../verdicts/verify-selection.tsx';
import { StatusProgress } from '../rows/status-progress.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { count } from '../texts/locale.ts';
import { useLooking } from '../views/use-looking.ts';
import { judgedOf } from '../views/row-sets.ts';
import { SaveState } from './save-state.tsx';
import { SelectionFigures, useBlock } from './selection-figures.tsx';
import { useReportEnds } from './use-report-ends.ts';
import classes from './status-line.module.css';

type Props = {
  showDrafts: () => void;
  /** The sheet that the person works in. */
  working: Sheet;
};

export function StatusLine({ showDrafts, working }: Props) {
  const block = useBlock(working);
  useReportEnds(working);
  return (
    <footer className={classes.line} data-area="status">
      {block ? (
        <>
          <SelectionFigures sheet={working} selection={block} />
          <ReadySelection working={working} />
          <VerifySelection working={working} />
        </>
      ) : (
        <Standing />
      )}
      <KeysButton />
      <span className={classes.space} />
      <QueuedButton />
      <SaveState showDrafts={showDrafts} />
    </footer>
  );
}

/** How far the workbook is, and the keys: where nothing is selected. */
function Standing() {
  const { t } = useTranslation('shell');
  const { catalogue, results, view, actor, isKnown } = useWorkbook();
  useAllCells();
  if (!isKnown) {
    return (
      <>
        <Skeleton width={150} height={12} aria-hidden data-testid="figures-waiting" />
        <span className={classes.keys}>{t('status.keys')}</span>
      </>
    );
  }
  const reported = catalogue.dataPoints.filter(
    ({ row }) => results.get(row).status === 'reported',
  ).length;
  return (
    <>
      <span className={classes.figures} data-testid="reported">
        {t('status.reported', {
          reported: count(reported),
          total: count(catalogue.dataPoints.length),
        })}
      </span>
      {view.room !== null && (seesAllVerdicts(actor) ? <Judged /> : <StatusProgress />)}
      <span className={classes.keys}>{t('status.keys')}</span>
    </>
  );
}

/** How far the verification is: the auditor's progress. */
function Judged() {
  const { t } = useTranslation('shell');
  const { judged, reported } = judgedOf(useLooking());
  return (
    <span className={classes.figures} data-testid="judged">
      {t('status.judged', { judged: count(judged), reported: count(reported) })}
    </span>
  );
}
