/** The events of the journal as they are told: each type with all its fields. The domain keeps what they mean. */
import { ABSENCES, type Event } from '@tallystick/domain/events';
import { z } from 'zod';
import {
  cellId,
  clarificationId,
  commentId,
  contentParts,
  entityId,
  instant,
  personId,
  role,
  rowId,
} from './pieces.ts';

const heading = {
  city: z.string(),
  title: z.string(),
  due: instant.nullable(),
  zone: z.string().nullable(),
};
const member = { person: personId, role, entity: entityId.nullable() };

export const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('workbook-opened'),
    city: z.string(),
    title: z.string(),
    edition: z.string(),
    due: instant.nullable(),
    zone: z.string().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('workbook-corrected'),
    before: z.strictObject(heading),
    ...heading,
  }),
  z.strictObject({ type: z.literal('entity-added'), entity: entityId, name: z.string() }),
  z.strictObject({
    type: z.literal('entity-renamed'),
    entity: entityId,
    name: z.string(),
    before: z.string(),
  }),
  z.strictObject({
    type: z.literal('entities-merged'),
    entity: entityId,
    name: z.string(),
    into: entityId,
    rows: z.array(rowId),
    people: z.array(z.strictObject({ person: personId, role })),
  }),
  z.strictObject({ type: z.literal('entity-removed'), entity: entityId, name: z.string() }),
  z.strictObject({ type: z.literal('member-added'), ...member }),
  z.strictObject({ type: z.literal('member-removed'), person: personId }),
  z.strictObject({ type: z.literal('member-changed'), ...member }),
  z.strictObject({
    type: z.literal('rows-assigned'),
    rows: z.array(rowId),
    entity: entityId.nullable(),
  }),
  z.strictObject({
    type: z.literal('locked'),
    submission: z.int(),
    upTo: z.int().describe('Number of the last entry that the snapshot holds.'),
    snapshot: z.string().describe('SHA-256 of the snapshot, hexadecimal.'),
    generation: z.int(),
    reported: z.int(),
    missing: z.int(),
  }),
  z.strictObject({ type: z.literal('unlocked'), submission: z.int(), reason: z.string() }),
  z.strictObject({
    type: z.literal('commented'),
    comment: commentId,
    cell: cellId,
    parent: commentId.nullable(),
    text: z.string(),
    audience: z.enum(['members', 'audit']),
  }),
  z.strictObject({ type: z.literal('comment-resolved'), comment: commentId }),
  z.strictObject({ type: z.literal('comment-reopened'), comment: commentId }),
  z.strictObject({
    type: z.literal('verified'),
    row: rowId,
    verdict: z.enum(['yes', 'no']),
    result: z.string(),
    note: z.string(),
    content: contentParts.exactOptional(),
  }),
  z.strictObject({ type: z.literal('verification-withdrawn'), row: rowId }),
  z.strictObject({ type: z.literal('verification-released'), submission: z.int() }),
  z.strictObject({
    type: z.literal('consented'),
    submission: z.int(),
    to: z.enum(['results', 'figures']),
  }),
  z.strictObject({ type: z.literal('consent-withdrawn'), submission: z.int() }),
  z.strictObject({ type: z.literal('generation-started'), generation: z.int(), upTo: z.int() }),
  z.strictObject({
    type: z.literal('cells-reopened'),
    submission: z.int(),
    cells: z.array(cellId),
    rows: z.array(rowId),
    reason: z.string(),
    until: instant,
  }),
  z.strictObject({ type: z.literal('reopening-ended'), reopening: z.int() }),
  z.strictObject({
    type: z.literal('clarification-asked'),
    clarification: clarificationId,
    row: rowId,
    kpi: z.string(),
    edition: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    type: z.literal('ruled'),
    clarification: clarificationId,
    text: z.string(),
    scope: z.enum(['city', 'all']),
  }),
  z.strictObject({ type: z.literal('clarification-closed'), clarification: clarificationId }),
  z.strictObject({
    type: z.literal('rows-marked'),
    rows: z.array(rowId),
    as: z.enum(['ready', 'in-progress', 'not-available']),
    prints: z.array(z.string()),
    reason: z.string(),
    why: z.enum(ABSENCES).exactOptional(),
    expected: z.string().exactOptional(),
  }),
  z.strictObject({ type: z.literal('archived'), reason: z.string() }),
  z.strictObject({ type: z.literal('unarchived') }),
  z.strictObject({ type: z.literal('deletion-asked'), reason: z.string(), until: instant }),
  z.strictObject({ type: z.literal('deletion-taken-back'), asked: z.int() }),
  z.strictObject({ type: z.literal('deleted'), archived: z.int(), asked: z.int() }),
]) satisfies z.ZodType<Event>;

/** What an edit did to one cell, texts as typed. */
export const cellChangeSchema = z.strictObject({
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
