/**
 * Reads journals on and makes notices of their events. How far it came is written with the notices, so a server that dies
 * goes on where it was: nobody is told twice, and nothing is left out.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { EventEntry } from '@tallystick/domain/entry';
import { fold } from '@tallystick/domain/fold';
import { type Notice, noticesOf } from '@tallystick/domain/notices';
import { actorOf } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { PeopleStore } from '@tallystick/store/port-people';
import type { NoticeRow, NoticeStore } from '@tallystick/store/port-post';
import type { WorkbookStore } from '@tallystick/store/port-workbooks';
import { NOTICES_PER_PERSON_MAX } from '@tallystick/store/limits';
import type { FastifyBaseLogger } from 'fastify';
import { maySee } from '../present/present.ts';
import { POST_ENTRIES_MAX, POST_LOOK_MS, POST_STATES_MAX } from '../service/limits.ts';
import { readState } from '../workbook/load.ts';
import { entryAt, isOfEntry } from './inbox.ts';
import { rulingNotices } from './ruling-notices.ts';

export type FollowerSources = {
  store: JournalReads & WorkbookStore & Pick<PeopleStore, 'people'> & NoticeStore;
  log: FastifyBaseLogger;
  /** From when a notice is to go by mail; null: it does not. */
  mailAt: (notice: NoticeRow, state: WorkbookState) => Promise<number | null>;
  /** Told once the notices of these people are durable. */
  told: (people: ReadonlySet<PersonId>) => void;
};

/** A workbook's state as of the entry that was followed last. */
type Standing = { upTo: number; state: WorkbookState };

export class Follower {
  readonly #sources: FollowerSources;
  readonly #standing = new Map<WorkbookId, Standing>();
  /** Workbooks that may have gone on. */
  readonly #behind = new Set<WorkbookId>();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #isOver = false;

  constructor(sources: FollowerSources) {
    this.#sources = sources;
    // What could not be written a moment ago is tried again.
    this.#timer = setInterval(() => this.#wake(), POST_LOOK_MS);
    this.#timer.unref();
  }

