/**
 * Taking values over from a file: the cells that a person chose, under their own rights, all of them or none. The edits
 * and the line that names the file are one decision, written together.
 */
import { cellSpec } from '../cells/cell-spec.ts';
import type { CellId } from '../cells/ids.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { isFormula } from '../formula/formula-text.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { CommandNouns, Deciding, EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';
import { tellsNobody } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    /**
     * `file`: SHA-256 of a file that was handed in, hexadecimal. `cells`: texts as a room holds them, null empties.
     * `seen`: what the person saw there; where another text stands meanwhile, nothing is taken over.
     */
    'import-file': {
      file: string;
      cells: Record<CellId, string | null>;
      seen: Record<CellId, string | null>;
    };
  }
}

declare module '../events.ts' {
  interface EventFields {
    /**
     * The entries from `first` to right before this one are the edits. `count`: cells that they changed. `name`: of the
     * file, as it was called.
     */
    'file-imported': { file: string; name: string; count: number; first: number };
  }
}

/**
 * Each cell is judged by the gate, as if it were typed; but no formula comes out of a file. Refusals: the right's own,
 * unknown-file, not-a-number, already-so.
 */
function decideImport(
  state: WorkbookState,
  { file, cells: wanted }: CommandOf<'import-file'>,
  { actor, catalogue, cells, files, expected }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'import-file', { state });
  if (right) return { ok: false, refusal: right };
  const name = files?.get(file);
  if (name === undefined) return no('unknown-file');
  const texts = Object.entries(wanted) as [CellId, string | null][];
  const holdsFormula = ([cell, text]: [CellId, string | null]) => {
    const spec = cellSpec(catalogue, cell);
    return text !== null && spec !== undefined && isFormula(spec, text);
  };
  if (texts.some(holdsFormula)) return no('not-a-number');
  const count = texts.filter(([cell, text]) => (cells.get(cell) ?? null) !== text).length;
  if (count === 0) return no('already-so');
  return yes({ type: 'file-imported', file, name, count, first: expected + 1 });
}

export const IMPORT_COMMANDS = {
  'import-file': {
    decide: decideImport,
    becomes: 'file-imported',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'import-file'>;

export const IMPORT_EVENTS = {
  'file-imported': {
    fold: () => undefined,
    isSeen: byRoomReaders,
    fields: { file: 'all', name: 'all', count: 'all', first: 'all' },
    kind: 'progress',
    follows: [],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'file-imported'>;
