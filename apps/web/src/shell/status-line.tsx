/** The line at the bottom: what is saved, said in words. */
import { IconCheck, IconCloudOff, IconLoader2, IconPencilX } from '@tabler/icons-react';
import { Skeleton } from '@mantine/core';
import { seesAllVerdicts } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { isConnected } from '../live/room/connection.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { KeysButton } from '../kit/keys-dialog.tsx';
import { QueuedButton } from '../offline/queued-button.tsx';
import { ReadySelection } from '../rows/ready-selection.tsx';
import { VerifySelection } from '../verdicts/verify-selection.tsx';
import { StatusProgress } from '../rows/status-progress.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { count, time } from '../texts/locale.ts';
import { useLooking } from '../views/use-looking.ts';
import { judgedOf } from '../views/row-sets.ts';
import { SelectionFigures, useBlock } from './selection-figures.tsx';
import { useReportEnds } from './use-report-ends.ts';
import classes from './status-line.module.css';

type Props = {
  showDrafts: () => void;
  /** The sheet that the person works in. */
  working: Sheet;
};

export function StatusLine({ showDrafts, working }: Props) {
  const { t } = useTranslation('shell');
  const { cells, connection } = useWorkbook();
  const block = useBlock(working);
  useAllCells();
  useReportEnds(working);
  const { unsaved, savedAt } = cells;
  const drafts = cells.drafts().length;
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
      {drafts > 0 && (
        <button type="button" className={classes.drafts} onClick={showDrafts} data-testid="drafts">
          <IconPencilX size={14} aria-hidden />
          {t('status.drafts', { count: drafts })}
        </button>
      )}
      <output
        className={classes.state}
        tabIndex={-1}
        data-state={isConnected(connection) && unsaved === 0 ? 'saved' : connection}
        data-unsaved={unsaved}
        // Said once, below: that it is being saved, and then that it is, would be twice for each edit.
        aria-live="off"
        data-testid="save-state"
      >
        <SaveWords unsaved={unsaved} savedAt={savedAt} isAll={drafts === 0} />
      </output>
      <span className="ts-hidden" role="status" data-testid="save-says">
        {(connection !== 'live' || unsaved === 0) && (
          <SaveWords unsaved={unsaved} savedAt={savedAt} isAll={drafts === 0} />
        )}
      </span>
    </footer>
  );
}

/** How far the workbook is, and the keys: where nothing is selected. */
function Standing() {
  const { t } = useTranslation('shell');
  const { catalogue, results, view, actor, isKnown } = useWorkbook();
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

function SaveWords(props: { unsaved: number; savedAt: number | null; isAll: boolean }) {
  const { unsaved, savedAt, isAll } = props;
  const { t } = useTranslation('shell');
  const { connection, view } = useWorkbook();
  if (connection === 'signed-out') return <>{t('status.signedOut')}</>;
  if (!isConnected(connection)) {
    const words =
      unsaved > 0
        ? t('status.waiting', { count: unsaved })
        : t(connection === 'offline' ? 'status.offline' : 'status.connecting');
    return (
      <>
        <IconCloudOff size={14} aria-hidden />
        {words}
      </>
    );
  }
  if (view.room === null) return <>{t('status.readOnly')}</>;
  if (unsaved > 0) {
    return (
      <>
        <IconLoader2 size={14} aria-hidden />
        {t('status.saving', { count: unsaved })}
      </>
    );
  }
  // "All saved" beside a value that was not taken would be untrue.
  if (!isAll) return <>{t('status.restSaved')}</>;
  return (
    <>
      <IconCheck size={14} aria-hidden />
      {savedAt === null ? t('status.saved') : t('status.savedAt', { time: time(savedAt) })}
    </>
  );
}
