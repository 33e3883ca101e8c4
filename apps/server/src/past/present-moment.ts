/**
 * The workbook at a moment, the moments of a slider, and two moments compared. All three speak of the cells at a
 * number, which whoever may read the history may see.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { compareSheets } from '@tallystick/domain/compare';
import type { Actor } from '@tallystick/domain/rights';
import type { Submission } from '@tallystick/domain/state';
import { meantTexts } from '@tallystick/domain/cells/typed/plain-value';
import type {
  ComparedEnd,
  CompareView,
  MomentMark,
  MomentsView,
  MomentView,
} from '@tallystick/protocol/views-history';
import type { CellMoment } from '@tallystick/store/port-history';
import { MARKS_MAX } from '../service/limits.ts';
import type { Deps } from '../workbook/deps.ts';
import { eventRecord } from './event-record.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { presentAssigned } from '../present/present.ts';

type Reader = { workbook: LiveWorkbook; actor: Actor };

/** The cells and who reported them right after entry `number`, which is at most the head. */
export async function momentAt(
  { store }: Deps,
  { workbook, actor }: Reader,
  number: number,
): Promise<MomentView> {
  const { head, state } = workbook;
  const cells = textsOf(await store.cellsAt(workbook.id, number));
  const { assignments } = await eventRecord(store, workbook);
  const [instant] = await store.instants(workbook.id, [number]);
  const submission = state.submissions.findLast((each) => each.number <= number);
  return {
    number,
    at: instant?.at ?? null,
    head,
    cells: Object.fromEntries(cells),
    ...presentAssigned(assignments.at(number), { state, actor }),
    locked: await wasLocked({ store }, workbook, number),
    submission: submission?.submission ?? null,
  };
}

/** The last lock or unlock up to a number decides; reopenings of single cells leave the rest locked. */
async function wasLocked(
  { store }: Pick<Deps, 'store'>,
  workbook: LiveWorkbook,
  number: number,
): Promise<boolean> {
  let before = number + 1;
  for (;;) {
    const page = await store.history(workbook.id, { kinds: ['lock'], before, limit: 50 });
    for (const { entry } of page) {
      if (entry.kind !== 'event') continue;
      if (entry.event.type === 'locked') return true;
      if (entry.event.type === 'unlocked') return false;
    }
    const last = page.at(-1);
    if (last === undefined) return false;
    before = last.entry.number;
  }
}

/** At most `points` numbers, spread evenly from the first entry to the head, with their times; and all locks. */
export async function momentsOf(
  { store }: Deps,
  workbook: LiveWorkbook,
  points: number,
): Promise<MomentsView> {
  const { id, head } = workbook;
  const count = Math.min(points, head);
  const spread = Array.from({ length: count }, (_, i) =>
    count === 1 ? head : 1 + Math.round((i * (head - 1)) / (count - 1)),
  );
  const instants = await store.instants(id, [...new Set([1, head, ...spread])]);
  const wanted = new Set(spread);
  const locks = await store.history(id, { kinds: ['lock'], limit: MARKS_MAX });
  return {
    head,
    first: instants.at(0)?.at ?? null,
    last: instants.at(-1)?.at ?? null,
    points: instants.filter(({ number }) => wanted.has(number)),
    marks: locks.toReversed().flatMap(({ entry }) => (entry.kind === 'event' ? markOf(entry) : [])),
  };
}

function markOf({
  number,
  at,
  event,
}: {
  number: number;
  at: number;
  event: { type: string; submission?: number };
}): MomentMark[] {
  const kinds = { locked: 'lock', unlocked: 'unlock', 'cells-reopened': 'reopen' } as const;
  const kind = Object.hasOwn(kinds, event.type)
    ? kinds[event.type as keyof typeof kinds]
    : undefined;
  if (kind === undefined || event.submission === undefined) return [];
  return [{ number, at, kind, submission: event.submission }];
}

/** One end of a comparison: a locked version, or a number. */
export type End = { submission: Submission } | { number: number; isNow: boolean };

/** What differs between two moments, results included, with the last change of each cell up to the later one. */
export async function compareEnds(
  { store, names, catalogueOf }: Deps,
  { workbook, actor }: Reader,
  ends: { from: End; to: End },
): Promise<CompareView> {
  const { id, state } = workbook;
  const [from, to] = [numberOf(ends.from), numberOf(ends.to)];
  const [old, present] = [await store.cellsAt(id, from), await store.cellsAt(id, to)];
  const instants = new Map(
    (await store.instants(id, [from, to])).map(({ number, at }) => [number, at]),
  );
  const record = (await eventRecord(store, workbook)).assignments.at(to);
  const { assignments } = presentAssigned(record, { state, actor });
  const entities = new Map(Object.entries(assignments));
  const catalogue = catalogueOf(state.edition);
  const [before, after] = [textsOf(old), textsOf(present)];
  const changes = compareSheets(catalogue, before, after);
  const values = [meantTexts(catalogue, before), meantTexts(catalogue, after)] as const;
  // A result follows from cells of many people: it has no author.
  const lasts = changes.map(({ kind, cell }) => (kind === 'typed' ? present.get(cell) : undefined));
  const people = await names(lasts.flatMap((last) => last?.by ?? []));
  const named = (person: PersonId) => ({ person, name: people.get(person) ?? '' });
  return {
    from: endOf(ends.from, instants.get(from)),
    to: endOf(ends.to, instants.get(to)),
    changes: changes.map((change, i) => {
      const last = lasts[i];
      return {
        ...change,
        ...valuesOf(change.cell, values),
        entity: entities.get(change.row) ?? null,
        by: last === undefined ? null : named(last.by),
        at: last?.at ?? null,
        number: last?.number ?? null,
      };
    }),
  };
}

type Values = ReadonlyMap<string, string | null>;

/** What the texts of a cell meant where they say it otherwise, at either end. */
function valuesOf(cell: CellId, [before, after]: readonly [Values, Values]) {
  const [beforeValue, afterValue] = [before.get(cell), after.get(cell)];
  return {
    ...(beforeValue === undefined ? {} : { beforeValue }),
    ...(afterValue === undefined ? {} : { afterValue }),
  };
}

/** A version holds the entries up to its own `upTo`; the lock itself changes no cell. */
function numberOf(end: End): number {
  return 'submission' in end ? end.submission.upTo : end.number;
}

function endOf(end: End, at: number | undefined): ComparedEnd {
  if ('submission' in end) {
    const { submission, upTo, at: lockedAt } = end.submission;
    return { number: upTo, at: lockedAt, label: `v${submission}`, submission };
  }
  const label = end.isNow ? 'now' : `#${end.number}`;
  return { number: end.number, at: at ?? null, label, submission: null };
}

function textsOf(cells: ReadonlyMap<CellId, CellMoment>): Map<CellId, string> {
  const texts = new Map<CellId, string>();
  for (const [cell, { text }] of cells) if (text !== null) texts.set(cell, text);
  return texts;
}
