/** One-time links in memory, with the passwords that they set. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { dropRows, type Erased } from './erased.ts';
import { endOfLink, type LinkFacts } from '../links/link-rule.ts';
import type { LinkRow, LinkStore } from '../links/port-links.ts';
import type { PeopleStore } from '../port-people.ts';
import type { WorkbookStore } from '../port-workbooks.ts';
import { assertEmailIsLowerCase, NO_ACCESS } from '../rules.ts';
import type { PersonRow } from '../rows.ts';

type Around = {
  people: Map<PersonId, PersonRow>;
  assertKnown: (person: PersonId | null) => void;
  isLastAdmin: (person: PersonRow) => boolean;
  memberships: WorkbookStore['memberships'];
  erased: Erased;
};

function asAdmin(first: PersonRow | null): PersonRow {
  if (first === null) throw new Error('the first administrator is not given');
  assertEmailIsLowerCase(first);
  return { ...first, admin: true, demo: false };
}

type Methods = LinkStore & Pick<PeopleStore, 'setPassword' | 'shutOut'>;

export function memoryLinks(around: Around): Methods {
  const { people, assertKnown, isLastAdmin, memberships, erased } = around;
  const links = new Map<string, LinkRow>();
  erased.onErase((workbook) => dropRows(links, workbook));
  const end = (person: PersonId | null, at: number) => {
    for (const row of links.values()) {
      const isOpen = row.usedAt === null && row.endedAt === null;
      if (row.person === person && isOpen) row.endedAt = at;
    }
  };
  const factsOf = async ({ person, by }: LinkRow): Promise<LinkFacts> => {
    const theirs = person === null ? [] : await memberships(person);
    const makers = by === null ? [] : await memberships(by);
    return {
      hasPeople: () => people.size > 0,
      person: (id) => people.get(id),
      memberships: (id) => (id === by ? makers : theirs),
    };
  };
  return {
    ...memoryPasswords({ people, isLastAdmin, end }),
    async addLink(link, at) {
      assertKnown(link.person);
      if (links.has(link.id)) throw new Error(`there is a row ${link.id} already`);
      if (link.purpose === 'first-admin' && people.size > 0) return 'person-exists';
      end(link.person, at);
      links.set(link.id, { ...link });
      return 'made';
    },
    async link(id, at) {
      const row = links.get(id);
      if (row === undefined) return undefined;
      return { row: { ...row }, end: endOfLink(row, await factsOf(row), at) };
    },
    async takeLink({ id, at, passwordHash, first }) {
      const row = links.get(id);
      if (row === undefined) return { ok: false, end: 'unknown' };
      const ended = endOfLink(row, await factsOf(row), at);
      if (ended !== null) return { ok: false, end: ended };
      const account = row.person === null ? asAdmin(first) : people.get(row.person);
      if (account === undefined) throw new Error('a link without its person');
      people.set(account.person, { ...account, passwordHash });
      row.usedAt = at;
      end(row.person, at);
      return { ok: true, row: { ...row }, person: account.person };
    },
  };
}

function memoryPasswords(
  made: Pick<Around, 'people' | 'isLastAdmin'> & { end: (person: PersonId, at: number) => void },
): Pick<PeopleStore, 'setPassword' | 'shutOut'> {
  const { people, isLastAdmin, end } = made;
  return {
    async setPassword(person, { from, to, at }) {
      const row = people.get(person);
      if (row === undefined || row.passwordHash !== from) return false;
      row.passwordHash = to;
      end(person, at);
      return true;
    },
    async shutOut(person, at) {
      const row = people.get(person);
      if (row === undefined) return 'unknown';
      if (isLastAdmin(row)) return 'last-admin';
      Object.assign(row, { admin: false, passwordHash: NO_ACCESS });
      end(person, at);
      return 'done';
    },
  };
}
