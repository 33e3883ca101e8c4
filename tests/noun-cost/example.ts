/**
 * A noun that the product has not: somebody asks for attention to a row, with a few words. One command, one event, a right
 * of its own; it is in the state and in the view of a workbook, in the history of its row, and may wait for a connection.
 */

/** A change of one file of code: a text put after another, or the whole file where it is new. */
export type Change = { file: string; after?: string; put: string };

const NOUN = `/** Attention that somebody asks for to a row. */
import type { PersonId, RowId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';
import { tellsNobody } from './telling.ts';

type RowFlag = { row: RowId; note: string; by: PersonId; at: number; number: number };

declare module '../commands.ts' {
  interface CommandFields {
    'flag-row': { row: RowId; note: string };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'row-flagged': { row: RowId; note: string };
  }
}

declare module '../state.ts' {
  interface Parts {
    flags: { key: RowId; item: RowFlag };
  }
}

function decideFlag(
  state: WorkbookState,
  { row, note }: CommandOf<'flag-row'>,
  { actor, catalogue }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'flag-row', { state });
  if (right) return { ok: false, refusal: right };
  if (!catalogue.rows.has(row)) return no('unknown-row', row.slice(0, TEXT_LIMITS.name));
  const words = proseOf(note, TEXT_LIMITS.reason);
  return words.ok ? yes({ type: 'row-flagged', row, note: words.value }) : words;
}

export const FLAG_COMMANDS = {
  'flag-row': { decide: decideFlag, becomes: 'row-flagged', mayWait: true, byToken: true, isSigned: false, isHighStakes: false },
} satisfies CommandNouns<'flag-row'>;

export const FLAG_PART: PartNouns<'flags'> = {
  flags: {
    keyOf: ({ row }) => row,
    isSeen: byRoomReaders,
    fields: { row: 'all', note: 'all', by: 'all', at: 'all', number: 'all' },
  },
};

export const FLAG_EVENTS = {
  'row-flagged': {
    fold: (state, { row, note }, { by, at, number }) => {
      state.flags.set(row, { row, note, by, at, number });
    },
    isSeen: byRoomReaders,
    fields: { row: 'all', note: 'all' },
    kind: 'comment',
    place: ({ row }) => ({ cells: [], rows: [row] }),
    follows: [],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'row-flagged'>;
`;

/** The changes by which the product would have it, besides texts and tests. */
export const CHANGES: readonly Change[] = [
  { file: 'packages/domain/src/nouns/flag.ts', put: NOUN },
  {
    file: 'packages/domain/src/nouns/nouns.ts',
    after: "} from './consent.ts';\n",
    put: "import { FLAG_COMMANDS, FLAG_EVENTS, FLAG_PART } from './flag.ts';\n",
  },
  {
    file: 'packages/domain/src/nouns/nouns.ts',
    after: '  ...ARCHIVE_COMMANDS,\n',
    put: '  ...FLAG_COMMANDS,\n',
  },
  {
    file: 'packages/domain/src/nouns/nouns.ts',
    after: '  ...ARCHIVE_EVENTS,\n',
    put: '  ...FLAG_EVENTS,\n',
  },
  {
    file: 'packages/domain/src/nouns/nouns.ts',
    after: 'PARTS: PartNouns<PartName> = {',
    put: ' ...FLAG_PART,',
  },
  { file: 'packages/domain/src/rights.ts', after: "  'mark-rows',\n", put: "  'flag-row',\n" },
  {
    file: 'packages/domain/src/rights.ts',
    after: "  'mark-rows': fillers,\n",
    put: "  'flag-row': membersButObserver,\n",
  },
  {
    file: 'packages/protocol/src/commands.ts',
    after:
      "  z.strictObject({ type: z.literal('close-clarification'), clarification: idSchema }),\n",
    put: "  z.strictObject({ type: z.literal('flag-row'), row, note: reason }),\n",
  },
  {
    file: 'packages/protocol/src/noun-schemas.ts',
    after: "  event('clarification-closed', { clarification: clarificationId }),\n",
    put: "  event('row-flagged', { row: rowId, note: z.string() }),\n",
  },
  {
    file: 'packages/protocol/src/noun-schemas.ts',
    after: '  comments: z.array(comment),\n',
    put: '  flags: z.array(z.strictObject({ row: rowId, note: z.string(), ...numbered })),\n',
  },
  {
    file: 'apps/web/src/offline/queued-words.ts',
    after: "  'resolve-comment': ofThread,\n",
    put: "  'flag-row': ({ row, note }, { t, lineOf }) => ({\n    what: t('what.flag', { line: lineOf(row) }),\n    text: note,\n  }),\n",
  },
];

/**
 * The same noun before the nouns had one home each, by the files that each command and event stood in then; its own two
 * files are the first.
 */
export const BEFORE: readonly string[] = [
  'packages/domain/src/nouns/decide-flag.ts',
  'packages/domain/src/nouns/fold-flag.ts',
  'packages/domain/src/commands.ts',
  'packages/domain/src/events.ts',
  'packages/domain/src/state.ts',
  'packages/domain/src/decide.ts',
  'packages/domain/src/fold.ts',
  'packages/domain/src/rights.ts',
  'packages/protocol/src/commands.ts',
  'packages/protocol/src/views.ts',
  'packages/protocol/src/view-schemas.ts',
  'packages/store/src/listing.ts',
  'packages/store/src/mentions.ts',
  'packages/store/src/project.ts',
  'apps/server/src/present/mentioned.ts',
  'apps/server/src/present/present.ts',
  'apps/server/src/workbook/command.ts',
  'apps/web/src/live/kept/queued-commands.ts',
  'apps/web/src/live/workbook/workbook-state.ts',
  'apps/web/src/offline/queued-words.ts',
];
