/**
 * Who may ask for which command: the reviewed table, by hand. Each is asked so that it changes nothing: whoever may, is
 * refused for another reason than their right.
 */
import type { Command } from '@tallystick/domain/commands';
import type {
  CallId,
  CellId,
  ClarificationId,
  CommentId,
  EntityId,
  EvidenceId,
  FindingId,
  MissionId,
  PersonId,
  QueryId,
  RowId,
} from '@tallystick/domain/cells/ids';
import type { Stage } from './edit-lines.ts';
import { type ActorName, ROWS } from './scene.ts';

export type CommandLine = {
  command: Command;
  may: readonly ActorName[];
  /** Where nothing else would stop it, the state in which it is tried. */
  stage?: Stage;
};

const NO_ROW = 'no_such.row' as RowId;
const NO_CELL = 'no_such.row:value' as CellId;
const NO_CLARIFICATION = 'cl_none' as ClarificationId;
const LEADS: readonly ActorName[] = ['coordinator', 'head'];
const MANAGERS: readonly ActorName[] = [...LEADS, 'admin'];
/** Who archives a workbook and, two of them together, deletes it. */
const ENDERS: readonly ActorName[] = ['head', 'admin'];
const CITY: readonly ActorName[] = ['water', 'roads', 'coordinator', 'head'];
const AUDIT: readonly ActorName[] = ['auditor', 'itu'];
const READERS: readonly ActorName[] = [...CITY, ...AUDIT];

/** A thread of members that the coordinator began and that stays open; one that is resolved; made by the scene. */
export const OPEN_THREAD = 'c_open' as CommentId;
export const RESOLVED_THREAD = 'c_resolved' as CommentId;

/** A clarification that the coordinator asked for and that is closed; made by the scene. */
export const CLOSED_CLARIFICATION = 'cl_closed' as ClarificationId;

/** A call that was agreed; made by the scene. */
export const KNOWN_CALL = 'call_known' as CallId;

/** A query to the water utility that is closed; made by the scene. */
export const CLOSED_QUERY = 'q_closed' as QueryId;

/** A link behind a value of the water utility; made by the scene. */
export const WATER_EVIDENCE = 'ev_water' as EvidenceId;

