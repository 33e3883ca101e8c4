/** At the cell in focus: our value, the file's, and the one that was exported, side by side, with the choice between them. */
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEffect, useReducer } from 'react';
import { broughtText } from '../lines/incoming/incoming-mark.ts';
import { asRead } from '../lines/told.ts';
import type { FileNote, IncomingFile, IncomingLine } from '../live/cells/incoming-file.ts';
import { markOf } from '../live/workbook/incoming-mark-of.ts';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';
import { AnswersAtCell, BoxAtCell, ValueAtCell } from '../undo/box-at-cell.tsx';
import { type Box, useBoxOf } from '../undo/box-of-cell.ts';
import { Note } from './incoming-notes.tsx';
import { useHanding } from './use-incoming.ts';
import './incoming.css';

export function IncomingAtCell() {
  const handing = useHanding();
  return handing.is === 'open' ? <AtFocus file={handing.file} /> : null;
}

function AtFocus({ file }: { file: IncomingFile }) {
  const focus = useFocus();
  const { cells } = useWorkbook();
  const [, look] = useReducer((n: number) => n + 1, 0);
  const cell = focus ? `${focus.row}:${focus.column}` : '';
  useEffect(() => file.subscribe((news) => (news.has(cell) ? look() : undefined)), [file, cell]);
  const line = file.at(cell);
  const asks = line?.found.class === 'conflict' || line?.found.class === 'theirs';
  // What two people are told of each other goes first.
  const isFree = !cells.draft(cell) && !cells.overwritten(cell);
  const shown = asks && isFree ? line : undefined;
  const notes = isFree ? file.notes().filter((note) => note.cell === cell) : [];
  const isAsked = shown !== undefined || notes.length > 0;
  const box = useBoxOf(isAsked ? focus : null);
  if (!isAsked || !box) return null;
  return <Popover key={cell} file={file} line={shown} notes={notes} box={box} />;
}

type PopoverProps = {
  file: IncomingFile;
  line: IncomingLine | undefined;
  notes: readonly FileNote[];
  box: Box;
};

function Popover({ file, line, notes, box }: PopoverProps) {
  const { t } = useTranslation('incoming');
  return (
    <BoxAtCell box={box} label={t(line ? 'at.title' : 'at.note')} testId="incoming-at-cell">
      {line && <Values file={file} line={line} />}
      {notes.length > 0 && (
        <div className="incoming-at-notes">
          <Text fw={650} size="sm">
            {t('count.note', { count: notes.length })}
          </Text>
          {notes.map((note) => (
            <Note key={`${note.sheet} ${note.address}`} file={file} note={note} />
          ))}
        </div>
      )}
    </BoxAtCell>
  );
}

function Values({ file, line }: { file: IncomingFile; line: IncomingLine }) {
  const { t } = useTranslation('incoming');
  const { catalogue, cells } = useWorkbook();
  const { cell, place, takes } = line;
  const mark = markOf(file, line);
  const read = (text: string | null | undefined): string =>
    text === null || text === undefined ? t('empty') : asRead(catalogue, cell, text);
  return (
    <>
      <Text fw={650} size="sm">
        {t(`at.${mark.class as 'theirs' | 'conflict'}`)}
      </Text>
      <dl className="ts-asked-values">
        <ValueAtCell label={t('at.ours')} value={read(cells.get(cell))} />
        <ValueAtCell
          label={t('at.file')}
          value={broughtText(catalogue, cell, mark.text ?? null, t)}
          about={mark.where}
        />
        {place.base && <ValueAtCell label={t('at.exported')} value={read(place.base.text)} />}
      </dl>
      <AnswersAtCell>
        <Button
          size="compact-sm"
          variant={takes ? 'filled' : 'default'}
          aria-pressed={takes}
          onClick={() => file.choose([cell], true)}
          data-testid="incoming-take"
        >
          {t('at.take')}
        </Button>
        <Button
          size="compact-sm"
          variant={takes ? 'default' : 'filled'}
          aria-pressed={!takes}
          onClick={() => file.choose([cell], false)}
          data-testid="incoming-keep"
        >
          {t('at.keep')}
        </Button>
      </AnswersAtCell>
    </>
  );
}
