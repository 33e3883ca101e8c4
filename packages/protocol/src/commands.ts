/** Commands on the wire: the schema of each, first; types come from the domain. */
import type { Command, CommandOf, CommandType } from '@tallystick/domain/commands';
import { ABSENCES } from '@tallystick/domain/events';
import { ASSURANCES } from '@tallystick/domain/nouns/sign-off/attestation';
import { MISSION_PLACES } from '@tallystick/domain/nouns/pilot/mission';
import { QUERY_OUTCOMES, QUERY_WAITS } from '@tallystick/domain/nouns/query';
import { ROLES } from '@tallystick/domain/roles';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { z } from 'zod';
import {
  CELL_TEXT_CHARS_MAX,
  CELLS_PER_REQUEST_MAX,
  DAY_CHARS,
  FILE_HASH_CHARS,
  FILE_NAME_CHARS_MAX,
  INSTANT_MS_MAX,
} from './limits.ts';

/** An id: letters, digits and the few marks our ids use. */
export const idSchema = z
  .string()
  .min(1)
  .max(TEXT_LIMITS.id)
  .regex(/^[A-Za-z0-9_.:-]+$/);
const cell = z.string().min(3).max(TEXT_LIMITS.cell);
const row = z.string().min(1).max(TEXT_LIMITS.row);
const name = z.string().trim().min(1).max(TEXT_LIMITS.name);
/** Prose by the bound that the decision holds it to. */
const prose = (bound: number) => z.string().trim().min(1).max(bound);
const reason = prose(TEXT_LIMITS.reason);
const role = z.enum(ROLES);
/** Cells with their texts; null is an empty one. */
const texts = z
  .record(cell, z.string().max(CELL_TEXT_CHARS_MAX).nullable())
  .refine((cells) => Object.keys(cells).length <= CELLS_PER_REQUEST_MAX, {
    message: `At most ${CELLS_PER_REQUEST_MAX} cells`,
  });
const instant = z.int().min(0).max(INSTANT_MS_MAX);
const day = z.string().length(DAY_CHARS).describe('A day of the city, `2027-03-31`.');
/** A due date; null for none. */
const due = z.int().min(0).max(INSTANT_MS_MAX).nullable();
const mentioned = {
  mentions: z
    .array(idSchema)
    .max(TEXT_LIMITS.mentions)
    .optional()
    .describe('People whose names stand in the text after an @; who may not read it is left out.'),
  mentionedEntities: z
    .array(idSchema)
    .max(TEXT_LIMITS.mentions)
    .optional()
    .describe('Entities whose names do: all who fill rows for one are told.'),
};
const query = { query: idSchema, text: prose(TEXT_LIMITS.query), ...mentioned };
const assignee = idSchema
  .nullable()
  .describe('Who of the audit side looks after it; null for nobody in particular.');
const reopened = {
  cells: z.array(cell).max(TEXT_LIMITS.reopened),
  rows: z.array(row).max(TEXT_LIMITS.reopened),
  until: z.int().min(0).max(INSTANT_MS_MAX),
};
const proposal = z.int().min(1).describe('Number of the entry that proposed it.');
const signing = {
  submission: z.int().min(1),
  snapshot: z.string().length(FILE_HASH_CHARS).describe('The hash of the version, as it was seen.'),
};
const count = z.int().min(0).max(TEXT_LIMITS.rows);
const verdictCounts = { yes: count, no: count, without: count };
const zone = z.string().min(1).max(TEXT_LIMITS.name).describe('Time zone by name, `Africa/Cairo`.');

