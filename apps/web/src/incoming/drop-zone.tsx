/** A file that is dragged over the page may be let go anywhere on the sheet; one that was brought along is handed in. */
import { may } from '@tallystick/domain/rights';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeBrought } from '../live/workbook/brought-file.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { isConnected } from '../live/room/connection.ts';
import { useHandIn } from './use-incoming.ts';
import './incoming.css';

const bringsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone() {
  const { t } = useTranslation('incoming');
  const { actor, state, id, connection, isKnown } = useWorkbook();
  const { handIn, reopen } = useHandIn();
  const [isOver, setOver] = useState(false);
  const mayImport = may(actor, 'import-file', { state }) === undefined;
  useEffect(() => {
    const file = mayImport ? takeBrought(id) : undefined;
    if (file) handIn(file);
  }, [mayImport, id, handIn]);
  // It is compared with the cells: before they are known all of it would be new.
  const isReady = mayImport && isKnown && isConnected(connection);
  useEffect(() => {
    if (isReady) reopen();
  }, [isReady, id, reopen]);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      // Else the browser opens the file in place of the page, also for whoever may not bring one in.
      event.preventDefault();
      if (mayImport) setOver(true);
      else if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event)) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file && mayImport) handIn(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', left);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', left);
      document.removeEventListener('drop', dropped);
    };
  }, [mayImport, handIn]);
  if (!isOver) return null;
  return (
    <div className="incoming-drop" data-testid="drop-zone">
      <strong>{t('drop.title')}</strong>
      <span>{t('drop.about')}</span>
    </div>
  );
}
