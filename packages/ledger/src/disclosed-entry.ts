/**
 * The journal entries that a bundle shows, read without trust. The journal's words are the domain's: here is only the
 * little that a check needs of them.
 */

/** What one edit did to one cell; null is an empty cell. */
export type CellStep = { cell: string; before: string | null; after: string | null };

type Head = { workbook: string; number: number };
export type DisclosedEntry = Head &
  (
    | { kind: 'edit'; at: number; cells: CellStep[] }
    | { kind: 'workbook-opened' }
    | { kind: 'locked'; at: number; submission: number; upTo: number; snapshot: string }
    | { kind: 'unlocked'; submission: number }
    | { kind: 'cells-reopened'; names: string[]; until: number }
    | { kind: 'reopening-ended'; reopening: number }
  );

/** A journal entry as far as it matters whether it is shown. */
type Showable = { number: number; kind: 'edit' } | ShowableEvent;
type ShowableEvent = { number: number; kind: 'event'; event: { type: string } };

const SHOWN_EVENTS = ['workbook-opened', 'locked', 'unlocked', 'cells-reopened', 'reopening-ended'];

/**
 * Whether the bundle of a submission shows an entry: edits up to the snapshot, openings, locks, unlocks, reopenings up to
 * the submission's own lock. All else is confidential or later.
 */
export function isDisclosed(entry: Showable, of: { upTo: number; lock: number }): boolean {
  return entry.kind === 'edit'
    ? entry.number <= of.upTo
    : entry.number <= of.lock && SHOWN_EVENTS.includes(entry.event.type);
}

/** The entry of a parsed JSON value; undefined where it is not of a kind that a bundle shows. */
export function readEntry(value: unknown): DisclosedEntry | undefined {
  if (!isRecord(value) || value.v !== 1) return undefined;
  const { workbook, number } = value;
  if (typeof workbook !== 'string' || !isCount(number) || number < 1) return undefined;
  if (value.kind === 'edit') {
    const cells = Array.isArray(value.cells) ? value.cells.map(readStep) : [undefined];
    if (!isCount(value.at) || !cells.every((step) => step !== undefined)) return undefined;
    return { workbook, number, kind: 'edit', at: value.at, cells };
  }
  if (value.kind !== 'event' || !isRecord(value.event)) return undefined;
  return readEvent({ workbook, number }, value.event, value.at);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a whole number from 0 that loses no precision. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readEvent(
  head: Head,
  event: Record<string, unknown>,
  at: unknown,
): DisclosedEntry | undefined {
  const { type, submission, upTo, snapshot } = event;
  switch (type) {
    case 'workbook-opened':
      return { ...head, kind: type };
    case 'unlocked':
      return isCount(submission) ? { ...head, kind: type, submission } : undefined;
    case 'locked':
      if (!isCount(at) || !isCount(submission) || !isCount(upTo) || typeof snapshot !== 'string')
        return undefined;
      return { ...head, kind: type, at, submission, upTo, snapshot };
    case 'cells-reopened': {
      const { cells, rows, until } = event;
      if (!isNames(cells) || !isNames(rows) || !isCount(until)) return undefined;
      return { ...head, kind: type, names: [...cells, ...rows], until };
    }
    case 'reopening-ended':
      if (!isCount(event.reopening)) return undefined;
      return { ...head, kind: type, reopening: event.reopening };
    default:
      return undefined;
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function readStep(value: unknown): CellStep | undefined {
  if (!isRecord(value)) return undefined;
  const { cell, before, after } = value;
  if (typeof cell !== 'string' || !isText(before) || !isText(after)) return undefined;
  return { cell, before, after };
}

function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
