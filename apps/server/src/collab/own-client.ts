/**
 * Under which client id a connection writes, as far as it has shown: the id of the document at its other end. Only that
 * one may become its person's here. What else a document holds under ids that nobody owns was written by others, before
 * the server was restored to a time that does not know them; taken from whoever comes back first it would be signed by
 * the wrong person.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { soleWriter } from '@tallystick/room/sole-writer';
import type { Awareness } from 'y-protocols/awareness';
import type { PresenceLine } from './presence.ts';

export class OwnClient {
  #shown: number | null = null;
  #written: number | null = null;

  /** A line of presence. The first one is about the document's own id; a line of somebody who is here is an echo. */
  shows(
    line: PresenceLine | undefined,
    among: { awareness: Pick<Awareness, 'getStates'>; person: PersonId },
  ): void {
    if (this.#shown !== null || line === undefined || line.state === null) return;
    const there = among.awareness.getStates().get(line.client)?.['who'] as
      | { person?: unknown }
      | undefined;
    // One's own line may still be there from a connection whose end nobody has noticed.
    if (there === undefined || there.person === among.person) this.#shown = line.client;
  }

  /** An edit as it was made, not a whole. Where no id was shown, the first one's is the connection's own. */
  writes(update: Uint8Array): void {
    if (this.#shown === null) this.#written ??= soleWriter(update) ?? null;
  }

  is(client: number): boolean {
    return client === this.#shown || client === this.#written;
  }
}