export const COMMAND_LINES: readonly CommandLine[] = [
  {
    command: { type: 'open-workbook', city: 'X', title: 'X', edition: '2017', due: null },
    may: ['admin'],
  },
  {
    command: {
      type: 'correct-workbook',
      city: 'X',
      title: 'not a\u0000text',
      due: null,
      zone: null,
    },
    may: MANAGERS,
  },
  {
    command: { type: 'add-entity', entity: 'e_new' as EntityId, name: 'Water utility' },
    may: LEADS,
  },
  {
    command: { type: 'rename-entity', entity: 'e_none' as EntityId, name: 'X' },
    may: LEADS,
  },
  {
    command: { type: 'merge-entities', entity: 'e_none' as EntityId, into: 'e_water' as EntityId },
    may: LEADS,
  },
  { command: { type: 'remove-entity', entity: 'e_water' as EntityId }, may: LEADS },
  {
    command: {
      type: 'add-member',
      person: 'p_water' as PersonId,
      role: 'contributor',
      entity: 'e_water' as EntityId,
    },
    may: MANAGERS,
  },
  // Who verifies the city is not the city's to appoint.
  {
    command: { type: 'add-member', person: 'p_water' as PersonId, role: 'auditor', entity: null },
    may: ['head', 'admin'],
  },
  { command: { type: 'remove-member', person: 'p_none' as PersonId }, may: MANAGERS },
  {
    command: {
      type: 'change-member',
      person: 'p_none' as PersonId,
      role: 'contributor',
      entity: 'e_water' as EntityId,
    },
    may: MANAGERS,
  },
  {
    command: { type: 'assign-rows', rows: [NO_ROW], entity: 'e_water' as EntityId },
    may: LEADS,
  },
  {
    command: { type: 'import-file', file: 'f'.repeat(64), cells: {}, seen: {} },
    may: ['water', 'roads', 'coordinator'],
  },
  { command: { type: 'lock' }, may: ['head'], stage: 'locked' },
  { command: { type: 'unlock', reason: 'No reason.' }, may: ['head'], stage: 'open' },
  {
    command: { type: 'reopen-cells', cells: [], rows: [ROWS.water], reason: 'x', until: 4e12 },
    may: ['head'],
    stage: 'open',
  },
  { command: { type: 'end-reopening', reopening: 1 }, may: ['head'], stage: 'open' },
  {
    command: {
      type: 'propose-reopening',
      whole: false,
      cells: [],
      rows: [],
      reason: 'x',
      until: 4e12,
    },
    may: ['head', 'auditor'],
  },
  {
    command: { type: 'accept-reopening', proposal: 9999, cells: [], rows: [], until: 4e12 },
    may: ['head', ...AUDIT],
  },
  { command: { type: 'accept-unlock', proposal: 9999 }, may: ['head', ...AUDIT] },
  {
    command: { type: 'decline-reopening', proposal: 9999, reason: 'x' },
    may: ['head', ...AUDIT],
  },
  {
    command: { type: 'comment', cell: NO_CELL, parent: null, text: 'x', audience: 'members' },
    may: READERS,
  },
  {
    command: { type: 'comment', cell: NO_CELL, parent: null, text: 'x', audience: 'audit' },
    may: AUDIT,
  },
  {
    command: { type: 'resolve-comment', comment: RESOLVED_THREAD },
    may: ['coordinator', 'head', ...AUDIT],
  },
  {
    command: { type: 'reopen-comment', comment: OPEN_THREAD },
    may: ['coordinator', 'head', ...AUDIT],
  },
  {
    command: { type: 'verify', row: NO_ROW, verdict: 'yes', result: '1', note: '' },
    may: ['auditor'],
  },
  { command: { type: 'withdraw-verification', row: ROWS.unassigned }, may: ['auditor'] },
  { command: { type: 'release-verification' }, may: ['auditor'], stage: 'open' },
  { command: { type: 'release-findings', findings: ['f_none' as FindingId] }, may: ['auditor'] },
  {
    command: { type: 'withdraw-finding', finding: 'f_none' as FindingId, reason: 'x' },
    may: ['auditor'],
  },
  {
    command: { type: 'answer-finding', finding: 'f_none' as FindingId, text: 'x', seen: null },
    may: LEADS,
  },
  { command: { type: 'declare-interest', conflict: 'not a\u0000text' }, may: AUDIT },
  {
    command: {
      type: 'attest',
      submission: 99,
      snapshot: 'f'.repeat(64),
      level: 'limited',
      notLookedAt: '',
      seen: { yes: 0, no: 0, without: 0 },
    },
    may: ['auditor'],
  },
  {
    command: { type: 'countersign', submission: 99, snapshot: 'f'.repeat(64), attestation: 1 },
    may: ['itu'],
  },
  { command: { type: 'consent', submission: 99, to: 'results' }, may: LEADS },
  { command: { type: 'withdraw-consent', submission: 99 }, may: LEADS },
  {
    command: { type: 'ask-clarification', clarification: NO_CLARIFICATION, row: NO_ROW, text: 'x' },
    may: ['water', 'roads', 'coordinator', 'auditor'],
  },
  {
    command: {
      type: 'rule',
      clarification: CLOSED_CLARIFICATION,
      text: 'not a\u0000text',
      scope: 'city',
    },
    may: ['itu'],
  },
  {
    command: { type: 'join-clarification', clarification: CLOSED_CLARIFICATION, under: null },
    may: ['itu'],
  },
  // Roads reports the KPI; there is no such version of the ruling.
  {
    command: { type: 'acknowledge-ruling', ruling: CLOSED_CLARIFICATION, seen: 1 },
    may: ['roads'],
  },
  {
    command: {
      type: 'agree-call',
      call: 'call_none' as CallId,
      clarification: CLOSED_CLARIFICATION,
      starts: 1,
      minutes: 30,
      zone: 'UTC',
      link: '',
      people: ['p_nobody' as PersonId],
    },
    may: ['coordinator', 'itu'],
  },
  {
    command: { type: 'cancel-call', call: 'call_none' as CallId },
    may: ['coordinator', 'itu'],
  },
  {
    command: { type: 'propose-period', starts: 1, ends: 2, reason: '' },
    may: ['coordinator', 'auditor'],
  },
  { command: { type: 'agree-period', proposal: 999_999 }, may: ['coordinator', 'auditor'] },
  {
    command: { type: 'decline-period', proposal: 999_999, reason: 'x' },
    may: ['coordinator', 'auditor'],
  },
  {
    command: {
      type: 'plan-mission',
      mission: 'mi_none' as MissionId,
      how: 'remote',
      from: '2027-02-30',
      to: '2027-03-01',
      note: '',
    },
    may: ['coordinator', 'auditor', 'itu'],
  },
  {
    command: { type: 'cancel-mission', mission: 'mi_none' as MissionId },
    may: ['coordinator', 'auditor', 'itu'],
  },
  // The coordinator asked it, and it is closed already.
  {
    command: { type: 'close-clarification', clarification: CLOSED_CLARIFICATION },
    may: ['coordinator', 'itu'],
  },
  {
    command: {
      type: 'ask-query',
      query: 'q_none' as QueryId,
      row: NO_ROW,
      text: 'x',
      due: null,
      assignee: null,
    },
    may: AUDIT,
  },
  // Of the city those who report the row, and the leads.
  {
    command: { type: 'answer-query', query: CLOSED_QUERY, text: 'x' },
    may: ['water', ...LEADS],
  },
  { command: { type: 'query-again', query: CLOSED_QUERY, text: 'x' }, may: AUDIT },
  { command: { type: 'reopen-query', query: CLOSED_QUERY, text: '\u0000' }, may: AUDIT },
  {
    command: {
      type: 'assign-query',
      query: CLOSED_QUERY,
      waitsFor: 'entity',
      due: null,
      assignee: null,
    },
    may: AUDIT,
  },
  {
    command: {
      type: 'close-query',
      query: CLOSED_QUERY,
      outcome: 'settled',
      footnote: '',
      seen: 1,
    },
    may: AUDIT,
  },
  // A row of nobody of which nothing was said: no contributor has it, and there is nothing to take back.
  {
    command: { type: 'mark-rows', rows: [ROWS.unassigned], as: 'in-progress' },
    may: ['water', 'roads', 'coordinator'],
  },
  // No link: whoever fills the row is told so.
  {
    command: {
      type: 'attach-evidence',
      evidence: 'ev_none' as EvidenceId,
      row: ROWS.water,
      link: 'x',
      note: '',
    },
    may: ['water', 'coordinator'],
  },
  {
    command: {
      type: 'attach-evidence',
      evidence: 'ev_none' as EvidenceId,
      row: ROWS.water,
      query: CLOSED_QUERY,
      link: 'https://a.example/',
      note: '',
    },
    may: ['water', 'coordinator', 'head', 'auditor', 'itu'],
  },
  {
    command: { type: 'detach-evidence', evidence: WATER_EVIDENCE, reason: '\u0000' },
    may: ['water', 'coordinator'],
  },
  { command: { type: 'archive', reason: 'x' }, may: ENDERS, stage: 'archived' },
  { command: { type: 'unarchive' }, may: ENDERS },
  { command: { type: 'ask-deletion', reason: 'x' }, may: ENDERS },
  { command: { type: 'take-back-deletion', asked: 1 }, may: ENDERS },
  { command: { type: 'delete', asked: 1, city: 'Rightsham' }, may: ENDERS },
];
