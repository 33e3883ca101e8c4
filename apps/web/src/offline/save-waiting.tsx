/** Saves what waits in this browser as a file; and asks the browser, while something waits, not to throw it away. */
import { Button } from '@mantine/core';
import { pointName } from '@tallystick/catalogue/catalogue';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { useColumnWords } from '../lines/column-words.ts';
import { withoutIsolates } from '../texts/direction.ts';
import { useQueuedWords } from './queued-words.ts';
import { saveFile, waitingCells, waitingCsv, type WaitingLine } from './waiting-file.ts';

/** A browser is asked once a page: some put the question to the person. */
let isAsked = false;

/** Storage that is not persistent goes first where a disk is full, and unsent work with it. */
export function useKeptStorage(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting || isAsked) return;
    isAsked = true;
    // Absent where the page is not served safely; a no changes nothing.
    navigator.storage?.persist?.().catch(() => undefined);
  }, [isWaiting]);
}

export function SaveWaiting() {
  const { t } = useTranslation('offline');
  const workbook = useWorkbook();
  useAllCells();
  const columnWords = useColumnWords();
  const queuedWords = useQueuedWords();
  const lines = (): WaitingLine[] => [
    ...waitingCells(workbook).map(({ cell, text }) => {
      const { row = '', column = '' } = splitCellId(cell) ?? {};
      const line = workbook.catalogue.rows.get(row);
      if (!line) return { cell, about: cell, text };
      const about = `${line.kind === 'profile' ? line.label : pointName(line)}, ${columnWords(line, column)}`;
      return { cell, about: withoutIsolates(about), text };
    }),
    ...workbook.queued.map(({ command }) => {
      const { what, text } = queuedWords(command);
      return { cell: '', about: withoutIsolates(what), text };
    }),
  ];
  const save = (): void => {
    const head = [t('file.cell'), t('file.about'), t('file.text')];
    saveFile(`${t('file.name')}-${workbook.id}.csv`, waitingCsv(head, lines()));
  };
  return (
    <Button size="compact-sm" variant="default" onClick={save} data-testid="save-waiting">
      {t('file.save')}
    </Button>
  );
}
