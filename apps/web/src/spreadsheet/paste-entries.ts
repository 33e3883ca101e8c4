/**
 * A block of one's own sheet that has the columns one types in and none between: it lands in those, over labels, computed
 * results and locked rows. Pure. Only where side by side would lose texts for want of a place, and only
 * where each column of the block can be read where it would come to stand: a figure in a wrong column is worse than one
 * that was left out.
 */
import { type ClipBlock, type ClipCell, sizeOf } from './text/clip-cell.ts';
import { type Laid, type PastePlan, repeated } from './paste-plan.ts';
import type { Place } from './port.ts';
import { type ScreenOrder, spotOf } from './screen-order.ts';

/** What is asked of the sheet. */
export type Ground = {
  /** Whether the person may type there now. */
  takes(place: Place): boolean;
  /** What would be typed there is locked for now, as the rows between reopened ones are. */
  isLocked(place: Place): boolean;
  /** The column is for typing, whatever single rows of it are. */
  isEntry(column: string): boolean;
  /** Any text can stand in the column. */
  isText(column: string): boolean;
  reads(laid: Laid): boolean;
  /** What was to be laid there stands there already. */
  isThere(laid: Laid): boolean;
};

type Target = { order: ScreenOrder; block: readonly (readonly Place[])[] };
/** Rows and columns that the block would go to, in its own order. */
type Way = { rows: string[]; columns: string[]; isWhole: boolean };
type Worth = { landed: number; lost: number };

/** A column in which fewer of the rows take something is at times none of the person's own sheet. */
const SELDOM = 0.25;

const isFull = ({ text }: ClipCell): boolean => text.trim() !== '';

function worthOf({ laid, beyond }: PastePlan, ground: Ground): Worth {
  const full = laid.filter(({ cell }) => isFull(cell));
  const landed = full.filter((each) => ground.takes(each.place) && ground.reads(each)).length;
  const lost = full.filter((each) => !ground.takes(each.place) && !ground.isThere(each)).length;
  return { landed, lost: lost + beyond.filter(isFull).length };
}

function planOf(block: ClipBlock, { rows, columns }: Way, lines: number): PastePlan {
  const laid: Laid[] = [];
  const beyond: ClipCell[] = [];
  for (let down = 0; down < lines; down += 1) {
    const row = rows[down];
    for (const [over, cell] of (block[down % block.length] ?? []).entries()) {
      const column = columns[over];
      if (row !== undefined && column !== undefined) laid.push({ place: { row, column }, cell });
      else if (cell.text !== '') beyond.push(cell);
    }
  }
  return { laid, beyond, onto: [] };
}

/** Whether each column of the block can for the most part be read where it would stand. */
function isShape(block: ClipBlock, way: Way, { laid }: PastePlan, ground: Ground): boolean {
  const byColumn = Map.groupBy(laid, ({ place }) => place.column);
  return way.columns.slice(0, sizeOf(block).width).every((column) => {
    const full = (byColumn.get(column) ?? []).filter(({ cell }) => isFull(cell));
    // All columns for typing were taken along, so that this one may have been left empty.
    if (full.length === 0) return way.isWhole;
    const falls = full.filter(({ place }) => ground.takes(place));
    const read = falls.filter((each) => ground.reads(each));
    return read.length > 0 && read.length * 2 >= falls.length;
  });
}

/** The ways in which a block may be meant, the plainest first. */
function waysOf(
  { order, block }: Target,
  { lines, width }: { lines: number; width: number },
  ground: Ground,
): Way[] {
  const start = block[0]?.[0];
  const spot = start && spotOf(order, start);
  if (!spot) return [];
  const takesIn = (row: string): boolean =>
    order.columns.some((column) => ground.takes({ row, column }));
  const after = order.rows.slice(spot.row);
  // Who begins where nothing is taken means that place, and is told why not.
  if (!takesIn(start.row)) return [];
  // Rows of others keep their line of the block: who leaves them out has not been told of them by a lock.
  const isShut = (row: string): boolean =>
    !takesIn(row) && order.columns.some((column) => ground.isLocked({ row, column }));
  const open = after.filter((row) => !isShut(row)).slice(0, lines);
  const choices = [after.slice(0, lines), ...(open.length === lines ? [open] : [])];
  return choices.flatMap((rows) => {
    const entries = order.columns.slice(spot.column).filter((column) => ground.isEntry(column));
    const share = (column: string): number =>
      rows.filter((row) => ground.takes({ row, column })).length / rows.length;
    const some = entries.filter((column) => share(column) > 0);
    return [
      { rows, columns: some, isWhole: false },
      { rows, columns: some.filter((column) => share(column) >= SELDOM), isWhole: false },
      { rows, columns: entries, isWhole: true },
    ].filter(({ columns }) => columns.length >= width);
  });
}

