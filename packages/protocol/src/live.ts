/**
 * Messages that a server pushes over the room's socket beside Yjs' own (Hocuspocus' stateless messages, as JSON). The
 * order of these and of edits is the server's, and clients of any kind read them.
 */
// The browser reads these messages: of this edition it takes only what is named.
import * as z from 'zod/mini';

const refusal = z.object({
  code: z.string(),
  detail: z.optional(z.string()),
});

/** A ruling for every city. It names neither the city that asked nor its question. */
export const rulingSchema = z.object({
  id: z.string(),
  kpi: z.string(),
  text: z.string(),
  at: z.number(),
  /** What it was before, the oldest first; left out where it was nothing. */
  former: z.exactOptional(z.array(z.object({ text: z.string(), at: z.number() }))),
});

export const liveMessageSchema = z.discriminatedUnion('type', [
  /** Something happened that this role may see. `entry` is an event entry of the journal, as presented. */
  z.object({ type: z.literal('event'), entry: z.looseObject({ number: z.number() }) }),
  /** An edit of this client was not taken. Its values are repeated so that none is lost. */
  z.object({
    type: z.literal('refused'),
    refusal,
    cells: z.array(z.string()),
    values: z.array(z.tuple([z.string(), z.nullable(z.string())])),
    head: z.number(),
  }),
  /** The room goes on under another generation: reconnect there. */
  z.object({ type: z.literal('moved'), generation: z.number() }),
  /** ITU ruled for every city, or took such a ruling back: `ruling` is null then. Of other workbooks than this. */
  z.object({ type: z.literal('ruling'), id: z.string(), ruling: z.nullable(rulingSchema) }),
  /** The journal of the audit side has come to this entry: ask for it anew. For the audit side alone. */
  z.object({ type: z.literal('audit'), head: z.number() }),
  /** A refused value beside a cell was kept, handed in or settled. For its author and the city's leads. */
  z.object({ type: z.literal('proposal'), cell: z.string() }),
  /** The inbox of whom this is sent to is another one. */
  z.object({ type: z.literal('inbox') }),
  /** A write was overtaken by another that had not seen it; shown to both authors. */
  z.object({
    type: z.literal('overwritten'),
    cell: z.string(),
    lost: z.nullable(z.string()),
    lostBy: z.string(),
    won: z.nullable(z.string()),
    wonBy: z.string(),
  }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;
