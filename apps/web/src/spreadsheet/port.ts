/**
 * What the spreadsheet layer needs of the data behind a grid. The layer knows rows, columns and texts and nothing else:
 * the KPI sheet, and any other table, answers these few questions.
 */

/** One cell of the screen, by the ids of its row and column. */
export type Place = { row: string; column: string };

/** What a person typed or pasted into a place; an empty text clears it. */
export type Typed = Place & {
  typed: string;
  /** The decimal mark of the block it was pasted with, where that is not the person's own. */
  decimal?: '.' | ',';
  /** The figure that it stands for in the sheet it was copied from: a plain decimal, with `%` where it is a percentage. */
  figure?: string;
};

/** A place that did not take its text, and why: a sentence for the person. */
export type LeftOut = Place & { typed: string; why: string };

/** How a change came about; one gesture is one edit, one undo and one line in the history. */
export type Gesture =
  | 'type'
  | 'clear'
  | 'cut'
  | 'paste'
  | 'fill'
  | 'undo'
  | 'redo'
  | 'replace'
  | 'restore'
  | 'import';

export type Written = {
  /** Places that took a new text. Places that held it already are not counted. */
  taken: number;
  left: LeftOut[];
};

export type SheetData = {
  /** False for rows without cells (group rows): everything steps over them. */
  hasCells(row: string): boolean;
  /** What a list calls a place: its column and row in words. */
  name(place: Place): string;
  /** The text as the screen shows it; empty where there is nothing. */
  shown(place: Place): string;
  /** The text that an editor begins with: what is stored, in the person's own decimal mark. Empty where nothing is. */
  typedText(place: Place): string;
  /** The figure of a place as a plain decimal (`-1234.5`); undefined where it holds none. */
  figure(place: Place): string | undefined;
  /** Why the person may not write here now: a sentence; undefined where they may. */
  cannot(place: Place): string | undefined;
  /** Why a figure is not taken that is shown as another one where it was copied; undefined where a text is taken. */
  holdsOther(place: Place, figure: { shown: string; holds: string }): string | undefined;
  /** The workbook is locked there, and nothing else stands against typing. */
  isLocked(place: Place): boolean;
  /** Whether the text could be read at its place, were it typed there. */
  reads(typed: Typed): boolean;
  /** The column is one that people type in, though not in each of its rows. */
  isEntry(column: string): boolean;
  /** Any text can stand in the column. */
  isText(column: string): boolean;
  /** What a column is called. */
  columnName(column: string): string;
  /** Writes all in one edit. What is not taken is left as it was and answered, each with its reason. */
  write(gesture: Gesture, changes: readonly Typed[]): Written;
};

/** A block of places: rows and columns in the order of the screen, inclusive on both ends. */
export type Range = { from: Place; to: Place };

/** What is selected: the ranges in the order they were made; the focus lies in the last one. */
export type Selection = {
  ranges: readonly Range[];
  focus: Place | null;
};
