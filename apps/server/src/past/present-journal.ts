/** The journal as a program may read it: entry by entry, for the role that asks. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { toldChange } from '@tallystick/domain/nouns/entry';
import type { Actor } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalLine } from '@tallystick/protocol/cells';
import { presentEvent } from '../present/present.ts';
import type { StoredEntry } from '@tallystick/store/rows';

type Reader = {
  state: WorkbookState;
  actor: Actor;
  readsRoom: boolean;
  /** Numbers of the verdicts that a release has made known. */
  released: ReadonlySet<number>;
};

/** What of an entry the actor may see; undefined where that is nothing. Edits are for those who may read the room. */
export function presentLine(
  to: Reader,
  { entry }: StoredEntry,
  names: ReadonlyMap<PersonId, string>,
): JournalLine | undefined {
  const name = names.get(entry.by) ?? '';
  const { number, at, door } = entry;
  const head = { number, at, by: { person: entry.by, name }, door };
  if (entry.kind === 'edit') {
    return to.readsRoom
      ? { ...head, kind: 'edit', changes: entry.cells.map(toldChange) }
      : undefined;
  }
  const event = presentEvent(to.state, to.actor, entry, to.released);
  return event && { ...head, kind: 'event', event };
}
