/** Looks a one-time link up by SQL: on the reading connection to show it, in the writing transaction to use it. */
import type Database from 'better-sqlite3';
import { endOfLink, type LinkFacts } from '../links/link-rule.ts';
import type { FoundLink, LinkRow } from '../links/port-links.ts';

type Membership = ReturnType<LinkFacts['memberships']>[number];

export type LinkLookup = {
  find: (id: string, at: number) => FoundLink | undefined;
  hasPeople: () => boolean;
};

export function openLinkLookup(database: Database.Database): LinkLookup {
  const find = database.prepare<[string], LinkRow>(
    `SELECT id, purpose, person, by, workbook, expires_at AS expiresAt, used_at AS usedAt,
       ended_at AS endedAt
     FROM link WHERE id = ?`,
  );
  const people = database.prepare('SELECT 1 FROM person LIMIT 1');
  const person = database.prepare<[string], { admin: number; passwordHash: string | null }>(
    'SELECT admin, password_hash AS passwordHash FROM person WHERE person = ?',
  );
  const memberships = database.prepare<[string], Membership>(
    'SELECT workbook, role FROM membership WHERE person = ?',
  );
  const facts: LinkFacts = {
    hasPeople: () => people.get() !== undefined,
    person: (id) => {
      const row = person.get(id);
      return row && { admin: row.admin === 1, passwordHash: row.passwordHash };
    },
    memberships: (id) => memberships.all(id),
  };
  return {
    find: (id, at) => {
      const row = find.get(id);
      return row && { row, end: endOfLink(row, facts, at) };
    },
    hasPeople: facts.hasPeople,
  };
}
