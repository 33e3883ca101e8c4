/**
 * From a command to what is appended: the event, and for a lock also the snapshot and the next generation's base.
 * Own file because it is the one place where a decision becomes an entry.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { decide } from '@tallystick/domain/decide';
import type { Command } from '@tallystick/domain/commands';
import type { Entry, EventEntry } from '@tallystick/domain/entry';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { WorkbookState } from '@tallystick/domain/state';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { sha256Hex } from '@tallystick/ledger/hash';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { baseUpdate } from '@tallystick/room/shape';
import type { AppendRequest } from '@tallystick/store/port';

/** A command on its way: who asks, under which id, through which door. */
export type Asked = {
  person: PersonId;
  admin: boolean;
  id: CommandId;
  command: Command;
  door: 'api' | 'system' | 'import';
};

/** The same answer as the first time: a command makes one entry, which was the head then. Its id is its author's. */
export function answerAgain(asked: Asked, { by, number }: Entry): Outcome<CommandAnswer> {
  return by === asked.person ? yes({ number, head: number }) : no('bad-request');
}

export type Plan = { entry: Omit<EventEntry, 'number'>; request: AppendRequest };

/** A workbook at the moment of deciding. */
export type Moment = {
  workbook: WorkbookId;
  state: WorkbookState;
  head: number;
  now: number;
  catalogueOf: (edition: string) => Catalogue;
  cells: () => Map<CellId, string>;
};

/** The request that would carry out a command, or why it is refused. Nothing is written. */
export function planCommand(asked: Asked, moment: Moment): Outcome<Plan> {
  const cells = moment.cells();
  let snapshot = '';
  const decided = decide(moment.state, asked.command, {
    workbook: moment.workbook,
    person: asked.person,
    admin: asked.admin,
    now: moment.now,
    command: asked.id,
    catalogue: moment.catalogueOf(moment.state.edition),
    cells,
    expected: moment.head,
    hash: (value) => {
      snapshot = canonicalJson(value);
      return sha256Hex(snapshot);
    },
  });
  if (!decided.ok) return decided;
  const event = decided.value;
  const entry: Plan['entry'] = {
    v: 1,
    kind: 'event',
    workbook: moment.workbook,
    at: moment.now,
    by: asked.person,
    door: asked.door,
    command: asked.id,
    event,
  };
  const request: AppendRequest = {
    workbook: moment.workbook,
    expected: moment.head,
    entries: [entry],
  };
  if (event.type === 'locked') {
    request.snapshot = { submission: event.submission, text: snapshot };
    const { generation } = event;
    request.generation = { generation, upTo: moment.head + 1, base: baseUpdate(cells) };
  }
  return yes({ entry, request });
}
