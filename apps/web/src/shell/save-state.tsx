/** What is saved, said in words. It is drawn when that changes, and not when the focus moves. */
import { IconCheck, IconCloudOff, IconLoader2, IconPencilX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveState as State } from '../live/cells/save-state.ts';
import { isConnected } from '../live/room/connection.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { time } from '../texts/locale.ts';
import classes from './status-line.module.css';

export function SaveState({ showDrafts }: { showDrafts: () => void }) {
  const { t } = useTranslation('shell');
  const { cells, connection } = useWorkbook();
  const state = useSyncExternalStore(cells.saving.subscribe, cells.saving.current);
  const { unsaved, drafts } = state;
  return (
    <>
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
        <SaveWords {...state} />
      </output>
      <span className="ts-hidden" role="status" data-testid="save-says">
        {(connection !== 'live' || unsaved === 0) && <SaveWords {...state} />}
      </span>
    </>
  );
}

function SaveWords({ unsaved, savedAt, drafts }: State) {
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
  if (drafts > 0) return <>{t('status.restSaved')}</>;
  return (
    <>
      <IconCheck size={14} aria-hidden />
      {savedAt === null ? t('status.saved') : t('status.savedAt', { time: time(savedAt) })}
    </>
  );
}
