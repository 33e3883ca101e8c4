/**
 * The nouns as they are told: each event of the journal, and of what a workbook holds many, with all fields. The domain
 * keeps what they mean, and who is told what.
 */
import type { CellChange } from '@tallystick/domain/entry';
import { ABSENCES, type Event } from '@tallystick/domain/events';
import { PERIOD_SIDES } from '@tallystick/domain/nouns/pilot/period';
import type { Comment, ItemOf, PartName, RowMark } from '@tallystick/domain/state';
import { z } from 'zod';
import {
  callId,
  cellId,
  clarificationId,
  commentId,
  contentParts,
  entityId,
  evidenceId,
  findingId,
  instant,
  missionId,
  numbered,
  personId,
  queryId,
  role,
  rowId,
  told,
} from './pieces.ts';
import { clarificationSchema } from './views-clarification.ts';
import {
  heading,
  member,
  keeping,
  mentioned,
  ofQuery,
  closing,
  call,
  dates,
  mission,
  cancelled,
  releasable,
  evidenceBody,
  proposed,
  interest,
  attested,
} from './nouns/bodies.ts';

/** One event, with all its fields. */
const event = <
  K extends Event['type'],
  S extends { [Field in keyof Omit<Extract<Event, { type: K }>, 'type'>]-?: z.ZodType },
>(
  type: K,
  fields: S,
) => z.strictObject({ type: z.literal(type), ...fields });

