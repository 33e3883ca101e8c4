/** One open workbook: view, state, room and messages, outside of React, as sockets and documents outlive any render. */
import type { Command } from '@tallystick/domain/commands';
import type { EventEntry } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, type Refusal, refuse } from '@tallystick/domain/refusals';
import { actorOf } from '@tallystick/domain/rights';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { PresentedEntry, WorkbookView } from '@tallystick/protocol/views';
import { inGeneration } from '@tallystick/room/shape';
import type { Keeping } from '../kept/keeping.ts';
import { forgetWhereGone, keptView } from '../kept/kept-views.ts';
import { isAway } from '../../server/api.ts';
import { postedAskingFirst } from '../../server/asked-first.ts';
import { inboxChanged } from '../../server/inbox-mark.ts';
import { ByHttp } from '../room/by-http.ts';
import { type Connection, isConnected } from '../room/connection.ts';
import { inBursts } from '../room/in-bursts.ts';
import { LastState, presentOf } from './last-state.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { AGAIN_MS, PATIENCE_MS, TURNED_AWAY_MS } from '../kept/limits.ts';
import { PeopleColours } from '../room/people-colours.ts';
import { PeopleNames } from '../room/people-names.ts';
import { type Given, QueuedCommands } from '../kept/queued-commands.ts';
import { ReopeningClock } from '../cells/reopening-clock.ts';
import { asksAnew } from './asks-anew.ts';
import { openCells, whyNot } from './open-cells.ts';
import { RoomConnection } from '../room/room-connection.ts';
import { inBrowser, type Surroundings } from '../room/surroundings.ts';
import { Whereabouts } from '../room/whereabouts.ts';
import type { WorkbookHandle } from './workbook-handle.ts';
import type { Focus } from '../../lines/focus.ts';
import { after, changesView, stateOf, viewAfter, withRuling } from './workbook-state.ts';

export class WorkbookSession {
  private handle: WorkbookHandle | undefined;
  /** Why there is nothing to show. */
  refusal: Refusal | undefined;
  private readonly listeners = new Set<() => void>();
  readonly where = new Whereabouts();
  private readonly names = new PeopleNames();
  private readonly colours = new PeopleColours();
  private room: RoomConnection | undefined;
  private asking: Promise<void> | undefined;
  private isAskingLater = false;
  private closed = false;
  private readonly askNoMore: () => void;
  private readonly clock = new ReopeningClock(() => this.rang());
  private readonly id: string;
  private readonly path: string;
  private readonly around: Surroundings;
  /** For whom the page is; without it nothing can be shown before the server has answered. */
  private readonly person: string | undefined;
  private keeping: Keeping | undefined;
  private queue: QueuedCommands | undefined;
  private last: LastState | undefined;
  private http: ByHttp | undefined;
  /** The present room's socket was in step once. */
  private wasLive = false;

