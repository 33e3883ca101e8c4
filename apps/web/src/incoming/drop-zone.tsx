/** A file that is dragged over the page may be let go anywhere on the sheet; one that was brought along is handed in. */
import { may } from '@tallystick/domain/rights';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { bringsFiles } from '../look/keep-page.ts';
import { takeBrought } from '../live/workbook/brought-file.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { isConnected } from '../live/room/connection.ts';
import { useHandIn } from './use-incoming.ts';
import './incoming.css';

/** A part of the page that takes files for itself. */
const isTakenElsewhere = ({ target }: DragEvent): boolean =>
  target instanceof Element && target.closest('[data-takes-files]') !== null;

export function DropZone() {
  const { t } = useTranslation('incoming');
  const { actor, state, id, connection, isKnown } = useWorkbook();
  const { handIn, reopen } = useHandIn();
  const [isOver, setOver] = useState(false);
  const refusal = may(actor, 'import-file', { state });
  const mayImport = refusal === undefined;
  const say = useRefusalSentence();
  const why = refusal?.code === 'not-your-role' ? t('drop.whoImports') : refusal && say(refusal);
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
      if (bringsFiles(event)) setOver(!isTakenElsewhere(event));
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event) || isTakenElsewhere(event)) return;
      const [file] = event.dataTransfer?.files ?? [];
      if (file && mayImport) handIn(file);
      if (why !== undefined)
        sayDone({
          id: 'not-imported',
          title: t('drop.notTaken'),
          message: why,
          close: t('drop.close'),
          icon: <IconAlertTriangle size={18} aria-hidden />,
        });
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', left);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', left);
      document.removeEventListener('drop', dropped);
    };
  }, [mayImport, handIn, t, why]);
  if (!isOver) return null;
  return (
    <div
      className="incoming-drop"
      data-testid="drop-zone"
      data-refused={mayImport ? undefined : ''}
    >
      <div>
        <strong>{t(mayImport ? 'drop.title' : 'drop.notTaken')}</strong>
        <span>{mayImport ? t('drop.about') : why}</span>
      </div>
    </div>
  );
}
