/** The contract of what people are told: notices with the place in their journal, mails, how each person wants them. */
import type { EntityId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { MAILS_PER_PERSON_MAX, NOTICES_PER_PERSON_MAX } from '../src/limits.ts';
import type { PeopleStore } from '../src/port-people.ts';
import type { NoticeRow, PostStore } from '../src/port-post.ts';
import { human } from './contract-people.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = PostStore & Pick<PeopleStore, 'addPerson'>;

const HERE = 'wb_here' as WorkbookId;
const THERE = 'wb_there' as WorkbookId;

const notice = (number: number, more: Partial<NoticeRow> = {}): NoticeRow => ({
  person: AMAL,
  id: `${more.workbook ?? HERE}/e:${number}/comment`,
  workbook: HERE,
  kind: 'comment',
  number,
  by: BENE,
  at: number,
  cell: 'a.b:value' as NoticeRow['cell'],
  row: null,
  places: 1,
  readAt: null,
  mailAt: null,
  mail: null,
  ...more,
});

export function postContract(open: Opened<Ports>): void {
  const peopled = async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    await store.addPerson(human(BENE, null));
    return store;
  };
  const followed = (upTo: number, from: number, notices: NoticeRow[], left: PersonId[] = []) => ({
    workbook: HERE,
    from,
    upTo,
    notices,
    left,
  });
  const idsOf = async (store: Ports, person = AMAL) =>
    (await store.noticesOf({ person, limit: 9 })).map(({ id }) => id);

  it('writes the notices of a journal with how far it was read, or neither', async () => {
    const store = await peopled();
    expect(await store.followedUpTo(HERE)).toBe(0);
    expect(await store.noteFollowed(followed(4, 0, [notice(2), notice(4)]))).toBe(true);
    expect(await store.noteFollowed(followed(6, 0, [notice(5)]))).toBe(false);
    expect(await store.followedUpTo(HERE)).toBe(4);
    expect(await store.noticesOf({ person: AMAL, limit: 9 })).toEqual([notice(4), notice(2)]);
    expect(await store.noteFollowed(followed(6, 4, [notice(4, { at: 9 })]))).toBe(true);
    expect(await store.noticesOf({ person: AMAL, limit: 9 })).toEqual([notice(4), notice(2)]);
  });

  it('forgets what whoever left was told of the workbook, and nothing else', async () => {
    const store = await peopled();
    const there = notice(1, { workbook: THERE });
    const bene = notice(2, { person: BENE });
    await store.noteFollowed(followed(2, 0, [notice(2), bene]));
    await store.addNotices([there]);
    await store.noteFollowed(followed(3, 2, [notice(3)], [AMAL]));
    expect(await idsOf(store)).toEqual([notice(3).id, there.id]);
    expect(await store.noticesOf({ person: BENE, limit: 9 })).toEqual([bene]);
  });

  it('lists by page, newest first, and counts what was not read by workbook', async () => {
    const store = await peopled();
    const rows = [1, 2, 2, 3].map((at, i) => notice(i + 1, { at }));
    expect(await store.addNotices([...rows, notice(9, { workbook: THERE })])).toEqual([AMAL]);
    expect(await store.addNotices(rows)).toEqual([]);
    const first = await store.noticesOf({ person: AMAL, limit: 3 });
    expect(first.map(({ number }) => number)).toEqual([9, 4, 3]);
    const last = first.at(-1) as NoticeRow;
    const rest = await store.noticesOf({ person: AMAL, limit: 3, before: last });
    expect(rest.map(({ number }) => number)).toEqual([2, 1]);
    expect(await store.unreadOf(AMAL)).toEqual([
      { workbook: HERE, unread: 4 },
      { workbook: THERE, unread: 1 },
    ]);
    const read = { person: AMAL, at: 50 };
    const [id = ''] = rows.map((row) => row.id);
    expect(await store.markRead({ ...read, which: { ids: [id, 'none'] } })).toBe(1);
    expect(await store.markRead({ ...read, which: { ids: [id] } })).toBe(0);
    expect(await store.markRead({ ...read, person: BENE, which: { workbook: HERE } })).toBe(0);
    expect(await store.markRead({ ...read, which: { workbook: HERE } })).toBe(3);
    expect(await store.unreadOf(AMAL)).toEqual([{ workbook: THERE, unread: 1 }]);
  });

  it('keeps the newest notices of a person, up to a bound', async () => {
    const store = await peopled();
    const many = Array.from({ length: NOTICES_PER_PERSON_MAX }, (_, i) => notice(i + 2));
    await store.addNotices(many);
    await store.addNotices([notice(1, { at: NOTICES_PER_PERSON_MAX + 9 })]);
    expect(await store.unreadOf(AMAL)).toEqual([
      { workbook: HERE, unread: NOTICES_PER_PERSON_MAX },
    ]);
    expect((await idsOf(store))[0]).toBe(notice(1).id);
  });

  it('puts into a mail what waits for one and was not read, once', async () => {
    const store = await peopled();
    const waits = { mailAt: 10 };
    const rows = [notice(1, waits), notice(2, { mailAt: 99 }), notice(3), notice(4, waits)];
    await store.addNotices([...rows, notice(5, { ...waits, person: BENE })]);
    await store.markRead({ person: AMAL, which: { ids: [notice(4).id] }, at: 5 });
    const toMail = (at: number, limit: number, perPerson = 9, since = 0) =>
      store.noticesToMail({ at, limit, since, perPerson });
    expect(await toMail(9, 9)).toEqual([]);
    expect((await toMail(10, 9)).map(({ number }) => number)).toEqual([1, 5]);
    expect((await toMail(10, 1)).map(({ number }) => number)).toEqual([1]);
    const made = { id: 'm1', person: AMAL, notices: [notice(1).id], at: 11 };
    expect(await store.makeMail(made)).toBe(true);
    expect(await store.makeMail({ ...made, notices: [notice(2).id] })).toBe(false);
    // What is in one mail goes into no other.
    expect(await store.makeMail({ ...made, id: 'm2' })).toBe(true);
    expect((await store.noticesOfMail('m1')).map(({ number }) => number)).toEqual([1]);
    expect(await store.noticesOfMail('m2')).toEqual([]);
    expect((await toMail(10, 9)).map(({ person }) => person)).toEqual([BENE]);
    // Who has had as many mails as one may have waits, and keeps nobody else waiting.
    await store.addNotices([notice(6, waits)]);
    expect((await toMail(10, 9, 3, 10)).map(({ person }) => person)).toEqual([AMAL, BENE]);
    expect((await toMail(10, 1, 2, 10)).map(({ person }) => person)).toEqual([BENE]);
    expect((await toMail(10, 9, 2, 11)).map(({ person }) => person)).toEqual([AMAL, BENE]);
  });

  it('tells which mails are due, and whose last one was refused', async () => {
    const store = await peopled();
    for (const [i, id] of ['m1', 'm2'].entries())
      await store.makeMail({ id, person: AMAL, notices: [], at: i });
    expect((await store.mailsDue(5, 9)).map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect((await store.mailsDue(5, 1)).map(({ id }) => id)).toEqual(['m1']);
    const tried = {
      id: 'm1',
      state: 'waiting' as const,
      tries: 1,
      nextAt: 8,
      answer: '451',
      sentAt: null,
    };
    await store.noteMail(tried);
    expect((await store.mailsDue(5, 9)).map(({ id }) => id)).toEqual(['m2']);
    expect((await store.mailsDue(8, 9))[1]).toMatchObject({ id: 'm1', tries: 1, answer: '451' });
    await store.noteMail({ ...tried, state: 'refused', answer: '550 no such user' });
    expect((await store.mailsDue(8, 9)).map(({ id }) => id)).toEqual(['m2']);
    expect(await store.refusedMails([AMAL, BENE])).toMatchObject([
      { id: 'm1', answer: '550 no such user' },
    ]);
    await store.noteMail({ ...tried, id: 'm2', state: 'sent', sentAt: 9 });
    expect(await store.refusedMails([AMAL, BENE])).toEqual([]);
  });

  it('keeps the newest mails of a person, and all that wait', async () => {
    const store = await peopled();
    const done = { tries: 1, nextAt: 0, answer: null, sentAt: 1 };
    for (let i = 0; i < MAILS_PER_PERSON_MAX + 2; i++) {
      await store.makeMail({ id: `m${i}`, person: AMAL, notices: [], at: i + 1 });
      if (i > 0) await store.noteMail({ id: `m${i}`, state: 'sent', ...done });
    }
    await store.makeMail({ id: 'last', person: AMAL, notices: [], at: 1_000 });
    await store.addNotices([notice(1, { mailAt: 0 })]);
    const made = MAILS_PER_PERSON_MAX + 1;
    const had = { at: 2_000, limit: 9, since: 0 };
    expect(await store.noticesToMail({ ...had, perPerson: made })).toEqual([]);
    expect(await store.noticesToMail({ ...had, perPerson: made + 1 })).toHaveLength(1);
    expect((await store.mailsDue(2_000, 9)).map(({ id }) => id)).toEqual(['m0', 'last']);
  });

  it('keeps how a person wants to be told, in which language, and their calendar', async () => {
    const store = await peopled();
    const all = { workbook: null, kind: null };
    const one = { workbook: HERE, kind: 'comment' } as const;
    await store.setPostSetting(AMAL, { ...all, how: 'daily' });
    await store.setPostSetting(AMAL, { ...one, how: 'never' });
    await store.setPostSetting(AMAL, { ...one, how: 'at-once' });
    expect(await store.postSettings(AMAL)).toEqual([
      { ...all, how: 'daily' },
      { ...one, how: 'at-once' },
    ]);
    await store.setPostSetting(AMAL, { ...all, how: null });
    expect(await store.postSettings(AMAL)).toEqual([{ ...one, how: 'at-once' }]);
    expect(await store.postSettings(BENE)).toEqual([]);
    expect(await store.postPerson(AMAL)).toEqual({ language: null, hasCalendar: false });
    await store.setCalendar(AMAL, 'hash');
    await store.setPostLanguage(AMAL, 'ar');
    expect(await store.postPerson(AMAL)).toEqual({ language: 'ar', hasCalendar: true });
    expect(await store.personOfCalendar('hash')).toBe(AMAL);
    await store.setCalendar(AMAL, null);
    expect(await store.personOfCalendar('hash')).toBeUndefined();
  });

  it('reminds an entity once within a while', async () => {
    const store = await peopled();
    const first = { workbook: HERE, entity: 'e_water' as EntityId, by: AMAL, at: 100 };
    const told = (number: number) => ({ notices: [notice(number)] });
    expect(await store.beginChase({ ...first, ...told(1) }, 0)).toBe(true);
    expect(await store.beginChase({ ...first, at: 150, ...told(2) }, 50)).toBe(false);
    expect(await store.beginChase({ ...first, workbook: THERE, notices: [] }, 50)).toBe(true);
    expect(await idsOf(store)).toEqual([notice(1).id]);
    expect(await store.chases(HERE)).toEqual([first]);
    const again = { ...first, by: BENE, at: 200 };
    expect(await store.beginChase({ ...again, notices: [] }, 100)).toBe(true);
    expect(await store.chases(HERE)).toEqual([again]);
  });
}