  constructor(id: string, person?: string, around: Surroundings = inBrowser()) {
    this.id = id;
    this.path = `/api/workbooks/${encodeURIComponent(id)}`;
    this.person = person;
    this.around = around;
    this.askNoMore = asksAnew(around, this.askAnew);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The present handle; undefined until the first view is there. */
  current = (): WorkbookHandle | undefined => this.handle;

  /** Asks for the view (again) and joins its room. Calls made meanwhile share one answer. */
  refetch = (): Promise<void> => {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  };

  /** Somebody has signed in over the lost session. Where it is another person, this room is theirs no more. */
  async comeBack(): Promise<void> {
    const { room } = this;
    await this.refetch();
    if (!this.closed && this.handle && this.room === room) room?.comeBack();
  }

  close(): void {
    this.end();
    this.closed = true;
    this.askNoMore();
    this.clock.stop();
    this.listeners.clear();
  }

  /** A room's socket tells and comes back by itself; who reads no room, or has nothing to show, asks again. */
  private readonly askAnew = (): void => {
    if (!this.handle || this.handle.view.room === null) void this.refetch();
  };

  private async askLater(): Promise<void> {
    if (this.isAskingLater) return;
    this.isAskingLater = true;
    await this.around.wait(AGAIN_MS);
    this.isAskingLater = false;
    if (!this.closed && !this.handle) await this.refetch();
  }

  private async ask(isAgain = false): Promise<void> {
    const asked = this.around.api.get<WorkbookView>(this.path);
    if (!this.handle && this.person !== undefined) {
      const late = this.around.wait(PATIENCE_MS).then(() => 'late' as const);
      if ((await Promise.race([asked, late])) === 'late') await this.recall();
    }
    const answer = await asked;
    if (this.closed) return;
    if (!answer.ok) {
      if (isAway(answer.refusal)) await this.recall();
      this.failed(answer.refusal);
      return;
    }
    this.refusal = undefined;
    const view = answer.value;
    this.clock.set(view.now);
    // An event came over the socket while this answer was on its way: it tells of a time before that.
    if (!isAgain && this.handle && view.head < this.handle.view.head) return this.ask(true);
    this.names.learn(view);
    const state = stateOf(view);
    const actor = actorOf(state, view.me.person as PersonId, view.me.admin);
    if (this.handle && this.handle.view.me.person === view.me.person)
      this.change({ view, state, actor });
    else await this.begin(view, null);
    this.clock.watch(state);
    if (view.room === null) this.connected('live');
    else if (this.room?.room !== view.room) this.move(view.room);
    this.last?.changed();
    void this.queue?.flushWhenCalm(() => (this.handle?.cells.unsaved ?? 0) > 0);
  }

  /** Opens the workbook as it was last seen on this browser, where there is nothing newer to show. */
  private async recall(): Promise<void> {
    if (this.handle || this.closed || this.person === undefined) return;
    const kept = await keptView(this.person, this.id);
    if (!kept || this.closed || this.handle) return;
    this.names.learn(kept.view);
    await this.begin(kept.view, kept.at);
    if (kept.view.room !== null) this.move(kept.view.room);
    this.connected('offline');
  }

  /** A reopening has come to its end: nothing was said, yet what may be edited has changed. */
  private rang(): void {
    if (!this.handle) return;
    const state = { ...this.handle.state };
    this.change({ state });
    this.clock.watch(state);
  }

  private failed(refusal: Refusal): void {
    if (this.refusal?.code === 'deleted') return;
    if (refusal.code === 'not-signed-in' && this.handle) {
      this.room?.leave();
      void this.http?.leave();
      this.change({ connection: 'signed-out' });
      return;
    }
    // A view that is on the screen stays there when the network is gone, or the server has had too many questions.
    const isForNow = isAway(refusal) || refusal.code === 'too-many';
    if (isForNow && this.handle) return;
    this.refusal = refusal;
    this.end();
    void forgetWhereGone(refusal, { person: this.person, id: this.id });
    this.handle = undefined;
    this.tell();
    if (isForNow) void this.askLater();
  }

  /** Lets go of the workbook that is open, and of nothing that is kept. */
  private end(): void {
    this.room?.leave();
    this.http?.close();
    this.handle?.cells.close();
    this.queue?.close();
    this.last?.close();
    this.keeping?.close();
  }

  /**
   * Nobody is told before the room is joined: the first drawing takes so long that the socket would be opened after it.
   * `seenAt`: of when the view is; null where the server has just told it.
   */
  private async begin(view: WorkbookView, seenAt: number | null): Promise<void> {
    const { person } = view.me;
    const keeping = await this.around.keep(view.workbook, person);
    if (this.closed) return keeping.close();
    this.end();
    this.where.clear();
    this.keeping = keeping;
    const queue = new QueuedCommands({
      keeping,
      send: postedAskingFirst<CommandAnswer>(this.around.api, `${this.path}/commands`),
      changed: () => this.change({ queued: queue.all() }),
      // The event comes over the socket as well; whoever has none learns it by asking.
      carriedOut: () =>
        (this.handle?.connection !== 'live' || view.room === null) && void this.refetch(),
      signedOut: () => void this.refetch(),
      wait: this.around.wait,
    });
    this.queue = queue;
    this.last = new LastState(person, () => this.handle && presentOf(this.handle));
    const permit = (cell: string) => whyNot(this.handle, cell, this.clock.now());
    const typing = (cell: string) => this.where.typing(cell, person);
    const now = { state: () => this.handle?.state, changed: () => this.last?.changed() };
    const { catalogue, cells, results } = openCells(view, { keeping, permit, typing, ...now });
    if (seenAt !== null && view.room !== null) {
      cells.recall(await this.last.recall(view.room));
      if (this.closed) return;
    }
    const state = stateOf(view);
    this.layLines(cells);
    this.handle = {
      id: this.id,
      view,
      state,
      actor: actorOf(state, person as PersonId, view.me.admin),
      catalogue,
      cells,
      results,
      connection: view.room === null ? 'live' : 'connecting',
      isKnown: view.room === null || cells.isKnown,
      seenAt,
      queued: queue.all(),
      proposalsAt: 0,
      retryCommand: (id) => queue.retry(id),
      dropCommand: (id) => queue.drop(id),
      isKept: () => keeping.isSafe,
      setFocus: (focus) => this.focus(focus, false),
      setEditing: (editing) => this.focus(this.where.focus(), editing),
      command: (command) => this.command(command),
      nameOf: this.names.of,
      now: () => this.clock.now(),
      refetch: () => void this.refetch(),
    };
  }

  /** The ways to the server: a socket, and requests where it does not come through. */
  private layLines(cells: LiveCells): void {
    this.wasLive = false;
    this.room = new RoomConnection({
      route: this.around.route,
      cells,
      events: {
        connection: (connection) => this.socketSays(connection),
        synced: () => this.inStep(),
        people: (people) => this.where.meet(this.colours.settle(people)),
        message: (message) => this.heard(message),
        turnedAway: () => void this.turnedAway(),
      },
    });
    this.http = new ByHttp({
      api: this.around.api,
      workbook: this.id,
      cells,
      reached: () => this.handle?.connection !== 'http' && this.connected('http'),
      away: () => this.handle?.connection === 'http' && this.connected('offline'),
      happened: (entry) => this.happened(entry),
      turnedAway: this.refetch,
      standAlone: () => cells.isInDocument && this.room?.comeBack(),
    });
  }

  /** The room is joined: only an answer asked for from now on tells all that nobody could tell this page before. */
  private async inStep(): Promise<void> {
    // What was sent by a request is in the room, or comes back: it is not written twice.
    await this.http?.leave();
    await this.asking;
    await this.refetch();
  }

  /** Where requests come through, a socket that does not is no news. */
  private socketSays(connection: Connection): void {
    const was = this.handle?.connection;
    if (connection === 'connecting' || connection === 'offline') {
      const wasThere = this.wasLive;
      this.http?.want({ wasThere, isRefused: connection === 'offline' && !wasThere });
      if (was === 'http') return;
    } else if (connection === 'live') this.wasLive = true;
    else void this.http?.leave();
    this.connected(connection);
  }

  /** What is on the screen is of now, or stays what it was when the connection went. */
  private connected(connection: Connection): void {
    if (!this.handle) return;
    const { seenAt, connection: was, view, cells } = this.handle;
    // Who has signed out on another page has been forgotten there.
    if (isConnected(was) && connection !== 'signed-out') this.last?.keep();
    // A browser is not told why a socket finds the door closed; the view says whether the session has ended.
    if (was === 'offline' && connection === 'offline') void this.refetch();
    const isKnown = view.room === null || cells.isKnown;
    // Of what was never seen there is no time.
    const lostAt = connection === 'offline' && isKnown ? Date.now() : null;
    const since = isConnected(connection) ? null : (seenAt ?? lostAt);
    this.change({ connection, isKnown, seenAt: since });
  }

  private focus(focus: Focus, editing: boolean): void {
    if (!this.handle) return;
    this.room?.say({ cell: focus ? `${focus.row}:${focus.column}` : null, editing });
    this.where.goTo(focus);
  }

  private async command(command: Command): Promise<Outcome<Given>> {
    if (!this.handle || !this.queue) return no('unavailable');
    const { connection } = this.handle;
    return await this.queue.give(command, isConnected(connection) || connection === 'connecting');
  }

  private heard(message: LiveMessage): void {
    if (!this.handle) return;
    const { cells } = this.handle;
    switch (message.type) {
      case 'event':
        return this.happened(message.entry as unknown as PresentedEntry);
      case 'refused':
        return this.rebuild(message);
      case 'moved':
        this.handle.state.generation = message.generation;
        if (this.room?.room) this.move(inGeneration(this.room.room, message.generation));
        return;
      case 'overwritten':
        return cells.markOverwritten(message.cell, message);
      case 'ruling':
        return this.change({ view: withRuling(this.handle.view, message) });
      case 'audit':
        return this.change({ auditAt: message.head });
      case 'inbox':
        return inboxChanged();
      case 'proposal':
        this.change({ proposalsAt: this.handle.proposalsAt + 1 });
        cells.touch([message.cell]);
    }
  }

  private happened(entry: PresentedEntry): void {
    if (!this.handle) return;
    if (typeof entry.name === 'string') this.names.hear(entry.by, entry.name);
    const { view, state, cells } = this.handle;
    if (entry.number <= view.head) return;
    if (entry.event.type === 'deleted') return this.failed(refuse('deleted'));
    const now = after(state, entry as EventEntry);
    const actor = actorOf(now, view.me.person as PersonId, view.me.admin);
    this.handle = { ...this.handle, state: now, actor, view: viewAfter(view, now, entry.number) };
    // Somebody's three hundred entities come in a second, and the page is drawn in a tenth of one.
    this.tellSoon();
    this.clock.watch(now);
    this.last?.changed();
    if (entry.event.type === 'commented') cells.touch([entry.event.cell]);
    if (changesView(entry)) void this.refetch();
  }

  /** This client's document has diverged: a new one, the refused values beside their cells, the others again. */
  private rebuild(told: Extract<LiveMessage, { type: 'refused' }>): void {
    const { room } = this;
    if (!this.handle || !room?.room) return;
    this.handle.cells.turnedBack({ ...told, refusal: told.refusal as Refusal });
    room.join(room.room);
  }

  private move(name: string): void {
    if (this.handle && this.room?.room !== name) this.room?.join(name);
  }

  private async turnedAway(): Promise<void> {
    const { room } = this;
    const was = room?.room;
    const isStill = (): boolean => !this.closed && this.room === room && room?.room === was;
    await this.refetch();
    if (!isStill() || !this.handle || this.handle.connection === 'signed-out') return;
    // Turned away from a room that the view still names: try once more, later.
    await this.around.wait(TURNED_AWAY_MS);
    if (isStill()) room?.comeBack();
  }

  private change(part: Partial<WorkbookHandle>): void {
    if (!this.handle || this.closed) return;
    this.handle = { ...this.handle, ...part };
    this.tell();
  }

  private readonly tellSoon = inBursts(() => this.tell());

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
