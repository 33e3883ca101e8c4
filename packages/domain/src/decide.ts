/** Decides commands: from a state and a wish to one event or a refusal. Pure: clock, hash and cells are given. */
import type { Command } from './commands.ts';
import { computeAll, computeRow } from './formula/compute.ts';
import {
  decideArchive,
  decideAskDeletion,
  decideDeletion,
  decideTakeBackDeletion,
  decideUnarchive,
} from './nouns/decide-archive.ts';
import { decideClarification, decideClosing, decideRuling } from './nouns/decide-clarification.ts';
import { decideComment, decideThread } from './nouns/decide-comment.ts';
import { decideConsent } from './nouns/decide-consent.ts';
import { decideMark } from './nouns/decide-mark.ts';
import { decideChange, decideMember, decideRemoval } from './nouns/decide-member.ts';
import { decideEndOfReopening, decideReopening } from './nouns/decide-reopening.ts';
import type { Event } from './events.ts';
import type { CellId, CommandId, PersonId, RowId, WorkbookId } from './cells/ids.ts';
import { proseOf } from './cells/prose.ts';
import { no, type Outcome, yes } from './refusals.ts';
import { type Act, type Actor, actorOf, may } from './rights.ts';
import { decideCorrection, decideOpening } from './nouns/set-up/decide-correction.ts';
import { decideEntity, decideEntityChange } from './nouns/set-up/decide-entity.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import type { WorkbookState } from './state.ts';
import { summary } from './summary.ts';
import { TEXT_LIMITS } from './cells/text-limits.ts';
import { contentOf, contentPrint } from './nouns/verdict-content.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type DecideContext = {
  workbook: WorkbookId;
  /** Who asks, and whether they administer the installation. */
  person: PersonId;
  admin: boolean;
  /** Milliseconds since 1970, UTC. */
  now: number;
  command: CommandId;
  /** Of the workbook's edition; for open-workbook any. */
  catalogue: Catalogue;
  /** The cells as of `expected`. */
  cells: ReadonlyMap<CellId, string>;
  /** Number of the last entry this decision has seen; `append` refuses where another came first. */
  expected: number;
  /** SHA-256 of the canonical JSON (RFC 8785), hexadecimal. */
  hash: (snapshot: Snapshot) => string;
  /** Administrators of the installation now, among those of whose right more than the asker's is asked. */
  admins?: ReadonlySet<PersonId>;
};

const NO_ADMINS: ReadonlySet<PersonId> = new Set();

/** The one event of a command, or why not. Never throws for anything a person can send. */
export function decide(
  state: WorkbookState,
  command: Command,
  context: DecideContext,
): Outcome<Event> {
  const actor = actorOf(state, context.person, context.admin);
  if (command.type === 'open-workbook') return decideOpening(state, command, actor);
  if (state.edition === '' || state.deleted) return no('not-found');
  switch (command.type) {
    case 'correct-workbook':
      return decideCorrection(state, command, actor);
    case 'add-entity':
      return decideEntity(state, command, actor);
    case 'rename-entity':
    case 'merge-entities':
    case 'remove-entity':
      return decideEntityChange(state, command, actor);
    case 'add-member':
      return decideMember(state, command, actor);
    case 'remove-member':
      return decideRemoval(state, command, actor);
    case 'change-member':
      return decideChange(state, command, actor);
    case 'assign-rows':
      return decideAssignment(state, command, { ...context, actor });
    case 'lock':
      return decideLock(state, context, actor);
    case 'unlock':
      return decideUnlock(state, command, actor);
    case 'comment':
      return decideComment(state, command, { ...context, actor });
    case 'resolve-comment':
    case 'reopen-comment':
      return decideThread(state, command, actor);
    case 'verify':
      return decideVerification(state, command, { ...context, actor });
    case 'withdraw-verification':
      return decideWithdrawal(state, command, actor);
    case 'release-verification':
      return decideRelease(state, actor);
    case 'consent':
    case 'withdraw-consent':
      return decideConsent(state, command, actor);
    case 'reopen-cells':
      return decideReopening(state, command, { ...context, actor });
    case 'end-reopening':
      return decideEndOfReopening(state, command, { actor, now: context.now });
    case 'ask-clarification':
      return decideClarification(state, command, { ...context, actor });
    case 'rule':
      return decideRuling(state, command, actor);
    case 'close-clarification':
      return decideClosing(state, command, actor);
    case 'mark-rows':
      return decideMark(state, command, { ...context, actor });
    default:
      return decideEnd(state, command, { ...context, actor });
  }
}

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type WithActor = DecideContext & { actor: Actor };