export const eventSchema = z.discriminatedUnion('type', [
  event('workbook-opened', {
    city: z.string(),
    title: z.string(),
    edition: z.string(),
    due: instant.nullable(),
    zone: z.string().exactOptional(),
  }),
  event('workbook-corrected', { before: z.strictObject(heading), ...heading }),
  event('entity-added', { entity: entityId, name: z.string() }),
  event('entity-renamed', { entity: entityId, name: z.string(), before: z.string() }),
  event('entities-merged', {
    entity: entityId,
    name: z.string(),
    into: entityId,
    rows: z.array(rowId),
    people: z.array(z.strictObject({ person: personId, role })),
  }),
  event('entity-removed', { entity: entityId, name: z.string() }),
  event('member-added', member),
  event('member-removed', { person: personId }),
  event('member-changed', member),
  event('rows-assigned', { rows: z.array(rowId), entity: entityId.nullable() }),
  event('locked', {
    submission: z.int(),
    upTo: z.int().describe('Number of the last entry that the snapshot holds.'),
    snapshot: z.string().describe('SHA-256 of the snapshot, hexadecimal.'),
    generation: z.int(),
    reported: z.int(),
    missing: z.int(),
  }),
  event('unlocked', { submission: z.int(), reason: z.string(), proposal: z.int().exactOptional() }),
  event('commented', {
    comment: commentId,
    cell: cellId,
    parent: commentId.nullable(),
    text: z.string(),
    audience: z.enum(['members', 'audit']),
    ...mentioned,
  }),
  event('comment-resolved', { comment: commentId }),
  event('comment-reopened', { comment: commentId }),
  event('verified', {
    row: rowId,
    verdict: z.enum(['yes', 'no']),
    result: z.string(),
    note: z.string(),
    content: contentParts.exactOptional(),
  }),
  event('verification-withdrawn', { row: rowId }),
  event('verification-released', { submission: z.int() }),
  event('findings-released', {
    findings: z.array(z.strictObject({ finding: findingId, ...releasable })),
  }),
  event('finding-withdrawn', { finding: findingId, reason: z.string() }),
  event('finding-answered', { finding: findingId, text: z.string() }),
  event('interest-declared', interest),
  event('attested', attested),
  event('countersigned', { submission: z.int(), snapshot: z.string(), attestation: z.int() }),
  event('consented', { submission: z.int(), to: z.enum(['results', 'figures']) }),
  event('consent-withdrawn', { submission: z.int() }),
  event('generation-started', { generation: z.int(), upTo: z.int() }),
  event('cells-reopened', {
    submission: z.int(),
    cells: z.array(cellId),
    rows: z.array(rowId),
    reason: z.string(),
    until: instant,
    proposal: z.int().exactOptional().describe('Entry that proposed it, where somebody else did.'),
  }),
  event('reopening-proposed', proposed),
  event('reopening-declined', { proposal: z.int(), reason: z.string() }),
  event('reopening-ended', { reopening: z.int() }),
  event('clarification-asked', {
    clarification: clarificationId,
    row: rowId,
    kpi: z.string(),
    edition: z.string(),
    text: z.string(),
  }),
  event('ruled', {
    clarification: clarificationId,
    text: z.string(),
    scope: z.enum(['city', 'all']),
    replaces: z
      .int()
      .exactOptional()
      .describe('Number of the entry of the ruling that it replaces.'),
    also: z.array(clarificationId).exactOptional().describe('Alike ones that it answers as well.'),
  }),
  event('clarification-joined', {
    clarification: clarificationId,
    under: z.string().nullable(),
    status: z.enum(['open', 'answered']),
  }),
  event('ruling-acknowledged', {
    ruling: z.string(),
    kpi: z.string(),
    row: rowId,
    entity: entityId,
    seen: instant,
  }),
  event('call-agreed', { call: callId, ...call }),
  event('call-cancelled', { call: callId, clarification: clarificationId }),
  event('period-proposed', { ...dates, reason: z.string(), side: z.enum(PERIOD_SIDES) }),
  event('period-agreed', { proposal: z.int(), due: instant, ...dates }),
  event('period-declined', { proposal: z.int(), reason: z.string() }),
  event('mission-planned', { mission: missionId, ...mission }),
  event('mission-cancelled', { mission: missionId }),
  event('clarification-closed', { clarification: clarificationId }),
  event('query-asked', {
    ...ofQuery,
    ...mentioned,
    row: rowId,
    issue: z.string(),
    value: z.string().describe('What the row showed when it was asked.'),
    version: z.int().nullable(),
    ...keeping,
  }),
  event('query-answered', { ...ofQuery, ...mentioned }),
  event('query-asked-again', { ...ofQuery, ...mentioned }),
  event('query-reopened', { ...ofQuery, ...mentioned }),
  event('query-assigned', { query: queryId, ...keeping }),
  event('query-closed', { query: queryId, ...closing }),
  event('rows-marked', {
    rows: z.array(rowId),
    as: z.enum(['ready', 'in-progress', 'not-available']),
    prints: z.array(z.string()),
    reason: z.string(),
    why: z.enum(ABSENCES).exactOptional(),
    expected: z.string().exactOptional(),
  }),
  event('evidence-attached', { evidence: evidenceId, ...evidenceBody }),
  event('evidence-detached', { evidence: evidenceId, reason: z.string() }),
  event('file-imported', {
    file: z.string().describe('SHA-256 of the file, hexadecimal.'),
    name: z.string(),
    count: z.int().describe('Cells that were changed.'),
    first: z
      .int()
      .describe('Number of the first of its edits; the others follow up to this entry.'),
  }),
  event('archived', { reason: z.string() }),
  event('unarchived', {}),
  event('deletion-asked', { reason: z.string(), until: instant }),
  event('deletion-taken-back', { asked: z.int() }),
  event('deleted', { archived: z.int(), asked: z.int() }),
]) satisfies z.ZodType<Event>;

const comment = told<Comment>()({
  id: commentId,
  cell: cellId,
  parent: commentId.nullable(),
  text: z.string(),
  audience: z.enum(['members', 'audit']),
  ...numbered,
  resolved: z.boolean(),
});
const mark = told<RowMark>()({
  row: rowId,
  as: z.enum(['ready', 'not-available']),
  print: z
    .string()
    .describe(
      'SHA-256 (hexadecimal) of the JSON of [row, [column, text] ...] over the typed cells of the row, sorted by ' +
        'column, as they were when it was said to be ready. Where it differs now, the row is in progress again.',
    ),
  reason: z
    .string()
    .describe(
      'Why nothing is available, in words; may be empty with why. A figure typed later ends it.',
    ),
  why: z.enum(ABSENCES).exactOptional(),
  expected: z.string().exactOptional().describe('With why "expected": the day, 2027-03-31.'),
  ...numbered,
});

const finding = told<ItemOf<'findings'>>()({
  id: findingId,
  ...releasable,
  ...numbered,
  answer: z.strictObject({ text: z.string(), ...numbered }).nullable(),
  withdrawn: z.strictObject({ reason: z.string(), ...numbered }).nullable(),
});

