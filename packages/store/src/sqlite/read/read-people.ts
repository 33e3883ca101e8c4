/** Reads of people, sessions and settings. */
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { PeopleStore, SessionRow, SessionStore } from '../../port-people.ts';
import type { SettingStore } from '../../port-settings.ts';
import * as tables from '../schema.ts';
import type { PersonRow } from '../../rows.ts';
import { prepared } from './prepared.ts';

type PeopleReads = Pick<
  PeopleStore,
  'person' | 'personByEmail' | 'people' | 'demoPeople' | 'searchPeople'
> &
  Pick<SessionStore, 'session' | 'sessionsOf'> &
  Pick<SettingStore, 'setting'>;

export function peopleReads(db: BetterSQLite3Database): PeopleReads {
  const { person: people, session, setting } = tables;
  const id = sql.placeholder('id');
  const personById = prepared(() =>
    db.select().from(people).where(eq(people.person, id)).prepare(),
  );
  const sessionById = prepared(() => db.select().from(session).where(eq(session.id, id)).prepare());
  return {
    async person(person) {
      return personById().get({ id: person }) as PersonRow | undefined;
    },
    async personByEmail(email) {
      return db.select().from(people).where(eq(people.email, email)).get() as PersonRow | undefined;
    },
    async people(ids) {
      const found = inArray(people.person, ids);
      return db.select().from(people).where(found).orderBy(asc(people.person)).all() as PersonRow[];
    },
    async demoPeople() {
      const demo = eq(people.demo, true);
      return db.select().from(people).where(demo).orderBy(asc(people.person)).all() as PersonRow[];
    },
    async searchPeople(words, limit) {
      // SQL folds the case of ASCII alone; an installation's people are few enough to be looked through.
      const wanted = words.toLowerCase();
      const all = db
        .select()
        .from(people)
        .orderBy(asc(people.name), asc(people.person))
        .all() as PersonRow[];
      return all
        .filter(({ name, email }) => `${name}\n${email ?? ''}`.toLowerCase().includes(wanted))
        .slice(0, limit);
    },
    async session(hash) {
      return sessionById().get({ id: hash }) as SessionRow | undefined;
    },
    async sessionsOf(person) {
      return db
        .select()
        .from(session)
        .where(eq(session.person, person))
        .orderBy(asc(session.createdAt), asc(session.id))
        .all() as SessionRow[];
    },
    async setting(key) {
      return db.select().from(setting).where(eq(setting.key, key)).get()?.value;
    },
  };
}
