/**
 * Sends by mail what waits and was not read. What goes into a mail is written before it is sent, and that it was sent
 * afterwards: a server that dies in between sends the same mail again, with the same Message-ID, by which receivers know
 * it.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { NoticeKind } from '@tallystick/domain/nouns/telling';
import { isMailLanguage, type MailLanguage } from '@tallystick/protocol/post/mail-words';
import type { PeopleStore } from '@tallystick/store/port-people';
import type {
  MailProgress,
  MailRow,
  MailStore,
  NoticeRow,
  PostSettingStore,
} from '@tallystick/store/port-post';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { FastifyBaseLogger } from 'fastify';
import { createHash } from 'node:crypto';
import {
  MAIL_ANSWER_CHARS,
  MAIL_LOOK_MS,
  MAIL_PAUSE_MS,
  MAIL_PAUSE_MS_MAX,
  MAIL_TRIES_MAX,
  MAILS_AT_ONCE,
} from '../service/limits.ts';
import { compose, type MailPart } from './compose.ts';
import { type InboxSources, type Seen, seenOf } from './inbox.ts';
import type { Sent, Transport } from './transport.ts';
import { endToken } from './unsubscribe.ts';

const HOUR_MS = 3_600_000;

export type MailerSources = {
  store: InboxSources['store'] & MailStore & PostSettingStore & PeopleStore;
  registry: InboxSources['registry'];
  transport: Transport;
  /** Mails of one person in an hour; what comes beyond is sent together, later. */
  perHour: number;
  /** Where people reach the server: an origin. */
  url: string;
  key: Buffer;
  now: () => number;
  log: FastifyBaseLogger;
};

export class Mailer {
  readonly #sources: MailerSources;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #isOver = false;

  constructor(sources: MailerSources) {
    this.#sources = sources;
    this.#timer = setInterval(() => void this.look(), MAIL_LOOK_MS);
    this.#timer.unref();
  }

  /** Makes the mails that are due and tries those that wait; settles when each was tried once. */
  look(): Promise<void> {
    if (this.#isOver) return this.#running ?? Promise.resolve();
    this.#running ??= this.#run()
      .catch((error: unknown) => this.#sources.log.error({ error }, 'mails wait; again soon'))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** Waits for the mail that is on its way. */
  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    await this.#running;
    this.#sources.transport.close();
  }

  async #run(): Promise<void> {
    await this.#make();
    for (const mail of await this.#sources.store.mailsDue(this.#sources.now(), MAILS_AT_ONCE)) {
      if (this.#isOver) return;
      await this.#send(mail);
    }
  }

  /** Puts into one mail what waits for a person; who had many lately gets the rest together, later. */
  async #make(): Promise<void> {
    const { store, now, perHour } = this.#sources;
    const at = now();
    const asked = { at, limit: MAILS_AT_ONCE, since: at - HOUR_MS, perPerson: perHour };
    for (const [person, notices] of byPerson(await store.noticesToMail(asked))) {
      const ids = notices.map(({ id }) => id);
      await store.makeMail({ id: mailId(person, ids), person, notices: ids, at });
    }
  }

  async #send(mail: MailRow): Promise<void> {
    const { store, transport, log } = this.#sources;
    const message = await this.#messageOf(mail);
    if (message === undefined) return await this.#note(mail, { state: 'dropped' });
    const sent: Sent = await transport.send(message);
    if (sent.ok) return await this.#note(mail, { state: 'sent', sentAt: this.#sources.now() });
    const tries = mail.tries + 1;
    const answer = sent.answer.slice(0, MAIL_ANSWER_CHARS);
    const isOver = sent.isFinal || tries >= MAIL_TRIES_MAX;
    const pause_ms = Math.min(MAIL_PAUSE_MS * 2 ** (tries - 1), MAIL_PAUSE_MS_MAX);
    const nextAt = this.#sources.now() + pause_ms;
    log.warn({ mail: mail.id, tries, answer, isOver }, 'a mail was not taken');
    const state = isOver ? 'refused' : 'waiting';
    // A city's leads are shown it: hosts and logins of the installation stand in its log alone.
    const told = sent.isOfAddress ? answer : null;
    await store.noteMail({ id: mail.id, state, tries, answer: told, nextAt, sentAt: null });
  }

  async #note(mail: MailRow, to: Partial<MailProgress>): Promise<void> {
    const { id, state, tries, nextAt, answer, sentAt } = mail;
    const progress = { id, state, tries: tries + 1, nextAt, answer, sentAt, ...to };
    await this.#sources.store.noteMail(progress);
  }

  /** Undefined where nothing in it waits any more, or its person is not to be written to. */
  async #messageOf({ id, person, madeAt }: MailRow) {
    const { store, url, key } = this.#sources;
    const row = await store.person(person);
    if (row?.email == null || row.passwordHash === NO_ACCESS) return undefined;
    const { language } = await store.postPerson(person);
    // Asked now, and not when the mail was made: the right may be lost since.
    const notices = (await store.noticesOfMail(id)).filter(({ readAt }) => readAt === null);
    const parts = partsOf(await seenOf(this.#sources, notices));
    if (parts.length === 0) return undefined;
    const endPath = (workbook: string | null) =>
      `/unsubscribe/${endToken({ person, workbook: workbook as WorkbookId | null }, key)}`;
    const chosen: MailLanguage = language !== null && isMailLanguage(language) ? language : 'en';
    const only = parts.length === 1 ? (parts[0]?.workbook ?? null) : null;
    return {
      id,
      to: row.email,
      at: madeAt,
      unsubscribe: url + endPath(only),
      language: chosen,
      ...compose({ language: chosen, name: row.name, parts, url, endPath }),
    };
  }
}

function byPerson(notices: readonly NoticeRow[]): Map<PersonId, NoticeRow[]> {
  const people = new Map<PersonId, NoticeRow[]>();
  for (const notice of notices)
    people.set(notice.person, [...(people.get(notice.person) ?? []), notice]);
  return people;
}

/** The same for the same notices, whichever server makes it. */
function mailId(person: PersonId, notices: readonly string[]): string {
  return createHash('sha256')
    .update([person, ...notices].join('\n'))
    .digest('hex')
    .slice(0, 32);
}

function partsOf(seen: readonly Seen[]): MailPart[] {
  const parts = new Map<string, MailPart & { counts: Map<NoticeKind, number> }>();
  for (const { notice, workbook } of seen) {
    const { city, title } = workbook.state;
    const part = parts.get(workbook.id) ?? {
      workbook: workbook.id,
      city,
      title,
      counts: new Map(),
    };
    part.counts.set(notice.kind, (part.counts.get(notice.kind) ?? 0) + 1);
    parts.set(workbook.id, part);
  }
  return [...parts.values()];
}