  /** Looks at all workbooks: some may have gone on before the last server ended. */
  async begin(): Promise<void> {
    for (const { workbook, deletedAt } of await this.#sources.store.workbooks())
      if (deletedAt === null) this.#behind.add(workbook);
    this.#wake();
  }

  happened(workbook: WorkbookId): void {
    this.#behind.add(workbook);
    this.#wake();
  }

  /** Waits until nothing is behind, or what is cannot be followed now. */
  async caughtUp(): Promise<void> {
    this.#wake();
    await this.#running;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  #wake(): void {
    if (this.#running !== null || this.#behind.size === 0 || this.#isOver) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    const failed = new Set<WorkbookId>();
    for (const workbook of this.#behind) {
      if (this.#isOver) return;
      // Taken out first: what happens meanwhile puts it in again, behind the others.
      this.#behind.delete(workbook);
      try {
        while (await this.#follow(workbook));
      } catch (error) {
        this.#standing.delete(workbook);
        failed.add(workbook);
        this.#sources.log.error(
          { error, workbook },
          'nobody was told of what happened; again soon',
        );
      }
    }
    for (const workbook of failed) this.#behind.add(workbook);
  }

  /** Follows one page of a journal. True where there may be more. */
  async #follow(workbook: WorkbookId): Promise<boolean> {
    const { store } = this.#sources;
    const row = await store.workbook(workbook);
    if (row === undefined || row.deletedAt !== null) {
      this.#standing.delete(workbook);
      return false;
    }
    const from = await store.followedUpTo(workbook);
    const page = { after: from, limit: POST_ENTRIES_MAX, kind: 'event' as const };
    const entries = await store.entries(workbook, page);
    const newest = entries.at(-1)?.entry;
    if (newest === undefined) return false;
    const { number: last, at } = newest;
    let state = await this.#stateAt(workbook, from);
    const made: { entry: EventEntry; notice: Notice }[] = [];
    const left = new Set<PersonId>();
    const changed = new Set<PersonId>();
    for (const { entry } of entries) {
      if (entry.kind !== 'event') continue;
      const { event } = entry;
      state = fold(state, entry);
      if (event.type === 'member-removed') left.add(event.person);
      if (event.type === 'member-changed') changed.add(event.person);
      for (const notice of noticesOf({ state, event, entry })) made.push({ entry, notice });
    }
    const stays = made.filter(({ entry, notice: { person } }) =>
      maySee(state, actorOf(state, person), entry),
    );
    const notices = await this.#rows(stays, state);
    for (const person of changed) await this.#readHidden({ person, workbook, state, at });
    const events = entries.flatMap(({ entry }) => (entry.kind === 'event' ? [entry] : []));
    await this.#tellElsewhere({ workbook, state, entries: events });
    const followed = { workbook, from, upTo: last, notices, left: [...left] };
    // Another way of following came first, or the workbook was deleted: it is looked at anew.
    if (!(await store.noteFollowed(followed))) {
      this.#standing.delete(workbook);
      return true;
    }
    this.#keep(workbook, { upTo: last, state });
    const people = new Set([...notices.map(({ person }) => person), ...left, ...changed]);
    if (people.size > 0) this.#sources.told(people);
    return true;
  }

  /** Before it is noted how far it was followed: told twice it is the same, and not told it would be lost. */
  async #tellElsewhere(ruled: Parameters<typeof rulingNotices>[1]): Promise<void> {
    const { store, told, mailAt } = this.#sources;
    for await (const { state, notices } of rulingNotices(store, ruled)) {
      for (const notice of notices) notice.mailAt = await mailAt(notice, state);
      const people = await store.addNotices(notices);
      if (people.length > 0) told(new Set(people));
    }
  }

  /** What a role does not show any more counts as read: it would be counted for ever, and listed nowhere. */
  async #readHidden(of: {
    person: PersonId;
    workbook: WorkbookId;
    state: WorkbookState;
    at: number;
  }): Promise<void> {
    const { person, workbook, state, at } = of;
    const { store } = this.#sources;
    const actor = actorOf(state, person);
    const ids: string[] = [];
    for (const notice of await store.noticesOf({ person, limit: NOTICES_PER_PERSON_MAX })) {
      if (notice.workbook !== workbook || notice.readAt !== null || !isOfEntry(notice)) continue;
      const entry = await entryAt(store, workbook, notice.number);
      if (entry === undefined || !maySee(state, actor, entry)) ids.push(notice.id);
    }
    if (ids.length > 0) await store.markRead({ person, which: { ids }, at });
  }

  async #rows(
    made: readonly { entry: EventEntry; notice: Notice }[],
    state: WorkbookState,
  ): Promise<NoticeRow[]> {
    const people = [...new Set(made.map(({ notice }) => notice.person))];
    const known = new Set((await this.#sources.store.people(people)).map(({ person }) => person));
    const rows = made.filter(({ notice }) => known.has(notice.person)).map(rowOf);
    for (const row of rows) row.mailAt = await this.#sources.mailAt(row, state);
    return rows;
  }

  /** Folding changes a state in place, so what is kept goes on with the journal. */
  async #stateAt(workbook: WorkbookId, upTo: number): Promise<WorkbookState> {
    const known = this.#standing.get(workbook);
    // It is under way until it is kept again.
    this.#standing.delete(workbook);
    if (known?.upTo === upTo) return known.state;
    return await readState(this.#sources.store, workbook, upTo);
  }

  #keep(workbook: WorkbookId, standing: Standing): void {
    this.#standing.set(workbook, standing);
    const [oldest] = this.#standing.keys();
    if (this.#standing.size > POST_STATES_MAX && oldest) this.#standing.delete(oldest);
  }
}

function rowOf({ entry, notice }: { entry: EventEntry; notice: Notice }): NoticeRow {
  const { workbook, number, by, at } = entry;
  const { person, kind, place } = notice;
  const [cell = null] = place.cells;
  const [row = null] = place.rows;
  return {
    person,
    id: `${workbook}/e:${number}/${kind}`,
    workbook,
    kind,
    number,
    by,
    at,
    cell,
    row: cell === null ? row : null,
    places: place.cells.length + place.rows.length,
    readAt: null,
    mailAt: null,
    mail: null,
  };
}
