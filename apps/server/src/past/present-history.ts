/**
 * The past as one member may see it: pages of moments, newest first. A page is made of two sources, the journal and the
 * drafts that were refused, and of neither may more leave than the role may see.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { CellId, EntityId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { toldChange, toldEvent } from '@tallystick/domain/nouns/entry';
import type { Reader as Told } from '@tallystick/domain/nouns/fields';
import { type Actor, may } from '@tallystick/domain/rights';
import type { HistoryKind } from '@tallystick/protocol/history-kinds';
import type { HistoryView, Moment } from '@tallystick/protocol/views-history';
import { subjectsOfCell, subjectsOfRow } from '@tallystick/store/projections/mentions';
import { REFUSED_DRAFTS_READ_MAX } from '@tallystick/store/limits';
import type { RefusedDraftRow } from '@tallystick/store/port-refused-drafts';
import { HISTORY_READS_MAX } from '../service/limits.ts';
import type { Deps } from '../workbook/deps.ts';
import { eventRecord } from './event-record.ts';
import type { ImportRecord } from './import-record.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { maySee, readerIn } from '../present/present.ts';
import type { StoredEntry } from '@tallystick/store/rows';

/** One subject at most; without one the whole workbook is asked for. */
export type HistoryAsked = {
  cell?: string | undefined;
  row?: string | undefined;
  person?: string | undefined;
  entity?: string | undefined;
  kinds?: readonly HistoryKind[] | undefined;
  before?: number | undefined;
  after?: number | undefined;
  limit: number;
};

type History = Pick<Deps, 'store' | 'names'>;
type Reader = { workbook: LiveWorkbook; actor: Actor };
/** `floor`: all numbers from it upwards are dealt with; 0 where nothing is left below. */
type Part<T> = { found: T[]; floor: number };

/** A page of the history. `next` is null where nothing older is left. */
export async function presentHistory(
  deps: History,
  reader: Reader,
  asked: HistoryAsked,
): Promise<HistoryView> {
  const entries = await readVisible(deps, reader, asked);
  const drafts = await readDrafts(deps, reader, asked);
  let floor = Math.max(entries.floor, drafts.floor);
  type Line = { number: number; entry?: StoredEntry; draft?: RefusedDraftRow };
  let lines: Line[] = [
    // What was refused when an entry was the head came after it.
    ...drafts.found.map((draft) => ({ number: draft.head, draft })),
    ...entries.found.map((entry) => ({ number: entry.entry.number, entry })),
  ].toSorted((a, b) => b.number - a.number);
  const last = lines[asked.limit - 1];
  // A page ends between two numbers, so that the next one begins with the next number.
  if (last !== undefined && lines.length > asked.limit) floor = Math.max(floor, last.number);
  lines = lines.filter(({ number }) => number >= floor);

  const named = new Set<PersonId>();
  for (const { entry, draft } of lines) {
    if (draft !== undefined) named.add(draft.by);
    if (entry === undefined) continue;
    named.add(entry.entry.by);
    if (entry.entry.kind === 'event' && 'person' in entry.entry.event)
      named.add(entry.entry.event.person);
  }
  const names = await deps.names([...named]);
  const { imports } = await eventRecord(deps.store, reader.workbook);
  const to = readerIn(reader.workbook.state, reader.actor);
  const by = (person: PersonId) => ({ person, name: names.get(person) ?? '' });
  const moments = lines.flatMap(({ entry, draft }): Moment[] => {
    if (draft !== undefined) return [{ ...momentOfDraft(draft), by: by(draft.by) }];
    if (entry === undefined) return [];
    const moment = momentOfEntry(entry, to, imports);
    return moment === undefined ? [] : [{ ...moment, by: by(entry.entry.by) }];
  });
  return { moments, next: floor > 0 ? floor : null, people: Object.fromEntries(names) };
}

