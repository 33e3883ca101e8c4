/** What tells people of what waits for them, put together: journals are followed, open pages told, mails sent. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { howOf, nextMorning } from '@tallystick/domain/mailing';
import type { WorkbookState } from '@tallystick/domain/state';
import type { NoticeRow } from '@tallystick/store/port-post';
import type { SettingStore } from '@tallystick/store/port-settings';
import type { FastifyBaseLogger } from 'fastify';
import { DUE_LOOK_MS } from '../service/limits.ts';
import type { MailConfig } from '../service/mail-config.ts';
import type { Registry } from '../workbook/registry.ts';
import { dueInAll, type DueSources } from './due-dates.ts';
import { Follower, type FollowerSources } from './follower.ts';
import { Mailer, type MailerSources } from './mailer.ts';
import { smtpTransport } from './transport.ts';
import { postKey } from './unsubscribe.ts';

type Sources = {
  store: FollowerSources['store'] & MailerSources['store'] & DueSources & SettingStore;
  now: () => number;
  log: FastifyBaseLogger;
  mail: MailConfig | null;
};

export class Post {
  readonly #sources: Sources;
  readonly #follower: Follower;
  #registry: Registry | null = null;
  #mailer: Mailer | null = null;
  #url = '';
  #isOver = false;
  readonly #dates: NodeJS.Timeout;
  #looking: Promise<void> | null = null;

  constructor(sources: Sources) {
    this.#sources = sources;
    const { store, log } = sources;
    this.#follower = new Follower({
      store,
      log,
      mailAt: async (notice, state) => await this.mailAt(notice, state),
      told: (people) => this.tellInbox(people),
    });
    this.#dates = setInterval(() => void this.lookAtDates(), DUE_LOOK_MS);
    this.#dates.unref();
  }

  /** Where people reach the server, an origin; empty until it is known. */
  get url(): string {
    return this.#url;
  }

  /** Whether there is a mail server. */
  get mails(): boolean {
    return this.#sources.mail !== null;
  }

  /** Once workbooks can be opened. */
  begin(registry: Registry): void {
    this.#registry = registry;
    const { log } = this.#sources;
    this.#follower
      .begin()
      .catch((error: unknown) => log.error({ error }, 'journals are followed later'));
  }

  /** Once people can reach the server; `url` is where, an origin. */
  async beginMails(url: string): Promise<void> {
    this.#url = url;
    void this.lookAtDates();
    const { mail, ...sources } = this.#sources;
    const registry = this.#registry;
    if (mail === null || registry === null) return;
    const key = await postKey(sources.store);
    const transport = smtpTransport(mail);
    const { perHour } = mail;
    this.#mailer = new Mailer({ ...sources, registry, transport, perHour, url, key });
  }

  /** Makes and tries the mails that are due now. */
  async mailNow(): Promise<void> {
    await this.#mailer?.look();
  }

  /** Tells those whom a date concerns that comes near, each once. */
  lookAtDates(): Promise<void> {
    this.#looking ??= this.#tellOfDates()
      .catch((error: unknown) => this.#sources.log.error({ error }, 'dates are looked at later'))
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  async #tellOfDates(): Promise<void> {
    const { store, now } = this.#sources;
    for await (const { state, notices } of dueInAll(store, now)) {
      if (this.#isOver) return;
      const people = await store.people(notices.map(({ person }) => person));
      const known = new Set(people.map(({ person }) => person));
      const rows = notices.filter(({ person }) => known.has(person));
      for (const row of rows) row.mailAt = await this.mailAt(row, state);
      const fresh = rows.length === 0 ? [] : await store.addNotices(rows);
      if (fresh.length > 0) this.tellInbox(new Set(fresh));
    }
  }

  happened(workbook: WorkbookId): void {
    this.#follower.happened(workbook);
  }

  /** From when a notice is to go by mail, as its person chose; null: by none. */
  async mailAt(
    { person, workbook, kind }: Pick<NoticeRow, 'person' | 'workbook' | 'kind'>,
    { zone }: Pick<WorkbookState, 'zone'>,
  ): Promise<number | null> {
    const { store, now, mail } = this.#sources;
    if (mail === null) return null;
    const how = howOf(await store.postSettings(person), { workbook, kind });
    if (how === 'never') return null;
    return how === 'daily' ? nextMorning(now(), zone) : now() + mail.gather_ms;
  }

  /** Tells the open pages of these people that their inbox is another one; pages without a room look now and then. */
  tellInbox(people: ReadonlySet<PersonId>): void {
    const told = this.#registry?.all().then((open) => {
      for (const workbook of open)
        workbook.tellAll({ type: 'inbox' }, (person) => people.has(person));
    });
    told?.catch((error: unknown) => this.#sources.log.error({ error }, 'an inbox was not told of'));
  }

  /** Waits until everybody is told of what has happened, as far as it can be written. */
  async caughtUp(): Promise<void> {
    await this.#follower.caughtUp();
  }

  /** Waits for what is being followed, and for the mail that is on its way. */
  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#dates);
    await this.#looking;
    await this.#follower.close();
    await this.#mailer?.close();
  }
}
