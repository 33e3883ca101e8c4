/**
 * Who may do what: ONE table of data and the functions that read it. The gate, the routes and the greyed-out cell ask
 * here and nowhere else. Source: the roles of the Verification Manual (2022) pages 11-32; where it is silent the table
 * is this project's choice.
 */
import { cellSpec, isSheetCell } from './cells/cell-spec.ts';
import type { ColumnGroup } from './cells/columns.ts';
import type { CellId, EntityId, PersonId, RowId } from './cells/ids.ts';
import { type Refusal, refuse } from './refusals.ts';
import { closedBy } from './nouns/reopening.ts';
import type { Role } from './roles.ts';
import type { Clarification, Comment, Submission, WorkbookState } from './state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export const ACTS = [
  'administer',
  'open-workbook',
  'read-room',
  'read-history',
  'read-refused-drafts',
  'propose',
  'take-over',
  'read-comments',
  'read-audit-comments',
  'read-verifications',
  'read-screening',
  'read-submissions',
  'download-bundle',
  'edit',
  'assign',
  'correct-workbook',
  'add-entity',
  'change-entities',
  'manage-members',
  'manage-webhooks',
  'lock',
  'unlock',
  'comment',
  'comment-audit',
  'resolve-comment',
  'verify',
  'release',
  'declare-interest',
  'read-interests',
  'attest',
  'countersign',
  'propose-reopening',
  'decide-reopening',
  'consent',
  'import-results',
  'reopen',
  'read-clarifications',
  'list-clarifications',
  'ask-clarification',
  'rule',
  'close-clarification',
  'acknowledge-ruling',
  'agree-call',
  'agree-period',
  'plan-mission',
  'read-queries',
  'ask-query',
  'answer-query',
  'close-query',
  'mark-rows',
  'read-evidence',
  'attach-evidence',
  'import-file',
  'keep-templates',
  'archive',
  'delete',
  'read-audit',
  'keep-papers',
  'draft-findings',
  'release-findings',
  'answer-finding',
] as const;
export type Act = (typeof ACTS)[number];

/**
 * Under which condition a role may: `open` the workbook is not locked; `own-open` also the row is assigned to the
 * person's entity; `own-row` it is, open or not; `released` what is read was released; `consented` also the city lets observers read it; `own-thread` the person began the thread; `own-clarification` the
 * person asked it. `open` and `own-open` hold as well for a cell of a locked workbook that is reopened now.
 */
export type Grant =
  | 'always'
  | 'never'
  | 'open'
  | 'own-open'
  | 'own-row'
  | 'released'
  | 'consented'
  | 'own-thread'
  | 'own-clarification';
type Line = Record<Role, Grant>;

const nobody: Line = {
  contributor: 'never',
  coordinator: 'never',
  head: 'never',
  auditor: 'never',
  itu: 'never',
  observer: 'never',
};
const line = (grants: Partial<Line>): Line => ({ ...nobody, ...grants });
const membersButObserver = line({
  contributor: 'always',
  coordinator: 'always',
  head: 'always',
  auditor: 'always',
  itu: 'always',
});
const audit = line({ auditor: 'always', itu: 'always' });
const leads = line({ coordinator: 'always', head: 'always' });
const fillers = line({ contributor: 'own-open', coordinator: 'open' });

