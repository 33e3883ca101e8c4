/**
 * What a workbook's events tell of its past: they are read once while it is at work, then only the new ones. The state
 * knows the present alone, and reading the edits as well would take longer with every year.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { JournalReads } from '@tallystick/store/port-journal';
import { AssignmentRecord } from './assignment-record.ts';
import { ImportRecord } from './import-record.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { readEntries } from '../workbook/load.ts';
import { VerdictRecord } from './verdict-record.ts';

export type EventRecord = {
  verdicts: VerdictRecord;
  assignments: AssignmentRecord;
  imports: ImportRecord;
};

type Read = EventRecord & { upTo: number; reading: Promise<void> };
const read = new WeakMap<object, Read>();

/** The record up to now. */
export async function eventRecord(
  store: Pick<JournalReads, 'entries'>,
  workbook: Pick<LiveWorkbook, 'id' | 'head'>,
): Promise<EventRecord> {
  const known = read.get(workbook) ?? {
    upTo: 0,
    verdicts: new VerdictRecord(),
    assignments: new AssignmentRecord(),
    imports: new ImportRecord(),
    reading: Promise.resolve(),
  };
  read.set(workbook, known);
  const { head } = workbook;
  known.reading = known.reading.then(async () => {
    if (known.upTo >= head) return;
    const range = { after: known.upTo, upTo: head, kind: 'event' as const };
    for await (const { entry } of readEntries(store, workbook.id, range)) {
      known.verdicts.add(entry as EventEntry);
      known.assignments.add(entry as EventEntry);
      known.imports.add(entry as EventEntry);
      known.upTo = entry.number;
    }
    known.upTo = head;
  });
  try {
    await known.reading;
  } catch (error) {
    read.delete(workbook);
    throw error;
  }
  return known;
}
