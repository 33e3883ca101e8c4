/** Reading a journal on from a number, for one person. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import type { JournalLine } from '@tallystick/protocol/cells';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { presentLine } from './present-journal.ts';
import { eventRecord } from './event-record.ts';

export type JournalLines = {
  lines: JournalLine[];
  /** Number of the last entry that was looked at, shown or not. */
  upTo: number;
  head: number;
};

/** Entries after a number, as the person may see them now; undefined where they may see none at all. */
export async function journalLines(
  deps: Pick<Deps, 'store' | 'names'>,
  of: { workbook: LiveWorkbook; person: PersonId },
  page: { after: number; limit: number },
): Promise<JournalLines | undefined> {
  const { workbook, person } = of;
  const { head } = workbook;
  const stored = await deps.store.entries(workbook.id, { ...page, upTo: head });
  const names = await deps.names(stored.map(({ entry }) => entry.by));
  const { released } = (await eventRecord(deps.store, workbook)).verdicts;
  // Only now: whoever lost their role while the store was reading sees nothing of this page.
  const actor = workbook.actor(person);
  const { state } = workbook;
  if (may(actor, 'read-history', { state }) !== undefined) return undefined;
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  const lines = stored.flatMap((each) => {
    const line = presentLine({ state, actor, readsRoom, released }, each, names);
    return line === undefined ? [] : [line];
  });
  return { lines, upTo: stored.at(-1)?.entry.number ?? page.after, head };
}