const query = told<ItemOf<'queries'>>()({
  id: queryId,
  row: rowId,
  issue: z.string().describe('What is the matter, in a few words; may be empty.'),
  value: z.string().describe('What the row showed when it was asked.'),
  version: z.int().nullable().describe('The version that was locked last by then.'),
  ...keeping,
  status: z.enum(['open', 'answered', 'closed']),
  since: instant.describe('Since when it has been in this state, milliseconds since 1970, UTC.'),
  turns: z.array(
    z.strictObject({ as: z.enum(['question', 'answer']), text: z.string(), ...numbered }),
  ),
  closed: z.strictObject({ ...closing, ...numbered }).nullable(),
  ...numbered,
});

const evidence = told<ItemOf<'evidence'>>()({
  id: evidenceId,
  ...evidenceBody,
  detached: z
    .strictObject({ reason: z.string(), ...numbered })
    .nullable()
    .describe('Set where it was taken away.'),
  ...numbered,
});

const reopeningProposal = told<ItemOf<'reopeningProposals'>>()({
  ...proposed,
  ...numbered,
  decided: z
    .strictObject({ how: z.enum(['accepted', 'declined']), reason: z.string(), ...numbered })
    .nullable(),
});
const interestPart = told<ItemOf<'interests'>>()({ ...interest, ...numbered });
const attestation = told<ItemOf<'attestations'>>()({
  ...attested,
  ...numbered,
  countersigned: z.strictObject(numbered).nullable().describe('By ITU.'),
});

/** Of what a workbook holds many: the compiler holds that nothing is left out. */
export const partSchemas = {
  comments: z.array(comment),
  clarifications: z.array(clarificationSchema),
  acknowledgements: z
    .array(
      told<ItemOf<'acknowledgements'>>()({
        ruling: z.string(),
        kpi: z.string(),
        entity: entityId,
        seen: instant,
        ...numbered,
      }),
    )
    .describe('Which entity has read which version of a ruling last.'),
  calls: z
    .array(
      told<ItemOf<'calls'>>()({
        id: callId,
        ...call,
        sequence: z.int().describe('How often it was agreed anew.'),
        cancelled,
        ...numbered,
      }),
    )
    .describe('Calls on clarifications that were agreed.'),
  periods: z
    .array(
      told<ItemOf<'periods'>>()({
        ...dates,
        reason: z.string(),
        side: z.enum(PERIOD_SIDES).describe('Who proposed it.'),
        status: z.enum(['proposed', 'agreed', 'declined']),
        answered: z.strictObject({ reason: z.string(), ...numbered }).nullable(),
        ...numbered,
      }),
    )
    .describe('Dates of the collection that were proposed; the last that was agreed counts.'),
  missions: z
    .array(told<ItemOf<'missions'>>()({ id: missionId, ...mission, cancelled, ...numbered }))
    .describe('On which days the auditor looks into the city.'),
  queries: z.array(query).describe('What the audit side asks the city on rows, with the answers.'),
  evidence: z.array(evidence).describe('Files and links behind the values of rows.'),
  findings: z.array(finding).describe('Those that the audit side has released to the city.'),
  reopeningProposals: z.array(reopeningProposal).describe('What takes a second person to reopen.'),
  interests: z
    .array(interestPart)
    .describe(
      'What those who judge said of their interests in the city; for them, ITU and the head.',
    ),
  attestations: z
    .array(attestation)
    .describe('Versions that the auditor signed, and ITU with them.'),
  marks: z
    .array(mark)
    .describe('What was said of rows last. A row without one is empty or in progress.'),
} satisfies Record<PartName, z.ZodType>;

/** What an edit did to one cell, texts as typed. */
export const cellChangeSchema = told<CellChange>()({
  cell: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  attempted: z
    .string()
    .nullable()
    .exactOptional()
    .describe('There where the edit lost against one it had not seen: what it tried to write.'),
  unseen: z
    .string()
    .nullable()
    .exactOptional()
    .describe('The text that it overwrote without its author having seen it.'),
  value: z
    .string()
    .nullable()
    .exactOptional()
    .describe('There where `after` is a formula: what it came to at that entry; null for nothing.'),
  through: z
    .array(z.string().nullable())
    .exactOptional()
    .describe('Texts set on the way by the same edit, in order.'),
});
