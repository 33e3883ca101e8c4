/** From a command to what is appended: the event, and for a lock also the snapshot and the next generation's base. */
import { randomBytes } from 'node:crypto';
import type { Command } from '@tallystick/domain/commands';
import { decide } from '@tallystick/domain/decide';
import { nounOfCommand } from '@tallystick/domain/nouns/nouns';
import type { HandedIn } from '@tallystick/domain/nouns/evidence/body';
import type { Entry, EventEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { Releasable } from '@tallystick/domain/audit/finding';
import type {
  CellId,
  CommandId,
  FindingId,
  PersonId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { RulingElsewhere, WorkbookState } from '@tallystick/domain/state';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { sha256Hex } from '@tallystick/ledger/hash';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { baseUpdate } from '@tallystick/room/shape';
import type { AppendRequest, JournalReads } from '@tallystick/store/port-journal';
import type { PeopleStore } from '@tallystick/store/port-people';
import { requestOf } from './edits.ts';
import type { DecidedEdit } from './waiting.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** A command on its way: who asks, under which id, through which door. */
export type Asked = {
  person: PersonId;
  admin: boolean;
  id: CommandId;
  command: Command;
  door: 'api' | 'system' | 'import';
  /** As in `DecideContext`. */
  findings?: ReadonlyMap<FindingId, Releasable>;
  /** As in `DecideContext`. */
  rulings?: ReadonlyMap<string, RulingElsewhere>;
};

/** What names who and what a command is about; texts are tidied before they are written, so they cannot be compared. */
const ABOUT = [
  'person',
  'role',
  'entity',
  'into',
  'row',
  'verdict',
  'clarification',
  'under',
  'ruling',
  'call',
  'mission',
  'proposal',
  'asked',
  'submission',
  'to',
  'file',
  'evidence',
  'finding',
  'attestation',
  'proposal',
] as const;

/**
 * The same answer as the first time: a command makes one entry, which was the head then. An id is its author's, and one
 * that was another command's is refused: its asker would believe that this one was carried out.
 */
export function answerAgain(asked: Asked, entry: Entry): Outcome<CommandAnswer> {
  const isSame =
    entry.by === asked.person && entry.kind === 'event' && isOf(asked.command, entry.event);
  return isSame
    ? yes({ number: entry.number, head: entry.number })
    : no('bad-request', 'id: it was used for another command');
}

function isOf(command: Command, event: Event): boolean {
  if (nounOfCommand(command.type).becomes !== event.type) return false;
  const [wanted, made] = [command, event] as Partial<Record<(typeof ABOUT)[number], unknown>>[];
  return ABOUT.every((key) => !(key in command && key in event) || wanted?.[key] === made?.[key]);
}

/**
 * Of a deletion the administrators among its two people, as they are at this moment: who asked may have been one then. For
 * all other commands nobody else's right is asked for.
 */
async function adminsFor(
  store: Pick<PeopleStore, 'people'>,
  { command, person }: Asked,
  { deletion }: WorkbookState,
): Promise<ReadonlySet<PersonId>> {
  if (command.type !== 'delete') return new Set();
  const two = await store.people(deletion === null ? [person] : [person, deletion.by]);
  return new Set(two.filter(({ admin }) => admin).map((row) => row.person));
}

/** What the version holds that a command signs; undefined for all others, and where there is none. */
async function versionFor(
  store: Pick<JournalReads, 'snapshot'>,
  { command }: Asked,
  workbook: WorkbookId,
): Promise<Snapshot | undefined> {
  if (command.type !== 'attest') return undefined;
  const text = await store.snapshot(workbook, command.submission);
  return text === undefined ? undefined : (JSON.parse(text) as Snapshot);
}

/** What a command is decided with besides the workbook itself, as the store has it now. */
export async function loadedFor(
  store: Pick<PeopleStore, 'people'> & Pick<JournalReads, 'snapshot'>,
  asked: Asked,
  { id, state }: { id: WorkbookId; state: WorkbookState },
): Promise<Pick<Moment, 'admins' | 'version'>> {
  const admins = await adminsFor(store, asked, state);
  const version = await versionFor(store, asked, id);
  return version === undefined ? { admins } : { admins, version };
}

/** `edits`: what comes before the event in the same append. */
export type Plan = {
  entry: Omit<EventEntry, 'number'>;
  request: AppendRequest;
  edits: DecidedEdit[];
};

/** A workbook at the moment of deciding. */
export type Moment = {
  workbook: WorkbookId;
  state: WorkbookState;
  head: number;
  now: number;
  catalogueOf: (edition: string) => Catalogue;
  cells: () => Map<CellId, string>;
  /** Drawn for this one entry. */
  salt: string;
  /** As in `DecideContext`. */
  admins: ReadonlySet<PersonId>;
  /** As in `DecideContext`. */
  version?: Snapshot;
  /** As in `DecideContext`. */
  files: ReadonlyMap<string, string>;
  /** As in `DecideContext`. */
  evidence?: ReadonlyMap<string, HandedIn> | undefined;
  /** What the room says to cells that a command brings; nothing is written by it. */
  edits: (asked: Asked) => Outcome<DecidedEdit[]>;
};

/** Random bytes of an event's salt: no list of guesses comes near, even where all else of it is known. */
const SALT_BYTES = 16;

export function drawSalt(): string {
  return randomBytes(SALT_BYTES).toString('base64url');
}

/** The request that would carry out a command, or why it is refused. Nothing is written. */
export function planCommand(asked: Asked, moment: Moment): Outcome<Plan> {
  const cells = moment.cells();
  let snapshot = '';
  const decided = decide(moment.state, asked.command, {
    workbook: moment.workbook,
    person: asked.person,
    // The right to delete is asked for at this moment, not at that of the request.
    admin: asked.command.type === 'delete' ? moment.admins.has(asked.person) : asked.admin,
    now: moment.now,
    command: asked.id,
    catalogue: moment.catalogueOf(moment.state.edition),
    cells,
    expected: moment.head,
    admins: moment.admins,
    files: moment.files,
    ...(moment.evidence === undefined ? {} : { evidence: moment.evidence }),
    ...(moment.version === undefined ? {} : { version: moment.version }),
    ...(asked.findings === undefined ? {} : { findings: asked.findings }),
    ...(asked.rulings === undefined ? {} : { rulings: asked.rulings }),
    hash: (value) => {
      snapshot = canonicalJson(value);
      return sha256Hex(snapshot);
    },
  });
  if (!decided.ok) return decided;
  const event = decided.value;
  const edits = moment.edits(asked);
  if (!edits.ok) return edits;
  const entry: Plan['entry'] = {
    v: 1,
    kind: 'event',
    workbook: moment.workbook,
    at: moment.now,
    by: asked.person,
    door: asked.door,
    command: asked.id,
    event,
    salt: moment.salt,
  };
  const request = requestOf(edits.value, moment);
  request.entries.push(entry);
  if (event.type === 'locked') {
    request.snapshot = { submission: event.submission, text: snapshot };
    const { generation } = event;
    request.generation = { generation, upTo: moment.head + 1, base: baseUpdate(cells) };
  }
  return yes({ entry, request, edits: edits.value });
}
