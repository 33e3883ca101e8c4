/** What tells people of what waits for them, put together: journals are followed, open pages told. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from '../workbook/registry.ts';
import { Follower, type FollowerSources } from './follower.ts';

type Sources = { store: FollowerSources['store']; log: FastifyBaseLogger };

export class Post {
  readonly #follower: Follower;
  readonly #log: FastifyBaseLogger;
  #registry: Pick<Registry, 'all'> | null = null;

  constructor({ store, log }: Sources) {
    this.#log = log;
    this.#follower = new Follower({
      store,
      log,
      mailAt: async () => null,
      told: (people) => this.tellInbox(people),
    });
  }

  /** Once workbooks can be opened. */
  begin(registry: Pick<Registry, 'all'>): void {
    this.#registry = registry;
    this.#follower
      .begin()
      .catch((error: unknown) => this.#log.error({ error }, 'journals are followed later'));
  }

  happened(workbook: WorkbookId): void {
    this.#follower.happened(workbook);
  }

  /** Tells the open pages of these people that their inbox is another one; pages without a room look now and then. */
  tellInbox(people: ReadonlySet<PersonId>): void {
    const told = this.#registry?.all().then((open) => {
      for (const workbook of open)
        workbook.tellAll({ type: 'inbox' }, (person) => people.has(person));
    });
    told?.catch((error: unknown) => this.#log.error({ error }, 'an inbox was not told of'));
  }

  /** Waits until everybody is told of what has happened, as far as it can be written. */
  async caughtUp(): Promise<void> {
    await this.#follower.caughtUp();
  }

  /** Waits for what is being followed. */
  async close(): Promise<void> {
    await this.#follower.close();
  }
}
