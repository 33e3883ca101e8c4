/**
 * The writes besides appends, by name: people, sessions, links, settings, checkpoints, new workbooks.
 * Own file because they run in the commit worker, inside the same commits as the journal, so that one thread alone writes.
 */
import type Database from 'better-sqlite3';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { LinkRow, PersonRow, SessionRow } from '../port.ts';
import { assertCheckpointGrows, assertEmailIsLowerCase, type Checkpoint } from '../rules.ts';
import * as tables from './schema.ts';

/** Each operation with its argument and its answer. */
export type Operations = {
  createWorkbook: { argument: { workbook: string; at: number }; answer: void };
  addCheckpoint: { argument: Checkpoint; answer: void };
  addPerson: { argument: PersonRow; answer: 'added' | 'email-taken' };
  setPassword: { argument: { person: string; passwordHash: string }; answer: void };
  addSession: { argument: SessionRow; answer: void };
  touchSession: { argument: { id: string; at: number }; answer: void };
  endSession: { argument: { id: string }; answer: void };
  addLink: { argument: LinkRow; answer: void };
  useLink: { argument: { id: string; at: number }; answer: LinkRow | undefined };
  setSetting: { argument: { key: string; value: string }; answer: void };
};

export type Performer = {
  [Name in keyof Operations]: (
    argument: Operations[Name]['argument'],
  ) => Operations[Name]['answer'];
};

/** The operations on an open connection; each runs inside the caller's transaction. */
export function openOperations(database: Database.Database): Performer {
  const db = drizzle(database);
  return { ...journalOperations(db), ...peopleOperations(db), ...sessionOperations(db) };
}

function journalOperations(db: BetterSQLite3Database) {
  return {
    createWorkbook({ workbook, at }) {
      const row = {
        workbook,
        city: '',
        title: '',
        head: 0,
        locked: false,
        generation: 0,
        createdAt: at,
      };
      db.insert(tables.workbook).values(row).onConflictDoNothing().run();
    },
    addCheckpoint({ size, root, note, at }) {
      const last = db
        .select()
        .from(tables.checkpoint)
        .orderBy(desc(tables.checkpoint.id))
        .limit(1)
        .get();
      const tree = db.select().from(tables.tree).get();
      assertCheckpointGrows({ size, root }, { last, treeSize: tree?.size ?? 0 });
      db.insert(tables.checkpoint)
        .values({ size, root: Buffer.from(root), note, at })
        .run();
    },
    setSetting({ key, value }) {
      db.insert(tables.setting)
        .values({ key, value })
        .onConflictDoUpdate({ target: tables.setting.key, set: { value } })
        .run();
    },
  } satisfies Partial<Performer>;
}

function peopleOperations(db: BetterSQLite3Database) {
  return {
    addPerson(person) {
      assertEmailIsLowerCase(person);
      if (person.email !== null) {
        const taken = db
          .select({ person: tables.person.person })
          .from(tables.person)
          .where(eq(tables.person.email, person.email))
          .get();
        if (taken !== undefined) return 'email-taken' as const;
      }
      db.insert(tables.person).values(person).run();
      return 'added' as const;
    },
    setPassword({ person, passwordHash }) {
      db.update(tables.person).set({ passwordHash }).where(eq(tables.person.person, person)).run();
    },
    addLink(link) {
      db.insert(tables.link).values(link).run();
    },
    useLink({ id, at }) {
      const usable = and(
        eq(tables.link.id, id),
        isNull(tables.link.usedAt),
        gt(tables.link.expiresAt, at),
      );
      return db.update(tables.link).set({ usedAt: at }).where(usable).returning().get() as
        | LinkRow
        | undefined;
    },
  } satisfies Partial<Performer>;
}

function sessionOperations(db: BetterSQLite3Database) {
  return {
    addSession(session) {
      db.insert(tables.session).values(session).run();
    },
    touchSession({ id, at }) {
      db.update(tables.session).set({ lastSeenAt: at }).where(eq(tables.session.id, id)).run();
    },
    endSession({ id }) {
      db.delete(tables.session).where(eq(tables.session.id, id)).run();
    },
  } satisfies Partial<Performer>;
}
