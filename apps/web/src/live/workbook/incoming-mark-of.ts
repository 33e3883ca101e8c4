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

export function markOf(file: IncomingFile, { found, place, takes }: IncomingLine): IncomingMark {
  const sheet = file.view.sheets[place.sheet]?.name ?? '';
  const where = sheet === '' ? place.address : `${sheet}, ${place.address}`;
  const { held } = place;
  const raw = held.kind === 'unreadable' ? held.raw : held.kind === 'text' ? held.text : '';
  const mark = { class: found.class, takes, where, text: undefined };
  switch (found.class) {
    case 'unreadable':
      return { ...mark, raw, why: found.why, fact: found.detail };
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
