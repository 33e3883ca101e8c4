/**
 * Presence through the server: a client says only where it is; who it is comes from its session. A presence message is
 * input from outside and is rebuilt, never passed on.
 */
import { presenceClaimSchema, type Presence } from '@tallystick/protocol/presence';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { PRESENCE_BYTES_MAX } from '../service/limits.ts';

/** A client's own line of an awareness message. */
export type PresenceLine = { client: number; clock: number; state: unknown };

/** The lines of an awareness message; undefined where it is malformed, too long or about several clients. */
export function readPresence(update: Uint8Array): PresenceLine | undefined {
  if (update.length > PRESENCE_BYTES_MAX) return undefined;
  try {
    const decoder = decoding.createDecoder(update);
    if (decoding.readVarUint(decoder) !== 1) return undefined;
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    return { client, clock, state };
  } catch {
    return undefined;
  }
}

/** The awareness message that others get: the same client and clock, `who` made here. */
export function stampPresence(
  line: PresenceLine,
  who: Omit<Presence, 'cell' | 'editing'>,
): Uint8Array {
  const claim = presenceClaimSchema.safeParse(
    (line.state as { at?: unknown } | null)?.at ?? { cell: null, editing: false },
  );
  const at = claim.success ? claim.data : { cell: null, editing: false };
  const state = line.state === null ? null : { who: { ...who, ...at } satisfies Presence };
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, line.client);
  encoding.writeVarUint(encoder, line.clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encoding.toUint8Array(encoder);
}
