/**
 * The nouns as they are told: each event of the journal, and of what a workbook holds many, with all fields. The domain
 * keeps what they mean, and who is told what.
 */
import type { CellChange } from '@tallystick/domain/entry';
import { ABSENCES, type Event } from '@tallystick/domain/events';
import { EVIDENCE_MEDIA } from '@tallystick/domain/nouns/evidence/body';
import { QUERY_OUTCOMES, QUERY_WAITS } from '@tallystick/domain/nouns/query';
import { FINDING_KINDS } from '@tallystick/domain/audit/finding';
import type { Comment, ItemOf, PartName, RowMark } from '@tallystick/domain/state';
import { z } from 'zod';
import {
  cellId,
  clarificationId,
  commentId,
  contentParts,
  entityId,
  evidenceId,
  findingId,
  instant,
  numbered,
  personId,
  queryId,
  role,
  rowId,
  told,
} from './pieces.ts';
import { clarificationSchema } from './views-clarification.ts';

/** One event, with all its fields. */
const event = <
  K extends Event['type'],
  S extends { [Field in keyof Omit<Extract<Event, { type: K }>, 'type'>]-?: z.ZodType },
>(
  type: K,
  fields: S,
) => z.strictObject({ type: z.literal(type), ...fields });

const heading = {
  city: z.string(),
  title: z.string(),
  due: instant.nullable(),
  zone: z.string().nullable(),
};
const member = { person: personId, role, entity: entityId.nullable() };

/** Who looks after a query, and whose answer is waited for until when. */
const keeping = {
  waitsFor: z.enum(QUERY_WAITS).describe('The entity of the row, or the coordinators.'),
  due: instant.nullable(),
  assignee: personId.nullable().describe('Who of the audit side looks after it.'),
};
const ofQuery = { query: queryId, text: z.string() };
const closing = { outcome: z.enum(QUERY_OUTCOMES), footnote: z.string(), value: z.string() };

const releasable = {
  kind: z.enum(FINDING_KINDS),
  text: z.string(),
  recommendation: z.string(),
  rows: z.array(rowId),
};

/** A file, or a link: of the one kind the fields of the other are null. */
const evidenceBody = {
  row: rowId,
  query: queryId.exactOptional().describe('The query in whose thread it stands.'),
  cell: cellId.nullable().describe('Null where it is for the row as a whole.'),
  file: z.string().nullable().describe('SHA-256 of the bytes, hexadecimal.'),
  name: z.string().describe('As the file was called; empty for a link.'),
  size: z.int().nullable().describe('Bytes.'),
  media: z.enum(EVIDENCE_MEDIA).nullable().describe('Told by the content, not by the name.'),
  link: z.string().nullable(),
  note: z.string(),
  value: z.string().describe('What the row showed when it was attached.'),
};

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
  event('unlocked', { submission: z.int(), reason: z.string() }),
  event('commented', {
    comment: commentId,
    cell: cellId,
    parent: commentId.nullable(),
    text: z.string(),
    audience: z.enum(['members', 'audit']),
    mentions: z.array(personId).exactOptional(),
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
  event('consented', { submission: z.int(), to: z.enum(['results', 'figures']) }),
  event('consent-withdrawn', { submission: z.int() }),
  event('generation-started', { generation: z.int(), upTo: z.int() }),
  event('cells-reopened', {
    submission: z.int(),
    cells: z.array(cellId),
    rows: z.array(rowId),
    reason: z.string(),
    until: instant,
  }),
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
  }),
  event('clarification-closed', { clarification: clarificationId }),
  event('query-asked', {
    ...ofQuery,
    row: rowId,
    issue: z.string(),
    value: z.string().describe('What the row showed when it was asked.'),
    version: z.int().nullable(),
    ...keeping,
  }),
  event('query-answered', ofQuery),
  event('query-asked-again', ofQuery),
  event('query-reopened', ofQuery),
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

/** Of what a workbook holds many: the compiler holds that nothing is left out. */
export const partSchemas = {
  comments: z.array(comment),
  clarifications: z.array(clarificationSchema),
  queries: z.array(query).describe('What the audit side asks the city on rows, with the answers.'),
  evidence: z.array(evidence).describe('Files and links behind the values of rows.'),
  findings: z.array(finding).describe('Those that the audit side has released to the city.'),
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
