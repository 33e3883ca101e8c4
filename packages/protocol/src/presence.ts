/**
 * Presence: who is here and in which cell. The client sends its cell alone; name, role and colour are the session's.
 */
// The browser reads these messages: of this edition it takes only what is named.
import * as z from 'zod/mini';
import { CELL_ID_CHARS_MAX } from './limits.ts';

/** What others see of a person, stamped by the server. */
export const presenceSchema = z.object({
  person: z.string(),
  name: z.string(),
  role: z.string(),
  /** Index into the client's palette of eight, 0-7. */
  colour: z.number(),
  /** The cell in focus, or null. */
  cell: z.nullable(z.string()),
  /** The person is typing in it. */
  editing: z.boolean(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** What a client may say of itself (awareness field `at`). */
export const presenceClaimSchema = z.object({
  cell: z.nullable(z.string().check(z.maxLength(CELL_ID_CHARS_MAX))),
  editing: z.boolean(),
});
