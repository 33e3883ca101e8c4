/**
 * What the store keeps of what people are told: notices, the mails that carry them, and how each person wants them. It
 * follows from the journals once, when they are read on: a notice is not made again after it went.
 *
 * Invariant: the notices of a journal's entries and how far it was read are written in one transaction or not at all, so
 * that after a crash none is missing and none comes twice.
 */
import type { CellId, EntityId, PersonId, RowId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { How, PostSetting } from '@tallystick/domain/mailing';
import type { NoticeKind } from '@tallystick/domain/nouns/telling';

export type NoticeRow = {
  person: PersonId;
  /** The same for the same cause, however often it is made: `wb_x/e:12/comment`. */
  id: string;
  workbook: WorkbookId;
  kind: NoticeKind;
  /** Of the entry; of a due date the days that are left. */
  number: number;
  by: PersonId | null;
  at: number;
  /** The first place of it. */
  cell: CellId | null;
  row: RowId | null;
  /** How many places there are. */
  places: number;
  readAt: number | null;
  /** To be mailed from then on unless it was read before; null: by no mail. */
  mailAt: number | null;
  /** The mail that carries it. */
  mail: string | null;
};

/** A journal that was read on. */
export type Followed = {
  workbook: WorkbookId;
  /** As far as it had been read before. */
  from: number;
  upTo: number;
  notices: NoticeRow[];
  /** Whoever left: what they were told of this workbook before goes, ahead of the notices above. */
  left: PersonId[];
};

export type NoticePage = { person: PersonId; limit: number; before?: { at: number; id: string } };

export interface NoticeStore {
  /** How far the events of a workbook were followed; 0 where none was. */
  followedUpTo(workbook: WorkbookId): Promise<number>;
  /** Writes notices and place together; false, and nothing, where it has been read further than `from`. */
  noteFollowed(followed: Followed): Promise<boolean>;
  /** Notices that follow from no entry; those that are there already are passed over. Answers whose are new. */
  addNotices(notices: NoticeRow[]): Promise<PersonId[]>;
  /** Newest first. */
  noticesOf(page: NoticePage): Promise<NoticeRow[]>;
  /** How many a person has not read, by workbook. */
  unreadOf(person: PersonId): Promise<{ workbook: WorkbookId; unread: number }[]>;
  /** Answers how many of them had not been read. */
  markRead(of: {
    person: PersonId;
    which: { ids: string[] } | { workbook: WorkbookId };
    at: number;
  }): Promise<number>;
}

/** `refused`: the receiving server takes none for the address; `dropped`: nothing in it waited any more. */
export type MailState = 'waiting' | 'sent' | 'refused' | 'dropped';
export type MailRow = {
  id: string;
  person: PersonId;
  state: MailState;
  tries: number;
  nextAt: number;
  /** What the mail server said of the address at the last try; null also where it could not be asked. */
  answer: string | null;
  madeAt: number;
  sentAt: number | null;
};
export type MailProgress = Pick<MailRow, 'id' | 'state' | 'tries' | 'nextAt' | 'answer' | 'sentAt'>;

export type NoticesToMail = { at: number; limit: number; since: number; perPerson: number };

export interface MailStore {
  /**
   * Unread notices that are to go by mail until `at` and are in none, of as many people as `limit`. Who was made
   * `perPerson` mails after `since` is not among them, and takes nobody's place.
   */
  noticesToMail(asked: NoticesToMail): Promise<NoticeRow[]>;
  /** Puts a person's notices into a new mail: those of them that are in none yet. False where the mail is there already. */
  makeMail(mail: { id: string; person: PersonId; notices: string[]; at: number }): Promise<boolean>;
  /** Mails that may be tried at `at`, those that wait longest first. */
  mailsDue(at: number, limit: number): Promise<MailRow[]>;
  noticesOfMail(mail: string): Promise<NoticeRow[]>;
  noteMail(progress: MailProgress): Promise<void>;
  /** The newest mail of each of these people, if it was refused. */
  refusedMails(people: PersonId[]): Promise<MailRow[]>;
}

export type PostPerson = { language: string | null; hasCalendar: boolean };

export interface PostSettingStore {
  postSettings(person: PersonId): Promise<PostSetting[]>;
  /** Puts one in its place; `how` null takes it away. */
  setPostSetting(
    person: PersonId,
    setting: Omit<PostSetting, 'how'> & { how: How | null },
  ): Promise<void>;
  postPerson(person: PersonId): Promise<PostPerson>;
  setPostLanguage(person: PersonId, language: string): Promise<void>;
  /** `hash`: SHA-256 of the secret, hexadecimal; null ends the calendar. */
  setCalendar(person: PersonId, hash: string | null): Promise<void>;
  personOfCalendar(hash: string): Promise<PersonId | undefined>;
}

export type Chase = { workbook: WorkbookId; entity: EntityId; by: PersonId; at: number };

export interface ChaseStore {
  /** Reminds an entity with these notices; false, and nothing, where it was reminded since `since`. */
  beginChase(chase: Chase & { notices: NoticeRow[] }, since: number): Promise<boolean>;
  chases(workbook: WorkbookId): Promise<Chase[]>;
}

export interface PostStore extends NoticeStore, MailStore, PostSettingStore, ChaseStore {}
