/** Notices, mails and how people want them, in memory. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { PostSetting } from '@tallystick/domain/mailing';
import { MAILS_PER_PERSON_MAX, NOTICES_PER_PERSON_MAX } from '../limits.ts';
import type { Chase, MailRow, NoticeRow, PostStore } from '../port-post.ts';
import { dropRows, type Erased } from './erased.ts';

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const older = (a: NoticeRow, b: NoticeRow) => a.at - b.at || byText(a.id, b.id);

export function memoryPost(erased: Erased): PostStore {
  const notices = new Map<string, NoticeRow>();
  erased.onErase((workbook) => dropRows(notices, workbook));
  const inbox = memoryNotices(notices, erased);
  return {
    ...inbox,
    ...memoryMails(notices),
    ...memorySettings(erased),
    ...memoryChases(erased, inbox.addNotices),
  };
}

type Notices = Map<string, NoticeRow>;
const keyOf = ({ person, id }: Pick<NoticeRow, 'person' | 'id'>) => `${person} ${id}`;

function memoryNotices(notices: Notices, erased: Erased) {
  const cursors = new Map<string, number>();
  erased.onErase((workbook) => cursors.delete(workbook));
  const of = (person: string) => [...notices.values()].filter((row) => row.person === person);
  const insert = (rows: NoticeRow[]): PersonId[] => {
    const fresh = rows.filter((row) => {
      if (notices.has(keyOf(row)) || erased.has(row.workbook)) return false;
      notices.set(keyOf(row), { ...row });
      return true;
    });
    const people = [...new Set(fresh.map(({ person }) => person))];
    for (const person of people)
      for (const row of of(person).sort(older).slice(0, -NOTICES_PER_PERSON_MAX))
        notices.delete(keyOf(row));
    return people;
  };
  return {
    async followedUpTo(workbook) {
      return cursors.get(workbook) ?? 0;
    },
    async noteFollowed({ workbook, from, upTo, notices: rows, left }) {
      if (erased.has(workbook) || (cursors.get(workbook) ?? 0) !== from) return false;
      for (const person of left)
        for (const row of of(person)) if (row.workbook === workbook) notices.delete(keyOf(row));
      insert(rows);
      cursors.set(workbook, upTo);
      return true;
    },
    async addNotices(rows) {
      return insert(rows);
    },
    async noticesOf({ person, limit, before }) {
      const isBefore = (row: NoticeRow) =>
        before === undefined ||
        row.at < before.at ||
        (row.at === before.at && byText(row.id, before.id) < 0);
      const found = of(person).filter(isBefore).sort(older).reverse();
      return found.slice(0, limit).map((row) => ({ ...row }));
    },
    async unreadOf(person) {
      const counts = new Map<NoticeRow['workbook'], number>();
      for (const { workbook, readAt } of of(person))
        if (readAt === null) counts.set(workbook, (counts.get(workbook) ?? 0) + 1);
      return [...counts]
        .map(([workbook, unread]) => ({ workbook, unread }))
        .sort((a, b) => byText(a.workbook, b.workbook));
    },
    async markRead({ person, which, at }) {
      const isMeant = ({ id, workbook }: NoticeRow) =>
        'ids' in which ? which.ids.includes(id) : which.workbook === workbook;
      const found = of(person).filter((row) => row.readAt === null && isMeant(row));
      for (const row of found) row.readAt = at;
      return found.length;
    },
  } satisfies Partial<PostStore>;
}

function memoryMails(notices: Notices) {
  const mails = new Map<string, MailRow>();
  const newestFirst = (a: MailRow, b: MailRow) => b.madeAt - a.madeAt || byText(b.id, a.id);
  const of = (person: string) => [...mails.values()].filter((row) => row.person === person);
  return {
    async noticesToMail({ at, limit, since, perPerson }) {
      const mayHave = (person: PersonId) =>
        of(person).filter(({ madeAt }) => madeAt > since).length < perPerson;
      const waits = [...notices.values()].filter(
        ({ mailAt, mail, readAt }) =>
          mailAt !== null && mailAt <= at && mail === null && readAt === null,
      );
      const waiting = [...new Set(waits.map(({ person }) => person))].filter(mayHave);
      const people = waiting.sort(byText).slice(0, limit);
      return waits
        .filter(({ person }) => people.includes(person))
        .sort((a, b) => byText(a.person, b.person) || older(a, b))
        .map((row) => ({ ...row }));
    },
    async makeMail({ id, person, notices: ids, at }) {
      if (mails.has(id)) return false;
      const begun = { tries: 0, nextAt: at, answer: null, madeAt: at, sentAt: null };
      mails.set(id, { id, person, state: 'waiting', ...begun });
      for (const each of ids) {
        const row = notices.get(keyOf({ person, id: each }));
        if (row !== undefined) row.mail ??= id;
      }
      for (const row of of(person).sort(newestFirst).slice(MAILS_PER_PERSON_MAX))
        if (row.state !== 'waiting') mails.delete(row.id);
      return true;
    },
    async mailsDue(at, limit) {
      return [...mails.values()]
        .filter(({ state, nextAt }) => state === 'waiting' && nextAt <= at)
        .sort((a, b) => a.nextAt - b.nextAt || byText(a.id, b.id))
        .slice(0, limit)
        .map((row) => ({ ...row }));
    },
    async noticesOfMail(mail) {
      const found = [...notices.values()].filter((row) => row.mail === mail);
      return found.sort(older).map((row) => ({ ...row }));
    },
    async noteMail({ id, ...progress }) {
      const row = mails.get(id);
      if (row !== undefined) Object.assign(row, progress);
    },
    async refusedMails(people) {
      return people.flatMap((person) => {
        const done = of(person).filter(({ state }) => state === 'sent' || state === 'refused');
        const [newest] = done.sort(newestFirst);
        return newest?.state === 'refused' ? [{ ...newest }] : [];
      });
    },
  } satisfies Partial<PostStore>;
}

function memorySettings(erased: Erased) {
  const settings = new Map<string, PostSetting & { person: string }>();
  erased.onErase((workbook) => dropRows(settings, workbook));
  const people = new Map<PersonId, { language: string | null; calendar: string | null }>();
  const about = (person: PersonId) => people.get(person) ?? { language: null, calendar: null };
  const order = ({ workbook, kind }: PostSetting) => `${workbook ?? ''} ${kind ?? ''}`;
  return {
    async postSettings(person) {
      return [...settings.values()]
        .filter((row) => row.person === person)
        .map(({ workbook, kind, how }) => ({ workbook, kind, how }))
        .sort((a, b) => byText(order(a), order(b)));
    },
    async setPostSetting(person, { workbook, kind, how }) {
      const key = `${person} ${workbook ?? ''} ${kind ?? ''}`;
      if (how === null) settings.delete(key);
      else if (!erased.has(workbook)) settings.set(key, { person, workbook, kind, how });
    },
    async postPerson(person) {
      const { language, calendar } = about(person);
      return { language, hasCalendar: calendar !== null };
    },
    async setPostLanguage(person, language) {
      people.set(person, { ...about(person), language });
    },
    async setCalendar(person, calendar) {
      people.set(person, { ...about(person), calendar });
    },
    async personOfCalendar(hash) {
      return [...people].find(([, { calendar }]) => calendar === hash)?.[0];
    },
  } satisfies Partial<PostStore>;
}

function memoryChases(erased: Erased, add: PostStore['addNotices']) {
  const rows = new Map<string, Chase>();
  erased.onErase((workbook) => dropRows(rows, workbook));
  return {
    async beginChase({ notices, ...chase }, since) {
      const key = `${chase.workbook} ${chase.entity}`;
      const last = rows.get(key);
      if (erased.has(chase.workbook) || (last !== undefined && last.at > since)) return false;
      rows.set(key, { ...chase });
      await add(notices);
      return true;
    },
    async chases(workbook) {
      const found = [...rows.values()].filter((row) => row.workbook === workbook);
      return found.sort((a, b) => byText(a.entity, b.entity)).map((row) => ({ ...row }));
    },
  } satisfies Partial<PostStore>;
}
