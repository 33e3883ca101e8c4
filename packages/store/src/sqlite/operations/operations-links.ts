/**
 * The writes of one-time links and of passwords, by name. Each runs inside one transaction of the one writing thread:
 * between the question whether a link opens anything and its use nothing else is written.
 */
import type Database from 'better-sqlite3';
import type { LinkRow, LinkStore, LinkTaken } from '../../links/port-links.ts';
import { assertEmailIsLowerCase, NO_ACCESS } from '../../rules.ts';
import { openLinkLookup } from '../link-lookup.ts';
import type { PersonRow } from '../../rows.ts';

/** Each operation with its argument and its answer. */
export type LinkOperations = {
  addLink: { argument: { link: LinkRow; at: number }; answer: 'made' | 'person-exists' };
  takeLink: { argument: Parameters<LinkStore['takeLink']>[0]; answer: LinkTaken };
  setPassword: {
    argument: { person: string; from: string | null; to: string; at: number };
    answer: boolean;
  };
  shutOut: {
    argument: { person: string; at: number };
    answer: 'done' | 'last-admin' | 'unknown';
  };
};

type LinkPerformer = {
  [Name in keyof LinkOperations]: (
    argument: LinkOperations[Name]['argument'],
  ) => LinkOperations[Name]['answer'];
};

export function linkOperations(database: Database.Database): LinkPerformer {
  const { find, hasPeople } = openLinkLookup(database);
  const addLink = database.prepare(
    `INSERT INTO link (id, purpose, person, by, workbook, expires_at, used_at, ended_at)
     VALUES (@id, @purpose, @person, @by, @workbook, @expiresAt, @usedAt, @endedAt)`,
  );
  const useLink = database.prepare('UPDATE link SET used_at = @at WHERE id = @id');
  // Those of nobody yet are the first administrator's.
  const endLinks = database.prepare(
    `UPDATE link SET ended_at = @at
     WHERE person IS @person AND used_at IS NULL AND ended_at IS NULL`,
  );
  const addFirst = database.prepare(
    `INSERT INTO person (person, email, name, password_hash, admin, demo, created_at)
     VALUES (@person, @email, @name, @passwordHash, 1, 0, @createdAt)`,
  );
  const setPassword = database.prepare(
    'UPDATE person SET password_hash = @to WHERE person = @person',
  );
  const makeFirst = (first: PersonRow | null, passwordHash: string) => {
    if (first === null) throw new Error('the first administrator is not given');
    assertEmailIsLowerCase(first);
    const { person, email, name, createdAt } = first;
    addFirst.run({ person, email, name, passwordHash, createdAt });
    return person;
  };
  return {
    addLink({ link, at }) {
      if (link.purpose === 'first-admin' && hasPeople()) return 'person-exists';
      endLinks.run({ person: link.person, at });
      addLink.run(link);
      return 'made';
    },
    takeLink({ id, at, passwordHash, first }) {
      const found = find(id, at);
      if (found === undefined || found.end !== null) {
        return { ok: false, end: found?.end ?? 'unknown' };
      }
      const { row } = found;
      const person = row.person ?? makeFirst(first, passwordHash);
      setPassword.run({ person, to: passwordHash });
      useLink.run({ id, at });
      endLinks.run({ person: row.person, at });
      return { ok: true, row: { ...row, usedAt: at }, person };
    },
    ...passwordOperations(database, endLinks),
  };
}

function passwordOperations(
  database: Database.Database,
  endLinks: Database.Statement,
): Pick<LinkPerformer, 'setPassword' | 'shutOut'> {
  const changePassword = database.prepare(
    'UPDATE person SET password_hash = @to WHERE person = @person AND password_hash IS @from',
  );
  const isAdmin = database.prepare<[string], number>('SELECT admin FROM person WHERE person = ?');
  const countAdmins = database.prepare<[], number>('SELECT count(*) FROM person WHERE admin = 1');
  const takeAway = database.prepare(
    'UPDATE person SET admin = 0, password_hash = @none WHERE person = @person',
  );
  return {
    setPassword({ person, from, to, at }) {
      if (changePassword.run({ person, from, to }).changes === 0) return false;
      endLinks.run({ person, at });
      return true;
    },
    shutOut({ person, at }) {
      const was = isAdmin.pluck().get(person);
      if (was === undefined) return 'unknown';
      if (was === 1 && countAdmins.pluck().get() === 1) return 'last-admin';
      takeAway.run({ person, none: NO_ACCESS });
      endLinks.run({ person, at });
      return 'done';
    },
  };
}