export const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open-workbook'),
    city: name,
    title: name,
    edition: idSchema,
    due,
    zone: zone.nullable().optional(),
  }),
  z.strictObject({
    type: z.literal('correct-workbook'),
    city: name,
    title: name,
    due,
    zone: zone.nullable(),
  }),
  z.strictObject({ type: z.literal('add-entity'), entity: idSchema, name }),
  z.strictObject({ type: z.literal('rename-entity'), entity: idSchema, name }),
  z
    .strictObject({ type: z.literal('merge-entities'), entity: idSchema, into: idSchema })
    .describe('Rows and people of `entity` become those of `into`; `entity` is no more.'),
  z.strictObject({ type: z.literal('remove-entity'), entity: idSchema }),
  z.strictObject({
    type: z.literal('add-member'),
    person: idSchema,
    role,
    entity: idSchema.nullable(),
  }),
  z.strictObject({ type: z.literal('remove-member'), person: idSchema }),
  z.strictObject({
    type: z.literal('change-member'),
    person: idSchema,
    role,
    entity: idSchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('assign-rows'),
    rows: z.array(row).min(1).max(TEXT_LIMITS.rows),
    entity: idSchema.nullable(),
  }),
  z.strictObject({ type: z.literal('lock') }),
  z.strictObject({ type: z.literal('unlock'), reason }),
  z.strictObject({
    type: z.literal('comment'),
    cell,
    parent: idSchema.nullable(),
    text: prose(TEXT_LIMITS.comment),
    audience: z.enum(['members', 'audit']),
    ...mentioned,
  }),
  z.strictObject({ type: z.literal('resolve-comment'), comment: idSchema }),
  z.strictObject({ type: z.literal('reopen-comment'), comment: idSchema }),
  z.strictObject({
    type: z.literal('verify'),
    row,
    verdict: z.enum(['yes', 'no']),
    result: z.string().max(TEXT_LIMITS.result),
    note: z.string().max(TEXT_LIMITS.verificationNote),
    seen: z
      .string()
      .length(64)
      .optional()
      .describe(
        '`content` of the result as it was seen; refused as content-moved where it has changed. Without it only the ' +
          'result is compared, and the verdict is on what stands there when it is decided.',
      ),
  }),
  z.strictObject({ type: z.literal('withdraw-verification'), row }),
  z.strictObject({ type: z.literal('release-verification') }),
  z
    .strictObject({
      type: z.literal('release-findings'),
      findings: z.array(idSchema).min(1).max(TEXT_LIMITS.releasedAtOnce),
    })
    .describe('Copies findings that the audit side has chosen into the workbook. Not by a token.'),
  z.strictObject({ type: z.literal('withdraw-finding'), finding: idSchema, reason }),
  z.strictObject({
    type: z.literal('answer-finding'),
    finding: idSchema,
    text: prose(TEXT_LIMITS.finding),
    seen: z
      .int()
      .min(1)
      .nullable()
      .describe('`number` of the answer that is replaced; null for the first.'),
  }),
  z
    .strictObject({
      type: z.literal('declare-interest'),
      conflict: z
        .string()
        .max(TEXT_LIMITS.reason)
        .describe('What stands in the way of judging this city; empty where nothing does.'),
    })
    .describe('Before the first verdict or signature. A conflict is not taken back.'),
  z
    .strictObject({
      type: z.literal('attest'),
      ...signing,
      level: z.enum(ASSURANCES),
      notLookedAt: z.string().max(TEXT_LIMITS.notLookedAt),
      seen: z
        .strictObject(verdictCounts)
        .describe('As the person saw them; refused as verdicts-moved where they are others.'),
    })
    .describe('The auditor signs the latest locked version, once its verdicts are released.'),
  z
    .strictObject({
      type: z.literal('countersign'),
      ...signing,
      attestation: z.int().min(1).describe('`number` of the attestation.'),
    })
    .describe('ITU signs what the auditor attested.'),
  z.strictObject({
    type: z.literal('consent'),
    submission: z.int().min(1),
    to: z.enum(['results', 'figures']),
  }),
  z.strictObject({ type: z.literal('withdraw-consent'), submission: z.int().min(1) }),
  z.strictObject({
    type: z.literal('reopen-cells'),
    ...reopened,
    reason,
  }),
  z
    .strictObject({
      type: z.literal('propose-reopening'),
      whole: z.boolean().describe('Unlocking the version as a whole: then no cells are named.'),
      ...reopened,
      reason,
    })
    .describe('For somebody else to decide: the head, or of a signed version the audit side.'),
  z
    .strictObject({ type: z.literal('accept-reopening'), proposal, ...reopened })
    .describe('The head may name other cells and another end than an auditor proposed.'),
  z.strictObject({ type: z.literal('accept-unlock'), proposal }),
  z.strictObject({ type: z.literal('decline-reopening'), proposal, reason }),
  z.strictObject({ type: z.literal('end-reopening'), reopening: z.int().min(1) }),
  z.strictObject({
    type: z.literal('ask-clarification'),
    clarification: idSchema,
    row,
    text: prose(TEXT_LIMITS.clarification),
  }),
  z.strictObject({
    type: z.literal('rule'),
    clarification: idSchema,
    text: prose(TEXT_LIMITS.clarification),
    scope: z.enum(['city', 'all']),
  }),
  z.strictObject({ type: z.literal('close-clarification'), clarification: idSchema }),
  z
    .strictObject({
      type: z.literal('join-clarification'),
      clarification: idSchema,
      under: idSchema.nullable(),
    })
    .describe(
      'Alike clarifications have one answer: `under` is another clarification on the KPI, or the name of a ruling for ' +
        'every city that was made in another workbook. Null gives it an answer of its own again.',
    ),
  z
    .strictObject({
      type: z.literal('acknowledge-ruling'),
      ruling: idSchema,
      seen: z.int().min(0).max(INSTANT_MS_MAX).describe('`at` of the version that was read.'),
    })
    .describe('The entity of who asks has read a ruling on a KPI that it reports.'),
  z
    .strictObject({
      type: z.literal('agree-call'),
      call: idSchema,
      clarification: idSchema,
      starts: instant,
      minutes: z.int().min(1).max(TEXT_LIMITS.callMinutes),
      zone: zone.describe('On whose clock the hour was agreed.'),
      link: z.string().max(TEXT_LIMITS.callLink).describe('`http` or `https`; empty for none.'),
      people: z.array(idSchema).min(1).max(TEXT_LIMITS.mentions).describe('Who is invited.'),
    })
    .describe(
      'A call on a clarification; under the name of one that is known, it is another hour.',
    ),
  z.strictObject({ type: z.literal('cancel-call'), call: idSchema }),
  z
    .strictObject({
      type: z.literal('propose-period'),
      starts: instant,
      ends: instant,
      reason: z.string().max(TEXT_LIMITS.reason),
    })
    .describe(
      'Dates of the collection, for the other side to agree: the city or the auditor. The first period lasts three to ' +
        'six months; an extension needs a reason.',
    ),
  z.strictObject({ type: z.literal('agree-period'), proposal: z.int().min(1) }),
  z.strictObject({
    type: z.literal('decline-period'),
    proposal: z.int().min(1),
    reason: z.string().max(TEXT_LIMITS.reason),
  }),
  z
    .strictObject({
      type: z.literal('plan-mission'),
      mission: idSchema,
      how: z.enum(MISSION_PLACES),
      from: day,
      to: day,
      note: z.string().max(TEXT_LIMITS.issue),
    })
    .describe('On which days the auditor looks into the city, on site or remote.'),
  z.strictObject({ type: z.literal('cancel-mission'), mission: idSchema }),
  z
    .strictObject({
      type: z.literal('ask-query'),
      ...query,
      row,
      issue: z
        .string()
        .max(TEXT_LIMITS.issue)
        .optional()
        .describe('What is the matter, in a few words.'),
      waitsFor: z.enum(QUERY_WAITS).optional().describe('Left out: the entity of the row.'),
      due,
      assignee,
    })
    .describe('Asks the city on a row. The value that the row shows by then is kept with it.'),
  z.strictObject({ type: z.literal('answer-query'), ...query }),
  z.strictObject({ type: z.literal('query-again'), ...query }),
  z.strictObject({ type: z.literal('reopen-query'), ...query }),
  z.strictObject({
    type: z.literal('assign-query'),
    query: idSchema,
    waitsFor: z.enum(QUERY_WAITS),
    due,
    assignee,
  }),
  z.strictObject({
    type: z.literal('close-query'),
    query: idSchema,
    outcome: z.enum(QUERY_OUTCOMES),
    footnote: z
      .string()
      .max(TEXT_LIMITS.footnote)
      .describe('As the report prints it: with cautioned always, with settled never.'),
    seen: z.int().min(1).describe('`number` of the last turn that the person has read.'),
  }),
  z.strictObject({
    type: z.literal('mark-rows'),
    rows: z.array(row).min(1).max(TEXT_LIMITS.rows),
    as: z.enum(['ready', 'in-progress', 'not-available']),
    reason: z.string().max(TEXT_LIMITS.reason).optional(),
    why: z.enum(ABSENCES).optional().describe('With not-available: the reason as a choice.'),
    expected: z
      .string()
      .max(DAY_CHARS)
      .optional()
      .describe('With why "expected": the day, 2027-03-31.'),
    seen: z
      .array(z.string().length(64))
      .max(TEXT_LIMITS.rows)
      .optional()
      .describe(
        'SHA-256 of each row as it was seen, in order; refused as row-moved where it has changed.',
      ),
  }),
  z
    .strictObject({
      type: z.literal('attach-evidence'),
      evidence: idSchema.describe('Made by the client.'),
      row,
      query: idSchema.optional().describe('In the thread of this query; else behind the value.'),
      cell: cell.nullable().optional().describe('Left out: the row as a whole.'),
      file: z
        .string()
        .length(FILE_HASH_CHARS)
        .optional()
        .describe('SHA-256 of a file that was handed in (`/evidence`), hexadecimal.'),
      name: z.string().max(FILE_NAME_CHARS_MAX).optional().describe('What the file is called.'),
      link: z.string().max(TEXT_LIMITS.link).optional().describe('http or https; instead of file.'),
      note: z.string().max(TEXT_LIMITS.evidenceNote),
    })
    .describe('Puts a file or a link behind the value of a row.'),
  z.strictObject({
    type: z.literal('detach-evidence'),
    evidence: idSchema,
    reason: z.string().max(TEXT_LIMITS.evidenceNote),
  }),
  z
    .strictObject({
      type: z.literal('import-file'),
      file: z
        .string()
        .length(FILE_HASH_CHARS)
        .describe('SHA-256 of a file that was handed in (`/files`), hexadecimal.'),
      cells: texts.describe('Texts to write; null empties the cell.'),
      seen: texts.describe(
        'What stood in these cells when it was decided: where another text stands, nothing is written.',
      ),
    })
    .describe('Writes cells out of a file, all of them or none, and one line that names it.'),
  z.strictObject({ type: z.literal('archive'), reason }),
  z.strictObject({ type: z.literal('unarchive') }),
  z.strictObject({ type: z.literal('ask-deletion'), reason }),
  z.strictObject({ type: z.literal('take-back-deletion'), asked: z.int().min(1) }),
  z
    .strictObject({
      type: z.literal('delete'),
      asked: z.int().min(1).describe('`number` of the deletion that was asked for.'),
      city: name.describe('The name of the city, typed by the person who confirms.'),
    })
    .describe('The second word on a deletion, of another person than who asked. Not by a token.'),
]);

/** What a client posts: the command under an id of its own making; the same id twice is carried out once. */
export const commandRequestSchema = z.strictObject({ id: idSchema, command: commandSchema });

type Parsed = z.infer<typeof commandSchema>;
/** Every command. Does not compile while there is one without a schema. */
type Everyone<T extends Parsed['type'] = CommandType> = CommandOf<T>;

/** A parsed command, with the domain's branded ids. */
export function toCommand(parsed: Parsed): Everyone {
  // The schema has checked every field; only the brands are missing.
  return parsed as Command;
}

/** The answer to a command: the number of its entry, and the head after it. */
export const commandAnswerSchema = z.strictObject({ number: z.int(), head: z.int() });
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;
