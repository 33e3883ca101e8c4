/**
 * Colours of those who are here: no two of them alike while the palette has enough. The server's colour is a wish by
 * membership, and only here it is known who is present at once.
 */
import type { Presence } from '@tallystick/protocol/presence';
import { PEOPLE_COLOURS } from '../../look/people-palette.ts';

export class PeopleColours {
  /** Person to colour: who stays keeps theirs. */
  private taken = new Map<string, number>();

  /** The same people, each with a colour of their own; who came first keeps it. */
  settle(people: Presence[]): Presence[] {
    const here = new Set(people.map(({ person }) => person));
    this.taken = new Map([...this.taken].filter(([person]) => here.has(person)));
    return people.map((each) => ({ ...each, colour: this.colourOf(each) }));
  }

  private colourOf({ person, colour }: Presence): number {
    const kept = this.taken.get(person);
    if (kept !== undefined) return kept;
    const used = new Set(this.taken.values());
    const places = PEOPLE_COLOURS.map((_, place) => (colour + place) % PEOPLE_COLOURS.length);
    const free = places.find((place) => !used.has(place)) ?? colour % PEOPLE_COLOURS.length;
    this.taken.set(person, free);
    return free;
  }
}
