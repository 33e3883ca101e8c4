/** Names of people by id, as a page has learnt them. */
import type { WorkbookView } from '@tallystick/protocol/views';

type Named = Pick<WorkbookView, 'members' | 'formerMembers' | 'me'>;

export class PeopleNames {
  private readonly names = new Map<string, string>();

  /** All whom a view names. */
  learn({ members, formerMembers, me }: Named): void {
    for (const { person, name } of [...formerMembers, ...members, me]) this.hear(person, name);
  }

  /** One name, as a message brings it. */
  hear(person: string, name: string): void {
    this.names.set(person, name);
  }

  /** The id of somebody who was never named. */
  readonly of = (person: string): string => this.names.get(person) ?? person;
}
