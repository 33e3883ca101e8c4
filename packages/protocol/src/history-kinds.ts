/** What a history can be narrowed to. The page reads this list, so nothing that checks stands beside it. */
export const HISTORY_KINDS = [
  'edit',
  'comment',
  'verification',
  'lock',
  'member',
  'clarification',
  'progress',
  'refused',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];
