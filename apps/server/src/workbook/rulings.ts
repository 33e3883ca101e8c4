/**
 * ITU's rulings for every city, carried into the workbooks of the others. It is the one thing that passes from one city
 * to another: the ruling itself, and nothing of who asked or what.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { ClarificationId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Clarification } from '@tallystick/domain/state';
import { sha256Hex } from '@tallystick/ledger/hash';
import type { RulingView } from '@tallystick/protocol/views-clarification';
import type { ClarificationRow, ClarificationStore } from '@tallystick/store/port-clarifications';
import type { JournalReads } from '@tallystick/store/port-journal';
import { RULING_VERSIONS_SHOWN, RULINGS_MAX } from '../service/limits.ts';
import type { WorkbookNow } from './deps.ts';
import type { LiveWorkbook } from './live-workbook.ts';

/** A name for a ruling that tells nothing of the workbook it was made in. */
export function rulingId(workbook: WorkbookId, clarification: ClarificationId): string {
  return `r_${sha256Hex(`${workbook}\n${clarification}`).slice(0, 20)}`;
}

type Rulings = Pick<ClarificationStore, 'rulingsForAll'> & Pick<JournalReads, 'entries'>;

/** The rulings for every city of an edition that are wanted, with the workbooks in which they were made, the latest first. */
export async function rulingsForAll(
  store: Rulings,
  edition: string,
  isWanted: (row: ClarificationRow) => boolean,
): Promise<{ workbook: WorkbookId; ruling: RulingView }[]> {
  const found: { workbook: WorkbookId; ruling: RulingView }[] = [];
  for (const row of await store.rulingsForAll(edition, RULINGS_MAX)) {
    const ruling = isWanted(row) ? await rulingOf(store, row) : undefined;
    if (ruling !== undefined) found.push({ workbook: row.workbook, ruling });
  }
  return found;
}

/** Those that were made in other workbooks than `of`. */
export async function rulingsElsewhere(
  store: Rulings,
  { edition, of }: { edition: string; of: WorkbookId },
): Promise<RulingView[]> {
  const found = await rulingsForAll(store, edition, ({ workbook }) => workbook !== of);
  return found.map(({ ruling }) => ruling);
}

/** The texts of a ruling and of what it was before stand in the journal alone; each names the one that it replaced. */
async function rulingOf(
  store: Pick<JournalReads, 'entries'>,
  row: ClarificationRow,
): Promise<RulingView | undefined> {
  const versions: { text: string; at: number }[] = [];
  let number = row.ruled ?? undefined;
  while (number !== undefined && versions.length < RULING_VERSIONS_SHOWN) {
    const [found] = await store.entries(row.workbook, { after: number - 1, limit: 1 });
    const entry = found?.entry;
    if (entry?.kind !== 'event' || entry.event.type !== 'ruled') break;
    const { text, scope, replaces } = entry.event;
    // What was for its city alone is read there alone.
    if (scope === 'all') versions.push({ text, at: entry.at });
    number = replaces;
  }
  const [newest, ...former] = versions;
  if (newest === undefined) return undefined;
  const { workbook, clarification, kpi } = row;
  return { id: rulingId(workbook, clarification), kpi, ...newest, ...formerOf(former.reverse()) };
}

/** Nothing where it was never revised. */
const formerOf = (former: { text: string; at: number }[]): Pick<RulingView, 'former'> =>
  former.length === 0 ? {} : { former: former.map(({ text, at }) => ({ text, at })) };

/** A ruling of this workbook as the others show it, with its newest versions; null where it is for its city alone. */
function rulingHere({ ruling, former = [], kpi }: Clarification): Omit<RulingView, 'id'> | null {
  if (ruling?.scope !== 'all') return null;
  const { text, at } = ruling;
  const before = former.filter(({ scope }) => scope === 'all');
  return { kpi, text, at, ...formerOf(before.slice(1 - RULING_VERSIONS_SHOWN)) };
}

/**
 * Tells the rooms of the edition's other workbooks of a ruling for every city, that one is for its city alone now, or that
 * it was deleted with its workbook.
 */
export function tellOfRuling(made: {
  from: WorkbookNow;
  entry: EventEntry;
  open: LiveWorkbook[];
}): void {
  const { from, entry, open } = made;
  const { event } = entry;
  const others = open.filter(
    (workbook) => workbook.id !== from.id && workbook.state.edition === from.state.edition,
  );
  const tell = (clarification: ClarificationId, ruling: Omit<RulingView, 'id'> | null) => {
    const id = rulingId(from.id, clarification);
    const message = { type: 'ruling', id, ruling: ruling && { id, ...ruling } } as const;
    for (const workbook of others) workbook.tellAll(message);
  };
  if (event.type === 'deleted') {
    // What was ruled in a workbook that is gone is gone with it.
    for (const { id, ruling } of from.state.clarifications.values())
      if (ruling?.scope === 'all') tell(id, null);
  }
  if (event.type !== 'ruled' && event.type !== 'clarification-joined') return;
  const clarification = from.state.clarifications.get(event.clarification);
  if (clarification !== undefined) tell(event.clarification, rulingHere(clarification));
}
