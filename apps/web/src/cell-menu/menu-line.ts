/** One line of the menu of a cell: what it does, by which key too, and why it cannot be now. */
import type { Icon } from '@tabler/icons-react';
import type { Place } from '../spreadsheet/port.ts';

export type MenuLine = {
  id: string;
  label: string;
  icon: Icon;
  /** What is pressed together instead, in the words of the keyboard. */
  keys?: readonly string[];
  /** Why it cannot be done now; undefined where it can. */
  why?: string | undefined;
  act: () => void;
};

/** Lines that belong together, drawn with an edge between. */
export type MenuLines = readonly (readonly MenuLine[])[];

/** What the page around the sheet offers for the selected rows and the cell in focus. */
export type MoreLines = (place: Place, rows: readonly string[]) => MenuLines;
