/**
 * P12: for every value that anybody was ever shown there is an entry in the cell's history, with who, when, before,
 * after and what was typed; and the cells at any number are the journal replayed up to it. It asks the store as the
 * history's routes do, and believes the screens and the journal alone.
 */
import type { CellChange, EditEntry, Entry } from '@tallystick/domain/entry';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { subjectsOfCell } from '@tallystick/store/projections/mentions';
import type { Store } from '@tallystick/store/port';
import type { Random } from '../gate/random.ts';
import type { Tally } from './tally.ts';
import type { Typed } from './unacknowledged.ts';

/** Entries asked for at once: small, so that a history takes several pages. */
const PAGE = 40;
/** Moments that are compared with the replay. */
const MOMENTS = 6;

export type Shown = {
  store: Store;
  workbook: WorkbookId;
  /** The whole journal, in order. */
  entries: Entry[];
  /** Every value that was on a screen, by cell. */
  shown: ReadonlyMap<CellId, ReadonlySet<string>>;
  /** Everything that was typed. */
  typed: Typed[];
  random: Random;
};

type Line = { entry: EditEntry; change: CellChange };

export async function historyFaults(of: Shown, tally: Tally): Promise<string[]> {
  const faults: string[] = [];
  const cells = new Set<CellId>([...of.shown.keys(), ...of.typed.map(({ cell }) => cell)]);
  for (const cell of cells) {
    const lines = await linesOf(of, cell);
    faults.push(...gapFaults(of, cell, lines));
    for (const text of of.shown.get(cell) ?? []) {
      tally.shown++;
      // A text typed on the way to another in one edit was on its author's screen alone; it is kept all the same.
      if (!lines.some(({ change }) => valuesOf(change).includes(text)))
        faults.push(`${cell}=${text} was shown and is in no entry of the cell's history`);
    }
    faults.push(...typedFaults(of, cell, lines));
  }
  faults.push(...(await momentFaults(of, tally)));
  return faults;
}

/** The cell's edits as its history has them, oldest first. */
async function linesOf({ store, workbook }: Shown, cell: CellId): Promise<Line[]> {
  const lines: Line[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const query = { subjects: subjectsOfCell(cell), before, limit: PAGE };
    const page = await store.history(workbook, query);
    for (const { entry } of page) {
      if (entry.kind !== 'edit') continue;
      const change = entry.cells.find((each) => each.cell === cell);
      if (change !== undefined) lines.push({ entry, change });
    }
    const last = page.at(-1);
    if (last === undefined) return lines.reverse();
    before = last.entry.number;
  }
}

function valuesOf({ after, attempted, through = [] }: CellChange): (string | null)[] {
  return [...through, after, ...(attempted === undefined ? [] : [attempted])];
}

/** Each entry begins with what the one before it left; none is missing that the journal has; each says who and when. */
function gapFaults({ entries }: Shown, cell: CellId, lines: Line[]): string[] {
  const faults: string[] = [];
  let stood: string | null = null;
  for (const { entry, change } of lines) {
    const where = `history of ${cell}, entry ${entry.number}`;
    if (change.before !== stood) faults.push(`${where}: before ${change.before}, not ${stood}`);
    if (entry.by.length === 0 || !(entry.at > 0)) faults.push(`${where}: nobody, or no time`);
    stood = change.after;
  }
  const kept = lines.map(({ entry }) => entry.number);
  const wanted = entries
    .filter((entry) => entry.kind === 'edit' && entry.cells.some((each) => each.cell === cell))
    .map(({ number }) => number);
  if (kept.join() !== wanted.join()) {
    faults.push(`history of ${cell} has ${kept.join(' ')}, the journal ${wanted.join(' ')}`);
  }
  return faults;
}

/** What was acknowledged to its author is there under the author's name, as it was typed. */
function typedFaults({ typed }: Shown, cell: CellId, lines: Line[]): string[] {
  return typed
    .filter((each) => each.cell === cell && each.fate === 'saved' && each.text !== null)
    .filter(
      ({ person, text }) =>
        !lines.some(({ entry, change }) => entry.by === person && valuesOf(change).includes(text)),
    )
    .map(({ person, text }) => `${cell}=${text} of ${person} was saved and is in no entry`);
}

async function momentFaults(
  { store, workbook, entries, random }: Shown,
  tally: Tally,
): Promise<string[]> {
  const faults: string[] = [];
  for (let i = 0; i < MOMENTS; i++) {
    const number = i === 0 ? entries.length : random.below(entries.length + 1);
    const replayed = new Map<string, string>();
    for (const entry of entries.slice(0, number)) {
      if (entry.kind !== 'edit') continue;
      for (const { cell, after } of entry.cells) {
        if (after === null) replayed.delete(cell);
        else replayed.set(cell, after);
      }
    }
    const at = await store.cellsAt(workbook, number);
    const shown = [...at].flatMap(([cell, { text }]) => (text === null ? [] : [[cell, text]]));
    const [one, other] = [shown, [...replayed]].map((cells) => JSON.stringify(cells.sort()));
    if (one !== other) faults.push(`the cells at ${number} are not the journal's`);
    tally.moments++;
  }
  return faults;
}
