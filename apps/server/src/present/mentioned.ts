/**
 * Whom a workbook names by id besides its members. A view, a version and the record must each bring the names of all
 * whom they mention, also of people who left.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';

/** Everybody who did anything of this: whoever stands in a field `by`, at any depth. */
export function mentionedIn(of: object): Set<PersonId> {
  const people = new Set<PersonId>();
  addAuthors(of, people);
  return people;
}

function addAuthors(of: object, people: Set<PersonId>): void {
  const isMany = of instanceof Map || of instanceof Set || Array.isArray(of);
  const fields: Iterable<[unknown, unknown]> = isMany ? of.entries() : Object.entries(of);
  for (const [field, value] of fields) {
    if (field === 'by' && typeof value === 'string') people.add(value as PersonId);
    else if (typeof value === 'object' && value !== null) addAuthors(value, people);
  }
}

/** Everybody whom any view of a workbook can name. */
export function peopleOf(state: WorkbookState): PersonId[] {
  return [...new Set([...state.members.keys(), ...state.formerMembers, ...mentionedIn(state)])];
}