/** A figure, a percentage or a year, by its looks. */
const isFigure = ({ text }: ClipCell): boolean => /\d/.test(text) && !/\p{L}/u.test(text);

/**
 * The columns that the block's own columns can be read in, in order: over those that the other sheet does not have, such
 * as choices between year and source. Figures are never pushed on into a column of texts.
 */
function fitted(
  block: ClipBlock,
  { rows, columns }: Way,
  { lines, ground }: { lines: number; ground: Ground },
): string[] | undefined {
  const found: string[] = [];
  let from = 0;
  for (let over = 0; over < sizeOf(block).width; over += 1) {
    const suits = (column: string): boolean => {
      const full: Laid[] = [];
      for (let down = 0; down < lines; down += 1) {
        const [row, cell] = [rows[down], block[down % block.length]?.[over]];
        if (row !== undefined && cell && isFull(cell)) full.push({ place: { row, column }, cell });
      }
      if (full.length === 0) return true;
      const falls = full.filter(({ place }) => ground.takes(place));
      const read = falls.filter((each) => ground.reads(each)).length;
      const isPushed = ground.isText(column) && full.every(({ cell }) => isFigure(cell));
      return read > 0 && read * 2 >= falls.length && !isPushed;
    };
    const at = columns.findIndex((column, index) => index >= from && suits(column));
    const column = columns[at];
    if (column === undefined) return undefined;
    found.push(column);
    from = at + 1;
  }
  return found;
}

/** Undefined where the block is to be laid side by side, as `plain` has it. */
export function planIntoEntries(
  block: ClipBlock,
  { plain, ...target }: Target & { plain: PastePlan },
  asked: Ground,
): PastePlan | undefined {
  const { height, width } = sizeOf(block);
  if (height * width < 2) return undefined;
  const ground = remembering(asked);
  const before = worthOf(plain, ground);
  if (before.lost === 0) return undefined;
  const lines = repeated(target.block.length, height);
  let best: { way: Way; plan: PastePlan; landed: number } | undefined;
  const plainly = waysOf(target, { lines, width }, ground);
  const pushed = plainly.flatMap((way) => {
    const columns = fitted(block, way, { lines, ground });
    return columns ? [{ ...way, columns, isWhole: false }] : [];
  });
  for (const way of [...plainly, ...pushed]) {
    const plan = planOf(block, way, lines);
    const { landed } = worthOf(plan, ground);
    if (landed <= (best?.landed ?? before.landed) || !isShape(block, way, plan, ground)) continue;
    best = { way, plan, landed };
  }
  return best && told(best, target.order, width);
}

/** The plan with what is to be said of it. */
function told(
  { way, plan }: { way: Way; plan: PastePlan },
  order: ScreenOrder,
  width: number,
): PastePlan {
  const columns = way.columns.slice(0, width);
  const from = plan.laid[0]?.place;
  const to = plan.laid.at(-1)?.place;
  const [first = '', last = ''] = [way.rows[0], way.rows.at(-1)];
  const rowsPassed = order.rowAt(last) - order.rowAt(first) + 1 - way.rows.length;
  return {
    ...plan,
    onto: from && to ? [{ from, to: { row: last, column: columns.at(-1) ?? to.column } }] : [],
    entries: { columns, rowsPassed },
  };
}

/** Each place is asked for once: several ways lead over it. */
function remembering(ground: Ground): Ground {
  const known = new Map<string, boolean>();
  return {
    ...ground,
    takes: (place) => {
      const key = JSON.stringify([place.row, place.column]);
      const answer = known.get(key) ?? ground.takes(place);
      known.set(key, answer);
      return answer;
    },
  };
}
