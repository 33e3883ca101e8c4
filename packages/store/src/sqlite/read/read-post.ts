/** Reads of notices, mails and how people want them. */
import type Database from 'better-sqlite3';
import type { PostSetting } from '@tallystick/domain/mailing';
import type { Chase, MailRow, NoticeRow, NoticesToMail, PostStore } from '../../port-post.ts';

type PostReads = Pick<
  PostStore,
  | 'followedUpTo'
  | 'noticesOf'
  | 'unreadOf'
  | 'noticesToMail'
  | 'mailsDue'
  | 'noticesOfMail'
  | 'refusedMails'
  | 'postSettings'
  | 'postPerson'
  | 'personOfCalendar'
  | 'chases'
>;

const NOTICE = `person, id, workbook, kind, number, "by", at, cell, "row", places, read_at AS readAt,
  mail_at AS mailAt, mail`;
const MAIL = `id, person, state, tries, next_at AS nextAt, answer, made_at AS madeAt, sent_at AS sentAt`;
const WAITS = 'mail_at IS NOT NULL AND mail IS NULL AND read_at IS NULL AND mail_at <= @at';

export function postReads(reader: Database.Database): PostReads {
  return { ...noticeReads(reader), ...mailReads(reader), ...settingReads(reader) };
}

function noticeReads(reader: Database.Database) {
  const cursor = reader
    .prepare<[string], number>('SELECT number FROM post_cursor WHERE workbook = ?')
    .pluck();
  const page = reader.prepare<
    [{ person: string; limit: number; at: number; id: string }],
    NoticeRow
  >(
    `SELECT ${NOTICE} FROM notice
     WHERE person = @person AND (at < @at OR (at = @at AND id < @id))
     ORDER BY at DESC, id DESC LIMIT @limit`,
  );
  const unread = reader.prepare<[string], { workbook: NoticeRow['workbook']; unread: number }>(
    `SELECT workbook, count(*) AS unread FROM notice
     WHERE person = ? AND read_at IS NULL GROUP BY workbook ORDER BY workbook`,
  );
  return {
    async followedUpTo(workbook) {
      return cursor.get(workbook) ?? 0;
    },
    async noticesOf({ person, limit, before }) {
      const { at, id } = before ?? { at: Number.MAX_SAFE_INTEGER, id: '' };
      return page.all({ person, limit, at, id });
    },
    async unreadOf(person) {
      return unread.all(person);
    },
  } satisfies Partial<PostReads>;
}

function mailReads(reader: Database.Database) {
  const toMail = reader.prepare<[NoticesToMail], NoticeRow>(
    `SELECT ${NOTICE} FROM notice WHERE ${WAITS} AND person IN (
       SELECT DISTINCT person FROM notice WHERE ${WAITS} AND (
         SELECT count(*) FROM mail WHERE mail.person = notice.person AND made_at > @since) < @perPerson
       LIMIT @limit)
     ORDER BY person, at, id`,
  );
  const due = reader.prepare<[number, number], MailRow>(
    `SELECT ${MAIL} FROM mail WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, id LIMIT ?`,
  );
  const inMail = reader.prepare<[string], NoticeRow>(
    `SELECT ${NOTICE} FROM notice WHERE mail = ? ORDER BY at, id`,
  );
  const newest = reader.prepare<[string], MailRow>(
    `SELECT ${MAIL} FROM mail WHERE person = ? AND state IN ('sent', 'refused')
     ORDER BY made_at DESC, id DESC LIMIT 1`,
  );
  return {
    async noticesToMail(asked) {
      return toMail.all(asked);
    },
    async mailsDue(at, limit) {
      return due.all(at, limit);
    },
    async noticesOfMail(mail) {
      return inMail.all(mail);
    },
    async refusedMails(people) {
      return people.flatMap((person) => {
        const mail = newest.get(person);
        return mail?.state === 'refused' ? [mail] : [];
      });
    },
  } satisfies Partial<PostReads>;
}

function settingReads(reader: Database.Database) {
  const settings = reader.prepare<[string], { workbook: string; kind: string; how: string }>(
    'SELECT workbook, kind, how FROM post_setting WHERE person = ? ORDER BY workbook, kind',
  );
  const about = reader.prepare<[string], { language: string | null; hasCalendar: number }>(
    'SELECT language, calendar IS NOT NULL AS hasCalendar FROM post_person WHERE person = ?',
  );
  const byCalendar = reader
    .prepare<[string], string>('SELECT person FROM post_person WHERE calendar = ?')
    .pluck();
  const chases = reader.prepare<[string], Chase>(
    'SELECT workbook, entity, "by", at FROM chase WHERE workbook = ? ORDER BY entity',
  );
  return {
    async postSettings(person) {
      return settings
        .all(person)
        .map(
          ({ workbook, kind, how }) =>
            ({ workbook: workbook || null, kind: kind || null, how }) as PostSetting,
        );
    },
    async postPerson(person) {
      const row = about.get(person);
      return { language: row?.language ?? null, hasCalendar: row?.hasCalendar === 1 };
    },
    async personOfCalendar(hash) {
      return byCalendar.get(hash) as NoticeRow['person'] | undefined;
    },
    async chases(workbook) {
      return chases.all(workbook);
    },
  } satisfies Partial<PostReads>;
}
