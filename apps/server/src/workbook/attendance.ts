/**
 * Who is in a workbook's room now, and what each of them is told. What a socket hears is decided by its role at that
 * moment, in one place.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { actorOf } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { CLOSE } from '@tallystick/protocol/close-codes';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { Presence } from '@tallystick/protocol/presence';
import type { Attendee } from '../room/attendee.ts';
import { SOCKETS_PER_WORKBOOK_MAX } from '../service/limits.ts';
import { presentEntry } from '../present/present.ts';
import type { PersonRow } from '@tallystick/store/rows';

export class Attendance {
  readonly #sockets = new Set<Attendee>();

  get size(): number {
    return this.#sockets.size;
  }

  /** False where the room is full. */
  join(socket: Attendee): boolean {
    if (this.#sockets.size >= SOCKETS_PER_WORKBOOK_MAX) return false;
    this.#sockets.add(socket);
    return true;
  }

  leave(socket: Attendee): void {
    this.#sockets.delete(socket);
  }

  all(): Attendee[] {
    return [...this.#sockets];
  }

  /** An event to everybody whose role may see it. */
  show(state: WorkbookState, entry: EventEntry & { name: string }): void {
    for (const socket of this.#sockets) {
      const shown = presentEntry(state, actorOf(state, socket.person), entry);
      if (shown !== undefined) socket.tell({ type: 'event', entry: shown });
    }
  }

  /** A message to all sockets of one person. */
  readonly tellPerson = (person: PersonId, message: LiveMessage): void => {
    for (const socket of this.#sockets) if (socket.person === person) socket.tell(message);
  };

  /** A message to everybody, or to those people whom it is for. */
  tellAll(message: LiveMessage, isFor: (person: PersonId) => boolean = () => true): void {
    for (const socket of this.#sockets) if (isFor(socket.person)) socket.tell(message);
  }

  closeAll(code: number, reason: string): void {
    for (const socket of this.#sockets) socket.close(code, reason);
  }

  /** The role and entity of those here, to be held against a later state. */
  roles(state: WorkbookState): Map<Attendee, string> {
    return new Map(this.all().map((each) => [each, standingOf(state, each.person)]));
  }

  /** Closes the sockets of people who no longer stand as they did: they come back, if at all, with the new role. */
  closeChanged(before: Map<Attendee, string>, state: WorkbookState): void {
    for (const [socket, standing] of before) {
      if (standingOf(state, socket.person) === standing) continue;
      socket.close(CLOSE.FORBIDDEN, 'the right was withdrawn');
    }
  }
}

/** What others see of a person who is here; undefined for who is no member. */
export function whoIs(
  { members }: WorkbookState,
  { person, name }: PersonRow,
): Omit<Presence, 'cell' | 'editing'> | undefined {
  const place = [...members.keys()].indexOf(person);
  const role = members.get(person)?.role;
  return role === undefined ? undefined : { person, name, role, colour: place % 8 };
}

/** Role and entity of a person in one word, to compare by. */
function standingOf(state: WorkbookState, person: PersonId): string {
  const member = state.members.get(person);
  return member === undefined ? '' : `${member.role} ${member.entity ?? ''}`;
}
