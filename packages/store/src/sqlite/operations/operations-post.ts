/** The writes of notices, mails and how people want them, by name. */
import type Database from 'better-sqlite3';
import { MAILS_PER_PERSON_MAX, NOTICES_PER_PERSON_MAX } from '../../limits.ts';
import type { Chase, Followed, MailProgress, NoticeRow } from '../../port-post.ts';

/** Each operation with its argument and its answer. */
export type PostOperations = {
  noteFollowed: { argument: Followed; answer: boolean };
  addNotices: { argument: NoticeRow[]; answer: string[] };
  markRead: {
    argument: { person: string; which: { ids: string[] } | { workbook: string }; at: number };
    answer: number;
  };
  makeMail: {
    argument: { id: string; person: string; notices: string[]; at: number };
    answer: boolean;
  };
  noteMail: { argument: MailProgress; answer: void };
  setPostSetting: {
    argument: { person: string; workbook: string; kind: string; how: string | null };
    answer: void;
  };
  setPostLanguage: { argument: { person: string; language: string }; answer: void };
  setCalendar: { argument: { person: string; hash: string | null }; answer: void };
  beginChase: { argument: Chase & { notices: NoticeRow[]; since: number }; answer: boolean };
};

type PostPerformer = {
  [Name in keyof PostOperations]: (
    argument: PostOperations[Name]['argument'],
  ) => PostOperations[Name]['answer'];
};

export function postOperations(database: Database.Database): PostPerformer {
  const notices = noticeOperations(database);
  return {
    ...notices,
    ...mailOperations(database),
    ...settingOperations(database),
    ...chaseOperations(database, notices.addNotices),
  };
}

function noticeOperations(database: Database.Database) {
  const add = database.prepare(
    `INSERT INTO notice (person, id, workbook, kind, number, "by", at, cell, "row", places, read_at, mail_at, mail)
     VALUES (@person, @id, @workbook, @kind, @number, @by, @at, @cell, @row, @places, @readAt, @mailAt, @mail)
     ON CONFLICT DO NOTHING`,
  );
  // The oldest beyond what is kept; a person has few, so that this looks at few rows.
  const trim = database.prepare(
    `DELETE FROM notice WHERE person = @person AND id IN (
       SELECT id FROM notice WHERE person = @person ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${NOTICES_PER_PERSON_MAX})`,
  );
  const insert = (notices: NoticeRow[]): string[] => {
    const whose = notices.filter((row) => add.run(row).changes > 0).map(({ person }) => person);
    const people = [...new Set(whose)];
    for (const person of people) trim.run({ person });
    return people;
  };
  const cursor = database
    .prepare<[string], number>('SELECT number FROM post_cursor WHERE workbook = ?')
    .pluck();
  const move = database.prepare(
    `INSERT INTO post_cursor (workbook, number) VALUES (@workbook, @upTo)
     ON CONFLICT (workbook) DO UPDATE SET number = excluded.number`,
  );
  const forget = database.prepare('DELETE FROM notice WHERE workbook = ? AND person = ?');
  const readOne = database.prepare(
    'UPDATE notice SET read_at = @at WHERE person = @person AND id = @id AND read_at IS NULL',
  );
  const readAll = database.prepare(
    'UPDATE notice SET read_at = @at WHERE person = @person AND workbook = @workbook AND read_at IS NULL',
  );
  return {
    noteFollowed({ workbook, from, upTo, notices, left }) {
      if ((cursor.get(workbook) ?? 0) !== from) return false;
      for (const person of left) forget.run(workbook, person);
      insert(notices);
      move.run({ workbook, upTo });
      return true;
    },
    addNotices: insert,
    markRead({ person, which, at }) {
      if ('workbook' in which) return readAll.run({ person, workbook: which.workbook, at }).changes;
      return which.ids.reduce((sum, id) => sum + readOne.run({ person, id, at }).changes, 0);
    },
  } satisfies Partial<PostPerformer>;
}

function mailOperations(database: Database.Database) {
  const add = database.prepare(
    `INSERT INTO mail (id, person, state, tries, next_at, answer, made_at, sent_at)
     VALUES (@id, @person, 'waiting', 0, @at, NULL, @at, NULL) ON CONFLICT DO NOTHING`,
  );
  const put = database.prepare(
    'UPDATE notice SET mail = @mail WHERE person = @person AND id = @id AND mail IS NULL',
  );
  const trim = database.prepare(
    `DELETE FROM mail WHERE person = @person AND state <> 'waiting' AND id IN (
       SELECT id FROM mail WHERE person = @person ORDER BY made_at DESC, id DESC LIMIT -1 OFFSET ${MAILS_PER_PERSON_MAX})`,
  );
  const note = database.prepare(
    `UPDATE mail SET state = @state, tries = @tries, next_at = @nextAt, answer = @answer, sent_at = @sentAt
     WHERE id = @id`,
  );
  return {
    makeMail({ id, person, notices, at }) {
      if (add.run({ id, person, at }).changes === 0) return false;
      for (const each of notices) put.run({ mail: id, person, id: each });
      trim.run({ person });
      return true;
    },
    noteMail(progress) {
      note.run(progress);
    },
  } satisfies Partial<PostPerformer>;
}

function settingOperations(database: Database.Database) {
  const set = database.prepare(
    `INSERT INTO post_setting (person, workbook, kind, how) VALUES (@person, @workbook, @kind, @how)
     ON CONFLICT (person, workbook, kind) DO UPDATE SET how = excluded.how`,
  );
  const unset = database.prepare(
    'DELETE FROM post_setting WHERE person = @person AND workbook = @workbook AND kind = @kind',
  );
  const language = database.prepare(
    `INSERT INTO post_person (person, language) VALUES (@person, @language)
     ON CONFLICT (person) DO UPDATE SET language = excluded.language`,
  );
  const calendar = database.prepare(
    `INSERT INTO post_person (person, calendar) VALUES (@person, @hash)
     ON CONFLICT (person) DO UPDATE SET calendar = excluded.calendar`,
  );
  return {
    setPostSetting({ how, ...of }) {
      if (how === null) unset.run(of);
      else set.run({ ...of, how });
    },
    setPostLanguage(argument) {
      language.run(argument);
    },
    setCalendar(argument) {
      calendar.run(argument);
    },
  } satisfies Partial<PostPerformer>;
}

function chaseOperations(database: Database.Database, add: PostPerformer['addNotices']) {
  const chase = database.prepare(
    `INSERT INTO chase (workbook, entity, "by", at) VALUES (@workbook, @entity, @by, @at)
     ON CONFLICT (workbook, entity) DO UPDATE SET "by" = excluded."by", at = excluded.at
     WHERE chase.at <= @since`,
  );
  return {
    beginChase({ notices, ...of }) {
      const isBegun = chase.run(of).changes > 0;
      if (isBegun) add(notices);
      return isBegun;
    },
  } satisfies Partial<PostPerformer>;
}