function decideEnd(
  state: WorkbookState,
  command: Of<'archive' | 'unarchive' | 'ask-deletion' | 'take-back-deletion' | 'delete'>,
  { actor, now, admins = NO_ADMINS }: WithActor,
): Outcome<Event> {
  switch (command.type) {
    case 'archive':
      return decideArchive(state, command, actor);
    case 'unarchive':
      return decideUnarchive(state, actor);
    case 'ask-deletion':
      return decideAskDeletion(state, command, { actor, now });
    case 'take-back-deletion':
      return decideTakeBackDeletion(state, command, { actor, now });
    case 'delete':
      return decideDeletion(state, command, { actor, now, admins });
  }
}

function allowed(state: WorkbookState, actor: Actor, act: Act): Outcome<null> {
  const refusal = may(actor, act, { state });
  return refusal ? { ok: false, refusal } : yes(null);
}

function decideAssignment(
  state: WorkbookState,
  command: Of<'assign-rows'>,
  { actor, catalogue }: WithActor,
): Outcome<Event> {
  const right = allowed(state, actor, 'assign');
  if (!right.ok) return right;
  const rows: RowId[] = [...new Set(command.rows)];
  if (rows.length === 0 || command.rows.length > TEXT_LIMITS.rows) return no('bad-request');
  const unknown = rows.find((row) => !catalogue.rows.has(row));
  if (unknown !== undefined) return no('unknown-row', unknown.slice(0, TEXT_LIMITS.name));
  if (command.entity !== null && !state.entities.has(command.entity)) return no('unknown-entity');
  return yes({ type: 'rows-assigned', rows, entity: command.entity });
}

function decideLock(state: WorkbookState, context: DecideContext, actor: Actor): Outcome<Event> {
  const right = allowed(state, actor, 'lock');
  if (!right.ok) return right;
  // What was reopened since the last lock may have changed, so the next version may follow without an unlock.
  if (state.locked && state.reopened.length === 0) return no('already-locked');
  const { catalogue, cells, expected, workbook } = context;
  const submission = (state.submissions.at(-1)?.submission ?? 0) + 1;
  const head = { workbook, submission, upTo: expected };
  const read = (cell: CellId) => cells.get(cell);
  const { reported, missing } = summary(catalogue, read, computeAll(catalogue, read));
  return yes({
    type: 'locked',
    submission,
    upTo: expected,
    snapshot: context.hash(snapshotOf({ catalogue, state }, cells, head)),
    generation: state.generation + 1,
    reported,
    missing,
  });
}

function decideUnlock(state: WorkbookState, command: Of<'unlock'>, actor: Actor): Outcome<Event> {
  const right = allowed(state, actor, 'unlock');
  if (!right.ok) return right;
  const submission = state.submissions.at(-1)?.submission;
  if (!state.locked || submission === undefined) return no('not-locked');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  return reason.ok ? yes({ type: 'unlocked', submission, reason: reason.value }) : reason;
}

function decideVerification(
  state: WorkbookState,
  command: Of<'verify'>,
  { actor, catalogue, cells }: WithActor,
): Outcome<Event> {
  const right = allowed(state, actor, 'verify');
  if (!right.ok) return right;
  const { row, verdict, result, seen } = command;
  if (catalogue.rows.get(row)?.kind !== 'data-point') return no('unknown-row');
  const note = proseOf(command.note, TEXT_LIMITS.verificationNote, true);
  if (!note.ok) return note;
  const read = (cell: CellId) => cells.get(cell);
  const present = computeRow(catalogue, row, read);
  if (present.status !== 'reported') return no('not-reported');
  // The auditor judged a text on the screen; a verdict must never stand on another one.
  if (present.text !== result) return no('result-moved', present.text);
  const content = contentOf({ catalogue, read, result: present }, row);
  if (seen !== undefined && seen !== contentPrint(content)) return no('content-moved');
  const { parts } = content;
  return yes({ type: 'verified', row, verdict, result, note: note.value, content: parts });
}

function decideWithdrawal(
  state: WorkbookState,
  command: Of<'withdraw-verification'>,
  actor: Actor,
): Outcome<Event> {
  const right = allowed(state, actor, 'verify');
  if (!right.ok) return right;
  if (!state.verifications.has(command.row)) return no('nothing-verified');
  return yes({ type: 'verification-withdrawn', row: command.row });
}

function decideRelease(state: WorkbookState, actor: Actor): Outcome<Event> {
  const right = allowed(state, actor, 'release');
  if (!right.ok) return right;
  const submission = state.submissions.at(-1)?.submission;
  if (submission === undefined) return no('not-locked');
  // That every verdict was taken back is released as well, where one was shown.
  if (state.verifications.size + state.shown.size === 0) return no('nothing-verified');
  return yes({ type: 'verification-released', submission });
}
