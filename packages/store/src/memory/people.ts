/** People, sessions, links and settings in memory. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { LinkStore } from '../links/port-links.ts';
import type { PeopleStore, SessionRow, SessionStore } from '../port-people.ts';
import type { SettingStore } from '../port-settings.ts';
import type { WorkbookStore } from '../port-workbooks.ts';
import { assertEmailIsLowerCase } from '../rules.ts';
import type { Erased } from './erased.ts';
import { memoryLinks } from './links.ts';
import type { PersonRow } from '../rows.ts';

type People = PeopleStore & SessionStore & LinkStore & SettingStore;

/** A second row of one key is a defect, as a primary key makes it in SQL. */
function insert<K, V>(rows: Map<K, V>, key: K, row: V): void {
  if (rows.has(key)) throw new Error(`there is a row ${String(key)} already`);
  rows.set(key, row);
}

function copy<V extends object>(row: V | undefined): V | undefined {
  return row === undefined ? undefined : { ...row };
}

export function memoryPeople(journal: Pick<WorkbookStore, 'memberships'>, erased: Erased): People {
  const people = new Map<PersonId, PersonRow>();
  const settings = new Map<string, string>();
  const inOrder = () => [...people.values()].sort((a, b) => (a.person < b.person ? -1 : 1));
  const assertKnown = (person: PersonId | null) => {
    if (person !== null && !people.has(person)) throw new Error(`there is no person ${person}`);
  };
  const isLastAdmin = ({ admin }: PersonRow) =>
    admin && inOrder().filter((each) => each.admin).length === 1;
  return {
    async addPerson(person) {
      assertEmailIsLowerCase(person);
      const taken = inOrder().some(({ email }) => email !== null && email === person.email);
      if (taken) return 'email-taken';
      insert(people, person.person, { ...person });
      return 'added';
    },
    async person(person) {
      return copy(people.get(person));
    },
    async personByEmail(email) {
      return copy(inOrder().find((person) => person.email === email));
    },
    async people(ids) {
      return inOrder()
        .filter(({ person }) => ids.includes(person))
        .map((person) => ({ ...person }));
    },
    async demoPeople() {
      return inOrder()
        .filter(({ demo }) => demo)
        .map((person) => ({ ...person }));
    },
    async searchPeople(words, limit) {
      const wanted = words.toLowerCase();
      return inOrder()
        .filter(({ name, email }) => `${name}\n${email ?? ''}`.toLowerCase().includes(wanted))
        .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
        .slice(0, limit)
        .map((person) => ({ ...person }));
    },
    async setAdmin(person, admin) {
      const row = people.get(person);
      if (row === undefined) return 'unknown';
      if (!admin && isLastAdmin(row)) return 'last-admin';
      row.admin = admin;
      return 'done';
    },
    ...memorySessions(assertKnown),
    ...memoryLinks({
      people,
      assertKnown,
      isLastAdmin,
      memberships: journal.memberships,
      erased,
    }),
    async setting(key) {
      return settings.get(key);
    },
    async setSetting(key, value) {
      settings.set(key, value);
    },
  };
}

type Known = (person: PersonId | null) => void;

function memorySessions(assertKnown: Known) {
  const sessions = new Map<string, SessionRow>();
  return {
    async addSession(session) {
      assertKnown(session.person);
      insert(sessions, session.id, { ...session });
    },
    async session(id) {
      return copy(sessions.get(id));
    },
    async touchSession(id, at) {
      const row = sessions.get(id);
      if (row !== undefined) row.lastSeenAt = at;
    },
    async endSession(id) {
      sessions.delete(id);
    },
    async endSessions(person, except) {
      const ended = [...sessions.values()].filter(
        (session) => session.person === person && session.id !== except,
      );
      for (const { id } of ended) sessions.delete(id);
      return ended.map(({ id }) => id);
    },
    async sessionsOf(person) {
      return [...sessions.values()]
        .filter((session) => session.person === person)
        .map((session) => ({ ...session }))
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
  } satisfies Partial<People>;
}
