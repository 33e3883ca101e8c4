/**
 * The line above the sheet while there is no connection: how old what is shown is, how much waits, and where it is
 * kept.
 */
import { useInterval } from '@mantine/hooks';
import { IconCloudOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isConnected } from '../live/room/connection.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { ageOf } from './age.ts';
import { SaveWaiting, useKeptStorage } from './save-waiting.tsx';
import './offline.css';

/** How often the age is counted anew, in milliseconds. */
const AGE_MS = 30_000;

export function OfflineNotice() {
  const { t } = useTranslation('offline');
  const { connection, isKnown, seenAt, cells, queued, isKept } = useWorkbook();
  useAllCells();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), AGE_MS, { autoInvoke: true });
  const waiting = cells.unsaved + queued.filter(({ refusal }) => refusal === undefined).length;
  const isAway = seenAt !== null && !isConnected(connection) && connection !== 'signed-out';
  useKeptStorage(isAway && waiting > 0);
  if (connection === 'http') {
    return (
      <div className="offline-line" role="status" data-testid="http-notice">
        <IconPlugConnectedX size={16} aria-hidden />
        <span className="offline-words">{t('byHttp')}</span>
      </div>
    );
  }
  if (connection === 'offline' && !isKnown) {
    return (
      <div className="offline-line" role="status" data-testid="offline-notice">
        <IconCloudOff size={16} aria-hidden />
        <span className="offline-words">
          <strong>{t('notConnected')}</strong> {t('nothingYet')}
        </span>
      </div>
    );
  }
  if (!isAway) return null;
  return (
    <div className="offline-line" role="status" data-testid="offline-notice">
      <IconCloudOff size={16} aria-hidden />
      <span className="offline-words">
        <strong>{t('notConnected')}</strong> {t('seen', ageOf(seenAt, Math.max(now, seenAt)))}{' '}
        {waiting > 0 ? t('waiting', { count: waiting }) : t('goOn')}{' '}
        {!isKept() && waiting > 0 && t('notKept')}
      </span>
      {waiting > 0 && <SaveWaiting />}
    </div>
  );
}