/** The table, role by act. `edit` is refined by column group in `EDIT_RIGHTS`. */
export const RIGHTS: Record<Exclude<Act, 'edit'>, Line> = {
  // Only an administrator of the installation, who is not a role of a workbook.
  administer: nobody,
  'open-workbook': nobody,
  'read-room': membersButObserver,
  'read-history': membersButObserver,
  // Of others; one's own everybody may who reads the history.
  'read-refused-drafts': leads,
  // Writing somebody's proposal into its cell: those who fill it, and the head, who types nothing else.
  'take-over': line({ contributor: 'own-open', coordinator: 'open', head: 'open' }),
  // Handing in a value of one's own that was refused. The audit side comments instead: it proposes no figures.
  propose: line({ contributor: 'always', coordinator: 'always', head: 'always' }),
  'read-comments': membersButObserver,
  'read-audit-comments': audit,
  // The head monitors, yet belongs to the city's side of the wall until release.
  'read-verifications': line({
    auditor: 'always',
    itu: 'always',
    contributor: 'released',
    coordinator: 'released',
    head: 'released',
    observer: 'consented',
  }),
  // What the verifier asks of a submission is no word to the city before the verifier says it.
  'read-screening': audit,
  'read-submissions': { ...membersButObserver, observer: 'consented' },
  // A bundle holds the version whole, entities and all: it can only be checked as it was signed.
  'download-bundle': membersButObserver,
  assign: leads,
  // City, title, due date and time zone.
  'correct-workbook': leads,
  'add-entity': leads,
  // Renaming, merging, removing.
  'change-entities': leads,
  'manage-members': leads,
  'manage-webhooks': leads,
  lock: line({ head: 'always' }),
  unlock: line({ head: 'always' }),
  comment: membersButObserver,
  'comment-audit': audit,
  'resolve-comment': { ...membersButObserver, contributor: 'own-thread' },
  verify: line({ auditor: 'always' }),
  release: line({ auditor: 'always' }),
  // Of one's own interests in the city, before judging it.
  'declare-interest': audit,
  // Those who have to find somebody else where there is a conflict.
  'read-interests': line({ head: 'always', auditor: 'always', itu: 'always' }),
  attest: line({ auditor: 'always' }),
  countersign: line({ itu: 'always' }),
  'propose-reopening': line({ head: 'always', auditor: 'always' }),
  // Of two people: which of them decides what the other proposed is said by the noun.
  'decide-reopening': line({ head: 'always', auditor: 'always', itu: 'always' }),
  // What observers read of a version is the city's to say.
  consent: leads,
  'import-results': line({ coordinator: 'open' }),
  reopen: line({ head: 'always' }),
  // Clarifications and rulings are for all who read the room; what is not for the city is an audit comment.
  'read-clarifications': membersButObserver,
  // In the list over all workbooks.
  'list-clarifications': line({ itu: 'always' }),
  'ask-clarification': line({ contributor: 'always', coordinator: 'always', auditor: 'always' }),
  rule: line({ itu: 'always' }),
  'close-clarification': line({
    contributor: 'own-clarification',
    coordinator: 'own-clarification',
    auditor: 'own-clarification',
    itu: 'always',
  }),
  // Saying for an entity that a ruling on what it reports was read.
  'acknowledge-ruling': line({ contributor: 'own-row' }),
  // When a clarification is talked about, and with whom.
  'agree-call': line({
    contributor: 'own-clarification',
    coordinator: 'always',
    auditor: 'own-clarification',
    itu: 'always',
  }),
  // The dates of the collection: the city's own lead and the auditor, each with the other.
  'agree-period': line({ coordinator: 'always', auditor: 'always' }),
  'plan-mission': line({ coordinator: 'always', auditor: 'always', itu: 'always' }),
  // What the audit side asks the city on a row, and the answers: for all who read the room.
  'read-queries': membersButObserver,
  // Also asking back, and who looks after it until when.
  'ask-query': audit,
  // Whoever reports the row answers for it, locked or not.
  'answer-query': line({ contributor: 'own-row', coordinator: 'always', head: 'always' }),
  // Also opening it again.
  'close-query': audit,
  // Those who fill a row say when it is ready; nobody says it for them.
  'mark-rows': fillers,
  'read-evidence': membersButObserver,
  // Also taking away: it is changed as the value is that it stands behind.
  'attach-evidence': fillers,
  // Handing a file in and taking values over from it: each cell is judged as if it were typed.
  'import-file': line({ contributor: 'always', coordinator: 'always' }),
  // Of the installation: files for all cities, and the maps that say which of their cells hold what.
  'keep-templates': line({ itu: 'always' }),
  // Also bringing it back.
  archive: line({ head: 'always' }),
  // Asking for it, taking it back, and a second person's confirmation.
  delete: line({ head: 'always' }),
  // The journal of the audit side; ITU supervises.
  'read-audit': audit,
  // Working papers and records of interviews: several auditors, and ITU's officer with them.
  'keep-papers': audit,
  // Findings, and what is dismissed of the screening: the auditor's own judgement.
  'draft-findings': line({ auditor: 'always' }),
  'release-findings': line({ auditor: 'always' }),
  'answer-finding': leads,
};

/** What is done in an archived workbook: it is read as before, brought back or deleted, and nothing else. */
export const WHILE_ARCHIVED: ReadonlySet<Act> = new Set<Act>([
  'administer',
  'read-room',
  'read-history',
  'read-refused-drafts',
  'read-comments',
  'read-audit-comments',
  'read-verifications',
  'read-screening',
  'read-interests',
  'read-submissions',
  'download-bundle',
  'read-clarifications',
  'list-clarifications',
  'read-queries',
  'read-evidence',
  'keep-templates',
  'archive',
  'delete',
  'read-audit',
]);

/** `edit` by column group. One line each, so that a new group has to be decided. */
export const EDIT_RIGHTS: Record<ColumnGroup, Line> = {
  figure: fillers,
  override: fillers,
  about: fillers,
};

/** Acts that an administrator of the installation may do in any workbook, without being a member. */
export const ADMIN_ACTS: readonly Act[] = [
  'administer',
  'open-workbook',
  'correct-workbook',
  'manage-members',
  'keep-templates',
  'archive',
  'delete',
];

/** A person before a workbook. `role` is null for a person who is not a member. */
export type Actor = {
  person: PersonId;
  role: Role | null;
  entity: EntityId | null;
  admin: boolean;
};

