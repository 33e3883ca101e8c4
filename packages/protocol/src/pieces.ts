/** What the schemas of several nouns are made of. */
import type {
  CallId,
  CellId,
  ClarificationId,
  CommentId,
  EntityId,
  EvidenceId,
  FindingId,
  InterviewId,
  MissionId,
  PaperId,
  PersonId,
  QueryId,
  RowId,
} from '@tallystick/domain/cells/ids';
import { ROLES } from '@tallystick/domain/roles';
import { z } from 'zod';

export const instant = z.int().describe('Milliseconds since 1970, UTC.');
/** A person as the record names them; the name is '' once the person was erased. */
export const named = z.strictObject({ person: z.string(), name: z.string() });
export const role = z.enum(ROLES);

/**
 * A thing of the domain as it is told. All its fields have to be named, so that one that it gains is told, or left out on
 * purpose before it comes here.
 */
export const told =
  <T>() =>
  <S extends { [Field in keyof T]-?: z.ZodType }>(fields: S) =>
    z.strictObject(fields);

/** An id as the domain brands it; on the wire it is a text. */
const idOf = <T extends string>() => z.string() as unknown as z.ZodType<T, T>;
export const cellId = idOf<CellId>();
export const rowId = idOf<RowId>();
export const entityId = idOf<EntityId>();
export const personId = idOf<PersonId>();
export const commentId = idOf<CommentId>();
export const findingId = idOf<FindingId>();
export const queryId = idOf<QueryId>();
export const evidenceId = idOf<EvidenceId>();
export const interviewId = idOf<InterviewId>();
export const paperId = idOf<PaperId>();
export const clarificationId = idOf<ClarificationId>();
export const callId = idOf<CallId>();
export const missionId = idOf<MissionId>();

/** Who did something, and when. */
export const by = { by: personId, at: instant };
/** The same with the number of its entry. */
export const numbered = { ...by, number: z.int() };

/** Part by part what a verdict is on. */
export const contentParts = z
  .record(z.string(), z.string())
  .describe(
    'What the verdict is on, part by part: cells with their texts (of a source or notes the SHA-256), `row:result` and ' +
      '`row:exact`. For those who read the room; older verdicts are on `result` alone.',
  );
