/** Commands of the audit side on the wire: the schema of each, first. */
import type {
  AuditCommand,
  AuditCommandOf,
  AuditCommandType,
} from '@tallystick/domain/audit/commands';
import { FINDING_KINDS } from '@tallystick/domain/audit/finding';
import '@tallystick/domain/audit/nouns';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { z } from 'zod';
import { INSTANT_MS_MAX } from '../limits.ts';
import { idSchema } from '../commands.ts';

/** Prose by the bound that the decision holds it to. */
const prose = (bound: number) => z.string().trim().min(1).max(bound);
const links = {
  rows: z.array(z.string().min(1).max(TEXT_LIMITS.row)).max(TEXT_LIMITS.links),
  cells: z.array(z.string().min(3).max(TEXT_LIMITS.cell)).max(TEXT_LIMITS.links),
};
const seen = z
  .int()
  .min(1)
  .nullable()
  .describe(
    '`number` of the version that was before the writer, null for something new; refused as written-meanwhile where ' +
      'there is a newer one.',
  );
const result = z.string().min(1).max(TEXT_LIMITS.screened);

export const auditCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('write-paper'),
    paper: idSchema,
    title: prose(TEXT_LIMITS.name),
    text: prose(TEXT_LIMITS.paper),
    ...links,
    seen,
  }),
  z.strictObject({
    type: z.literal('record-interview'),
    interview: idSchema,
    whom: prose(TEXT_LIMITS.name).describe('By function or name.'),
    when: z.int().min(0).max(INSTANT_MS_MAX),
    setting: z.enum(['on-site', 'remote']),
    notes: prose(TEXT_LIMITS.interview),
    ...links,
    seen,
  }),
  z.strictObject({
    type: z.literal('draft-finding'),
    finding: idSchema,
    kind: z.enum(FINDING_KINDS),
    text: prose(TEXT_LIMITS.finding),
    recommendation: z.string().max(TEXT_LIMITS.finding),
    ...links,
    evidence: z.array(prose(TEXT_LIMITS.name)).max(TEXT_LIMITS.evidence),
    seen,
  }),
  z.strictObject({
    type: z.literal('move-finding'),
    finding: idSchema,
    to: z.enum(['draft', 'chosen', 'withdrawn']),
    seen: z.int().min(1),
  }),
  z.strictObject({
    type: z.literal('dismiss-result'),
    result,
    reason: prose(TEXT_LIMITS.reason),
  }),
  z.strictObject({ type: z.literal('take-back-dismissal'), result }),
]);

export const auditCommandRequestSchema = z.strictObject({
  id: idSchema,
  command: auditCommandSchema,
});

type Parsed = z.infer<typeof auditCommandSchema>;
/** Does not compile while there is a command without a schema. */
type Everyone<T extends Parsed['type'] = AuditCommandType> = AuditCommandOf<T>;

/** A parsed command, with the domain's branded ids. */
export function toAuditCommand(parsed: Parsed): Everyone {
  return parsed as AuditCommand;
}