/** The person as this workbook knows them. `admin`: administrator of the installation. */
export function actorOf(state: WorkbookState, person: PersonId, admin = false): Actor {
  const member = state.members.get(person);
  return { person, role: member?.role ?? null, entity: member?.entity ?? null, admin };
}

/**
 * What an act is about. `row` for what goes by the entity of a row, and with `group` for `edit`, with `cell` and `now` (milliseconds since 1970, UTC) where it may
 * be reopened; `submission` for reading one; `comment` for a thread's first comment; `clarification` for closing one, and for a call on it.
 */
export type ActContext = {
  state: Pick<WorkbookState, 'locked' | 'reopened' | 'submissions' | 'assignments' | 'entities'> & {
    archived: object | null;
  };
  row?: RowId;
  group?: ColumnGroup;
  cell?: CellId;
  now?: number;
  submission?: Pick<Submission, 'released' | 'consent'>;
  comment?: Comment;
  clarification?: Clarification;
};

/** The refusal of an act, or undefined where it is allowed. */
export function may(actor: Actor, act: Act, context: ActContext): Refusal | undefined {
  const isReadOnly = context.state.archived !== null && !WHILE_ARCHIVED.has(act);
  const archived = isReadOnly ? refuse('archived') : undefined;
  if (actor.admin && ADMIN_ACTS.includes(act)) return archived;
  if (actor.role === null) return refuse('not-a-member');
  const line = act === 'edit' ? EDIT_RIGHTS[context.group ?? 'figure'] : RIGHTS[act];
  const grant = line[actor.role];
  return (grant === 'never' ? undefined : archived) ?? weigh(grant, actor, context);
}

function weigh(grant: Grant, actor: Actor, context: ActContext): Refusal | undefined {
  const { state } = context;
  switch (grant) {
    case 'always':
      return undefined;
    case 'never':
      return refuse('not-your-role');
    case 'open':
    case 'own-open': {
      const closed = closedBy(state, context.cell, context.now);
      if (closed !== undefined) return refuse(closed);
      return grant === 'open' ? undefined : ownRow(actor, context);
    }
    case 'own-row':
      return ownRow(actor, context);
    case 'released':
    case 'consented': {
      // Without a version it is asked whether there is one.
      const versions = context.submission ? [context.submission] : state.submissions;
      const isOpen = versions.some(
        ({ released, consent }) => released && (grant === 'released' || consent !== undefined),
      );
      return isOpen ? undefined : refuse('not-your-role');
    }
    case 'own-thread':
      return context.comment?.by === actor.person ? undefined : refuse('not-your-role');
    case 'own-clarification':
      return context.clarification?.by === actor.person ? undefined : refuse('not-your-role');
  }
}

function ownRow(actor: Actor, { state, row }: ActContext): Refusal | undefined {
  const entity = row === undefined ? undefined : state.assignments.get(row);
  if (entity === undefined) return refuse('not-assigned');
  if (entity === actor.entity) return undefined;
  const name = state.entities.get(entity)?.name;
  return refuse('not-your-row', name);
}

/**
 * Whether a person may set or clear a cell at `now` (milliseconds since 1970, UTC): the gate, the routes and the
 * greyed-out cell ask this one function. O(1) but for the reopenings, which are few.
 * Order of the refusals: member, cell exists, archived, locked, role, assignment.
 */
export function mayEditCell(
  state: WorkbookState,
  actor: Actor,
  cellOf: { cell: string; catalogue: Catalogue; now: number },
): Refusal | undefined {
  return mayWriteCell(state, actor, { ...cellOf, lineOf: (group) => EDIT_RIGHTS[group] });
}

/** Whether a person may write a proposal that was handed in into its cell: otherwise as for `mayEditCell`. */
export function mayTakeOver(
  state: WorkbookState,
  actor: Actor,
  cellOf: { cell: string; catalogue: Catalogue; now: number },
): Refusal | undefined {
  return mayWriteCell(state, actor, { ...cellOf, lineOf: () => RIGHTS['take-over'] });
}

function mayWriteCell(
  state: WorkbookState,
  actor: Actor,
  of: { cell: string; catalogue: Catalogue; now: number; lineOf: (group: ColumnGroup) => Line },
): Refusal | undefined {
  if (actor.role === null) return refuse('not-a-member');
  const spec = cellSpec(of.catalogue, of.cell);
  if (!spec) return noSuchCell(of.catalogue, of.cell);
  // Before the role: whoever may never write here reads that it is closed as well.
  const closed = closedBy(state, spec.cell, of.now);
  if (closed !== undefined) return refuse(closed);
  const context = { state, row: spec.row, cell: spec.cell, now: of.now };
  return weigh(of.lineOf(spec.group)[actor.role], actor, context);
}

/** A cell that exists on the sheet but is computed or shown from elsewhere is told apart from one that does not exist. */
function noSuchCell(catalogue: Catalogue, cell: string): Refusal {
  return refuse(isSheetCell(catalogue, cell) ? 'computed-cell' : 'unknown-cell');
}
