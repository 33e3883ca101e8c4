/**
 * The columns of both sheets in ITU's order, with letters, widths and what stands in them. Data only. Source: U4SSC
 * KPIs Verification Manual (2022), pages 162-166; letters A to N are this project's reading.
 */

export type SheetName = 'kpi' | 'profile';

/**
 * What a column shows: `filled` cells are typed into; `fixed` comes from the KPI set; `derived` is computed or decided
 * elsewhere.
 */
export type SheetColumn = {
  id: string;
  letter: string;
  kind: 'filled' | 'fixed' | 'derived';
  width: number;
  /** Width where the grid has not much room, in CSS px. */
  tight?: number;
  /** Left out where the grid has little room: the figures need it. */
  spare?: boolean;
  /** Not shown until chosen in the columns menu. */
  hidden?: boolean;
  figures?: boolean;
  /** Held at the end while not all columns fit: the sheet has no headings that would say it. */
  atEnd?: boolean;
  /** Stays at the start; those before it are pinned too when they are shown, so that the letters keep their order. */
  pinned?: boolean;
};

export const KPI_COLUMNS: readonly SheetColumn[] = [
  { id: 'dimension', letter: 'A', kind: 'fixed', width: 104, hidden: true, pinned: true },
  { id: 'subdimension', letter: 'B', kind: 'fixed', width: 124, hidden: true, pinned: true },
  { id: 'category', letter: 'C', kind: 'fixed', width: 124, hidden: true, pinned: true },
  { id: 'code', letter: 'D', kind: 'fixed', width: 66, tight: 64, pinned: true },
  { id: 'kpi', letter: 'E', kind: 'fixed', width: 240, tight: 160, pinned: true },
  { id: 'level', letter: 'F', kind: 'fixed', width: 80, tight: 74, spare: true },
  { id: 'type', letter: 'G', kind: 'fixed', width: 96, hidden: true },
  { id: 'definition', letter: 'H', kind: 'fixed', width: 320, hidden: true },
  { id: 'numeratorLabel', letter: 'I', kind: 'fixed', width: 160, tight: 90 },
  { id: 'numerator', letter: 'J', kind: 'filled', width: 102, tight: 86, figures: true },
  { id: 'denominatorLabel', letter: 'K', kind: 'fixed', width: 140, tight: 92 },
  { id: 'denominator', letter: 'L', kind: 'filled', width: 106, tight: 94, figures: true },
  { id: 'further', letter: '', kind: 'filled', width: 118, figures: true },
  { id: 'unit', letter: 'M', kind: 'filled', width: 104, tight: 88 },
  { id: 'year', letter: 'N', kind: 'filled', width: 58, tight: 50, figures: true },
  { id: 'result', letter: 'O', kind: 'derived', width: 98, tight: 90, figures: true },
  { id: 'override', letter: 'P', kind: 'filled', width: 106, figures: true },
  { id: 'reported', letter: 'Q', kind: 'derived', width: 82 },
  { id: 'benchmark', letter: 'R', kind: 'derived', width: 96 },
  { id: 'verified', letter: 'S', kind: 'derived', width: 104 },
  { id: 'quality', letter: 'T', kind: 'filled', width: 210 },
  { id: 'origin', letter: 'U', kind: 'filled', width: 180 },
  { id: 'source', letter: 'V', kind: 'filled', width: 220 },
  { id: 'notes', letter: 'W', kind: 'filled', width: 220 },
  { id: 'entity', letter: '', kind: 'derived', width: 170 },
];

export const PROFILE_COLUMNS: readonly SheetColumn[] = [
  { id: 'label', letter: '', kind: 'fixed', width: 290, tight: 230, pinned: true },
  { id: 'value', letter: '', kind: 'filled', width: 130, figures: true },
  { id: 'unit', letter: '', kind: 'fixed', width: 120 },
  { id: 'year', letter: '', kind: 'filled', width: 66, figures: true },
  { id: 'quality', letter: '', kind: 'filled', width: 210 },
  { id: 'origin', letter: '', kind: 'filled', width: 180 },
  { id: 'source', letter: '', kind: 'filled', width: 220 },
  { id: 'notes', letter: '', kind: 'filled', width: 220 },
  { id: 'usedBy', letter: '', kind: 'fixed', width: 90, figures: true },
  { id: 'entity', letter: '', kind: 'derived', width: 170, tight: 150, atEnd: true },
];

export function columnsOf(sheet: SheetName): readonly SheetColumn[] {
  return sheet === 'kpi' ? KPI_COLUMNS : PROFILE_COLUMNS;
}
