/** Groups of fields that an event of a noun and the list of a view have alike. */
import { ASSURANCES } from '@tallystick/domain/nouns/sign-off/attestation';
import { EVIDENCE_MEDIA } from '@tallystick/domain/nouns/evidence/body';
import { PROPOSERS } from '@tallystick/domain/nouns/sign-off/proposed';
import { MISSION_PLACES } from '@tallystick/domain/nouns/pilot/mission';
import { QUERY_OUTCOMES, QUERY_WAITS } from '@tallystick/domain/nouns/query';
import { FINDING_KINDS } from '@tallystick/domain/audit/finding';
import { z } from 'zod';
import {
  cellId,
  clarificationId,
  entityId,
  instant,
  numbered,
  personId,
  queryId,
  role,
  rowId,
} from '../pieces.ts';

export const heading = {
  city: z.string(),
  title: z.string(),
  due: instant.nullable(),
  zone: z.string().nullable(),
};
export const member = { person: personId, role, entity: entityId.nullable() };

/** Who looks after a query, and whose answer is waited for until when. */
export const keeping = {
  waitsFor: z.enum(QUERY_WAITS).describe('The entity of the row, or the coordinators.'),
  due: instant.nullable(),
  assignee: personId.nullable().describe('Who of the audit side looks after it.'),
};
export const mentioned = {
  mentions: z.array(personId).exactOptional(),
  mentionedEntities: z.array(entityId).exactOptional(),
};
export const ofQuery = { query: queryId, text: z.string() };
export const closing = { outcome: z.enum(QUERY_OUTCOMES), footnote: z.string(), value: z.string() };

export const call = {
  clarification: clarificationId,
  starts: instant,
  minutes: z.int(),
  zone: z.string(),
  link: z.string(),
  people: z.array(personId),
};
export const dates = { starts: instant, ends: instant };
export const mission = {
  how: z.enum(MISSION_PLACES),
  from: z.string(),
  to: z.string().describe('A day of it, too.'),
  note: z.string(),
};
export const cancelled = z.strictObject(numbered).nullable();

export const releasable = {
  kind: z.enum(FINDING_KINDS),
  text: z.string(),
  recommendation: z.string(),
  rows: z.array(rowId),
};

/** A file, or a link: of the one kind the fields of the other are null. */
export const evidenceBody = {
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

export const proposed = {
  submission: z.int(),
  as: z
    .enum(PROPOSERS)
    .describe('An auditor, for the head to decide, or the head, for the audit side.'),
  whole: z.boolean(),
  cells: z.array(cellId),
  rows: z.array(rowId),
  reason: z.string(),
  until: instant,
};
export const interest = { conflict: z.string().describe('Empty where nothing stands in the way.') };
export const attested = {
  submission: z.int(),
  snapshot: z.string().describe('SHA-256 of the snapshot that was signed, hexadecimal.'),
  level: z.enum(ASSURANCES).describe('How much assurance is given, as ISAE 3000 names it.'),
  notLookedAt: z.string().describe('Empty where nothing was left out.'),
  yes: z.int().describe('Reported data points that were verified.'),
  no: z.int().describe('Reported data points that were not verified.'),
  without: z.int().describe('Reported data points without a verdict that holds.'),
};
