/** A cell of the file that is open, as the sheet marks it. */
import type { IncomingMark } from '../../lines/incoming/incoming-mark.ts';
import type { IncomingFile, IncomingLine } from '../cells/incoming-file.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { openFile } from './incoming.ts';

export function incomingMark(cells: LiveCells, cell: string): IncomingMark | undefined {
  const file = openFile(cells);
  const line = file?.at(cell);
  return file && line && markOf(file, line);
}

/** Characters of what cannot be taken over that are told: enough to find it again in the file. */
const RAW_CHARACTERS = 200;

const beginning = (raw: string): string =>
  raw.length > RAW_CHARACTERS ? `${raw.slice(0, RAW_CHARACTERS)}…` : raw;

export function markOf(
  file: IncomingFile,
  { found, place, isDone, takes }: IncomingLine,
): IncomingMark {
  const sheet = file.view.sheets[place.sheet]?.name ?? '';
  const where = sheet === '' ? place.address : `${sheet}, ${place.address}`;
  const { held } = place;
  // As its reader sees it there: `1.234,5`, and not how it was understood.
  const raw =
    held.kind === 'unreadable' ? held.raw : held.kind === 'text' ? (held.shown ?? held.text) : '';
  const mark = { class: found.class, takes, where, text: undefined };
  if (isDone) return { ...mark, class: 'ours' };
  switch (found.class) {
    case 'unreadable':
      return { ...mark, raw: beginning(raw), why: found.why, fact: found.detail };
    case 'theirs':
    case 'conflict':
      return { ...mark, text: found.text };
    case 'not-yours':
    case 'locked':
      return { ...mark, text: found.text, why: found.refusal.code, fact: found.refusal.detail };
    case 'ours':
    case 'equal':
    case 'unchanged':
      return mark;
  }
}
