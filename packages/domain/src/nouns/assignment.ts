/** Which entity reports which rows. */
import type { EntityId, RowId } from '../cells/ids.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { CommandNouns, Deciding, EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';
import { reportersOf } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    'assign-rows': { rows: RowId[]; entity: EntityId | null };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'rows-assigned': { rows: RowId[]; entity: EntityId | null };
  }
}

function decideAssignment(
  state: WorkbookState,
  command: CommandOf<'assign-rows'>,
  { actor, catalogue }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'assign', { state });
  if (right) return { ok: false, refusal: right };
  const rows: RowId[] = [...new Set(command.rows)];
  if (rows.length === 0 || command.rows.length > TEXT_LIMITS.rows) return no('bad-request');
  const unknown = rows.find((row) => !catalogue.rows.has(row));
  if (unknown !== undefined) return no('unknown-row', unknown.slice(0, TEXT_LIMITS.name));
  if (command.entity !== null && !state.entities.has(command.entity)) return no('unknown-entity');
  return yes({ type: 'rows-assigned', rows, entity: command.entity });
}

export const ASSIGNMENT_COMMANDS = {
  'assign-rows': {
    decide: decideAssignment,
    becomes: 'rows-assigned',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'assign-rows'>;

export const ASSIGNMENT_EVENTS = {
  'rows-assigned': {
    fold: (state, { rows, entity }) => {
      for (const row of rows) {
        if (entity === null) state.assignments.delete(row);
        else state.assignments.set(row, entity);
      }
    },
    isSeen: byRoomReaders,
    fields: { rows: 'all', entity: 'all' },
    kind: 'member',
    place: ({ rows }) => ({ cells: [], rows }),
    follows: ['listing'],
    tells: ({ state, event }) => [{ kind: 'assigned', to: reportersOf(state, event.rows) }],
    changesView: false,
  },
} satisfies EventNouns<'rows-assigned'>;
