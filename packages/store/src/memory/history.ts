/** The history in memory: it reads the whole journal and looks. */
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Erased } from './erased.ts';
import {
  kindOf,
  type Mentioned,
  nothingMentioned,
  remember,
  subjectsOf,
} from '../projections/mentions.ts';
import type { JournalReads } from '../port-journal.ts';
import { shownBy } from '../projections/project.ts';
import type { CellMoment, HistoryQuery, HistoryStore, SeenRow } from '../port-history.ts';
import { ENTRIES_PER_HISTORY, ENTRIES_PER_READ } from '../rules.ts';
import type { StoredEntry } from '../rows.ts';

type Line = { stored: StoredEntry; subjects: Set<string> };
type Read = { lines: Line[]; mentioned: Mentioned };

export function memoryHistory(journal: JournalReads, erased: Erased): HistoryStore {
  const read = new Map<WorkbookId, Read>();
  const seen = new Map<string, SeenRow>();
  const keyOf = (workbook: WorkbookId, person: PersonId) => JSON.stringify([workbook, person]);
  erased.onErase((workbook) => {
    read.delete(workbook);
    for (const key of seen.keys()) if (JSON.parse(key)[0] === workbook) seen.delete(key);
  });
  const linesOf = async (workbook: WorkbookId) => {
    if (erased.has(workbook)) return [];
    const known = read.get(workbook) ?? { lines: [], mentioned: nothingMentioned() };
    read.set(workbook, known);
    for (;;) {
      const range = { after: known.lines.length, limit: ENTRIES_PER_READ };
      const page = await journal.entries(workbook, range);
      for (const stored of page) {
        // Another question may have read the same page meanwhile.
        if (stored.entry.number <= known.lines.length) continue;
        const subjects = new Set(subjectsOf(stored.entry, known.mentioned));
        known.lines.push({ stored, subjects });
        remember(known.mentioned, stored.entry);
      }
      if (page.length === 0) return known.lines;
    }
  };
  return {
    async history(workbook, query) {
      const wanted = (await linesOf(workbook)).filter((line) => isAskedFor(line, query));
      const limit = Math.max(0, Math.min(query.limit, ENTRIES_PER_HISTORY));
      const newest = wanted.reverse().slice(0, limit);
      return newest.map(({ stored }) => ({ ...stored, entry: JSON.parse(stored.text) }));
    },
    async cellsAt(workbook, number) {
      return cellsAt(await linesOf(workbook), number);
    },
    async instants(workbook, numbers) {
      return (await linesOf(workbook))
        .map(({ stored }) => ({ number: stored.entry.number, at: stored.entry.at }))
        .filter((instant) => numbers.includes(instant.number));
    },
    async lastSeen(workbook, person) {
      const row = seen.get(keyOf(workbook, person));
      return row && { ...row };
    },
    async setSeen({ workbook, person, number, at }) {
      if (erased.has(workbook)) return;
      const key = keyOf(workbook, person);
      if (number >= (seen.get(key)?.number ?? 0)) seen.set(key, { number, at });
    },
  };
}

function isAskedFor({ stored, subjects }: Line, query: HistoryQuery): boolean {
  const { entry } = stored;
  if (entry.number <= (query.after ?? 0)) return false;
  if (entry.number >= (query.before ?? Number.POSITIVE_INFINITY)) return false;
  if (query.subjects !== undefined && !query.subjects.some((each) => subjects.has(each)))
    return false;
  const kind = entry.kind === 'edit' ? 'edit' : kindOf(entry.event);
  return query.kinds?.includes(kind) ?? true;
}

function cellsAt(lines: Line[], number: number): Map<CellId, CellMoment> {
  const cells = new Map<CellId, CellMoment>();
  for (const { stored } of lines) {
    const { entry } = stored;
    if (entry.number > number || entry.kind === 'event') continue;
    const { by, at } = entry;
    for (const { cell, after } of shownBy(entry))
      cells.set(cell, { text: after, number: entry.number, by, at });
  }
  return cells;
}