/** Entries that the role may see, enough for a page. Reads on past those that it may not, up to a bound. */
async function readVisible(
  { store }: History,
  { workbook, actor }: Reader,
  asked: HistoryAsked,
): Promise<Part<StoredEntry>> {
  const kinds = asked.kinds?.filter((kind) => kind !== 'refused');
  if (kinds?.length === 0) return { found: [], floor: 0 };
  const subjects = subjectsAsked(asked);
  const query = {
    limit: asked.limit,
    ...(subjects === undefined ? {} : { subjects }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(asked.after === undefined ? {} : { after: asked.after }),
  };
  const { released } = (await eventRecord(store, workbook)).verdicts;
  const found: StoredEntry[] = [];
  let before = asked.before ?? Number.MAX_SAFE_INTEGER;
  for (let reads = 0; reads < HISTORY_READS_MAX; reads++) {
    const page = await store.history(workbook.id, { ...query, before });
    found.push(...page.filter(({ entry }) => entry.kind === 'edit' || shows(entry)));
    const last = page.at(-1);
    if (last === undefined || page.length < asked.limit) return { found, floor: 0 };
    before = last.entry.number;
    if (found.length >= asked.limit) break;
  }
  return { found, floor: before };

  function shows(entry: EventEntry): boolean {
    // A new generation is housekeeping: nobody did anything.
    if (entry.event.type === 'generation-started') return false;
    return maySee(workbook.state, actor, entry, released);
  }
}

/** Refused drafts: one's own, and everybody's for whom the table says so. */
async function readDrafts(
  { store }: History,
  { workbook, actor }: Reader,
  asked: HistoryAsked,
): Promise<Part<RefusedDraftRow>> {
  const { kinds, cell, row, person, entity, before, after = 0 } = asked;
  const { state } = workbook;
  const seesAll = may(actor, 'read-refused-drafts', { state }) === undefined;
  const by = seesAll ? person : actor.person;
  const isNone = kinds?.includes('refused') === false || (!seesAll && (person ?? by) !== by);
  if (isNone) return { found: [], floor: 0 };
  const limit = REFUSED_DRAFTS_READ_MAX;
  const read = await store.refusedDrafts(workbook.id, {
    limit,
    ...(cell === undefined ? {} : { cell: cell as CellId }),
    ...(by === undefined ? {} : { by: by as PersonId }),
    ...(before === undefined ? {} : { before }),
  });
  const found = read.filter((draft) => {
    const of = splitCellId(draft.cell)?.row;
    if (draft.head <= after && after > 0) return false;
    if (row !== undefined && of !== row) return false;
    return (
      entity === undefined ||
      (of !== undefined && state.assignments.get(of) === (entity as EntityId))
    );
  });
  return { found, floor: read.length < limit ? 0 : (read.at(-1)?.head ?? 0) };
}

function subjectsAsked({ cell, row, person, entity }: HistoryAsked): string[] | undefined {
  if (cell !== undefined) return subjectsOfCell(cell as CellId);
  if (row !== undefined) return subjectsOfRow(row as RowId);
  if (person !== undefined) return [`p:${person}`];
  return entity === undefined ? undefined : [`e:${entity}`];
}

type Unsigned<T> = T extends unknown ? Omit<T, 'by'> : never;

function momentOfEntry(
  { entry }: StoredEntry,
  to: Told,
  imports: ImportRecord,
): Unsigned<Moment> | undefined {
  const { number, at, door } = entry;
  if (entry.kind === 'edit') {
    const file = imports.of(number);
    const from = file === undefined ? {} : { file };
    return { number, at, door, kind: 'edit', changes: entry.cells.map(toldChange), ...from };
  }
  const event = toldEvent(entry.event, to);
  return event && { number, at, door, kind: 'event', event };
}

function momentOfDraft(draft: RefusedDraftRow): Unsigned<Moment> {
  const { id, cell, text, code, detail, head, at, door } = draft;
  return { number: head, at, door, kind: 'refused', id, cell, text, code, detail };
}
