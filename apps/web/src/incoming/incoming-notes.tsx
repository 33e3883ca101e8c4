/** Comments that people wrote into a file, each with the way to its cell; one press makes one a comment of the workbook. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalText } from '../kit/refusal-text.tsx';
import type { FileNote, IncomingFile } from '../live/cells/incoming-file.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { GoToCell } from './go-to-cell.tsx';

/** Comments that are listed at once: some screens of reading. */
const LISTED = 60;

export function IncomingNotes({ file }: { file: IncomingFile }) {
  const { t } = useTranslation('incoming');
  const [isWhole, setWhole] = useState(false);
  const notes = file.notes();
  const { moreNotes } = file.view;
  if (notes.length === 0) return null;
  const listed = isWhole ? notes : notes.slice(0, LISTED);
  const more = notes.length - listed.length;
  return (
    <section data-kind="note" data-testid="incoming-notes">
      <div className="incoming-kind">
        <h3>{t('kind.note')}</h3>
        <Text size="xs" c="var(--ts-muted)">
          {t('about.note')}
        </Text>
      </div>
      <ul className="incoming-rows">
        {listed.map((note) => (
          <li key={`${note.sheet} ${note.address}`} className="incoming-told">
            {note.cell === null ? <span>{t('noCell')}</span> : <GoToCell cell={note.cell} />}
            <Note file={file} note={note} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('more', { count: more })}
        </Button>
      )}
      {moreNotes > 0 && (
        <Text size="xs" c="var(--ts-muted)">
          {t('moreNotes', { count: moreNotes })}
        </Text>
      )}
    </section>
  );
}

const placeOf = ({ sheet, address }: FileNote): string =>
  sheet === '' ? address : `${sheet}, ${address}`;

/** What somebody wrote, and whether it is in the workbook already. */
export function Note({ file, note }: { file: IncomingFile; note: FileNote }) {
  const { t } = useTranslation('incoming');
  const { state, command } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const { cell, text } = note;
  // Whoever took it over: the same words on the same cell are there once.
  const isTaken = [...state.comments.values()].some(
    (each) => each.cell === cell && each.text.endsWith(`\n${text.normalize('NFC')}`),
  );
  const take = async (): Promise<void> => {
    if (cell === null) return;
    const lead = t('noteLead', { name: file.view.file.name, where: placeOf(note).slice(0, 80) });
    await run(() =>
      command({
        type: 'comment',
        cell,
        parent: null,
        text: `${lead}\n${text}`,
        audience: 'members',
      }),
    );
  };
  return (
    <span className="incoming-note">
      <q dir="auto">{text}</q>
      <span className="ts-muted">{placeOf(note)}</span>
      {isTaken ? (
        <span className="ts-muted" data-testid="note-taken">
          {t('noteTaken')}
        </span>
      ) : (
        cell !== null && (
          <Button
            size="compact-xs"
            variant="default"
            loading={busy}
            onClick={() => void take()}
            data-testid="take-note"
          >
            {t('takeNote')}
          </Button>
        )
      )}
      {refusal && (
        <span role="alert">
          <RefusalText refusal={refusal} />
        </span>
      )}
    </span>
  );
}
