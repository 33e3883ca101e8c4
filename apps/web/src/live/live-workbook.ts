/**
 * One open workbook: view, state, room and messages held together, outside of React.
 * Own file because sockets and documents live longer than any component's render.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Command } from '@tallystick/domain/commands';
import type { EventEntry } from '@tallystick/domain/entry';
import type { PersonId, WorkbookId } from '@tallystick/domain/ids';
import { no, type Outcome, type Refusal } from '@tallystick/domain/refusals';
import { type Actor, actorOf, mayEditCell } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { Presence } from '@tallystick/protocol/presence';
import type { PresentedEntry, WorkbookView } from '@tallystick/protocol/views';
import { roomName } from '@tallystick/room/shape';
import { type Api, api } from './api.ts';
import { LiveCells } from './live-cells.ts';
import { PeopleColours } from './people-colours.ts';
import { ReopeningClock } from './reopening-clock.ts';
import { Results } from './results.ts';
import { BACKOFF, type Connection, RoomConnection, type RoomRoute } from './room-connection.ts';
import { after, changesView, stateOf } from './workbook-state.ts';

export type Focus = { row: string; column: string } | null;

/** What screens read; a new object whenever a part of it has changed. */
export type WorkbookHandle = {
  id: string;
  view: WorkbookView;
  state: WorkbookState;
  actor: Actor;
  catalogue: Catalogue;
  cells: LiveCells;
  results: Results;
  people: Presence[];
  connection: Connection;
  focus: Focus;
  setFocus(focus: Focus): void;
  /** Says whether this person is typing in the cell in focus. */
  setEditing(editing: boolean): void;
  command(command: Command): Promise<Outcome<CommandAnswer>>;
  nameOf(person: string): string;
  /** Milliseconds since 1970, UTC, by the server's clock. */
  now(): number;
  refetch(): void;
};

/** Tries of one command, and the wait between them in milliseconds: the id makes repeating harmless. */
const COMMAND_TRIES = 4;
const COMMAND_WAIT_MS = 600;

/** What an open workbook needs of the place it runs in. */
export type Surroundings = {
  api: Api;
  route: RoomRoute;
  wait: (wait_ms: number) => Promise<void>;
};

/** The page's own server, reached by the browser's means. */
function inBrowser(): Surroundings {
  const { protocol, host } = window.location;
  return {
    api,
    route: {
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collab`,
      Socket: WebSocket,
      backoff: BACKOFF,
      network: window,
    },
    wait: (wait_ms) =>
      new Promise((done) => {
        setTimeout(done, wait_ms);
      }),
  };
}

function commandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `c_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export class LiveWorkbook {
  private handle: WorkbookHandle | undefined;
  /** Why there is nothing to show. */
  refusal: Refusal | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly names = new Map<string, string>();
  private readonly colours = new PeopleColours();
  private room: RoomConnection | undefined;
  private asking: Promise<void> | undefined;
  private closed = false;
  private readonly clock = new ReopeningClock(() => this.rang());
  private readonly id: string;
  private readonly around: Surroundings;

  constructor(id: string, around: Surroundings = inBrowser()) {
    this.id = id;
    this.around = around;
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

  /** The person has signed in again. */
  comeBack(): void {
    void this.refetch().then(() => this.room?.comeBack());
  }

  close(): void {
    this.closed = true;
    this.clock.stop();
    this.room?.leave();
    this.handle?.cells.close();
    this.listeners.clear();
  }

  private async ask(isAgain = false): Promise<void> {
    const answer = await this.around.api.get<WorkbookView>(
      `/api/workbooks/${encodeURIComponent(this.id)}`,
    );
    if (this.closed) return;
    if (!answer.ok) {
      this.failed(answer.refusal);
      return;
    }
    this.refusal = undefined;
    const view = answer.value;
    this.clock.set(view.now);
    // An event came over the socket while this answer was on its way: it tells of a time before that.
    if (!isAgain && this.handle && view.head < this.handle.view.head) return this.ask(true);
    for (const { person, name } of view.members) this.names.set(person, name);
    this.names.set(view.me.person, view.me.name);
    const state = stateOf(view);
    const actor = actorOf(state, view.me.person as PersonId, view.me.admin);
    if (this.handle && this.handle.view.me.person === view.me.person)
      this.change({ view, state, actor });
    else this.begin(view, state, actor);
    this.clock.watch(state);
    if (view.room !== null && this.room?.room !== view.room) this.move(view.room);
  }

  /** A reopening has come to its end: nothing was said, yet what may be edited has changed. */
  private rang(): void {
    if (!this.handle) return;
    const state = { ...this.handle.state };
    this.change({ state });
    this.clock.watch(state);
  }

  private failed(refusal: Refusal): void {
    if (refusal.code === 'not-signed-in' && this.handle) {
      this.change({ connection: 'signed-out' });
      return;
    }
    // A view that is on the screen stays there when the network is gone.
    if (refusal.code === 'unavailable' && this.handle) return;
    this.refusal = refusal;
    this.handle?.cells.close();
    this.room?.leave();
    this.handle = undefined;
    this.tell();
  }

  private begin(view: WorkbookView, state: WorkbookState, actor: Actor): void {
    this.room?.leave();
    this.handle?.cells.close();
    const catalogue = loadCatalogue(view.edition);
    const cells = new LiveCells({
      workbook: view.workbook,
      person: view.me.person,
      catalogue,
      permit: (cell) => this.permit(cell),
    });
    const results = new Results(catalogue, (cell) => cells.get(cell));
    cells.subscribe((changed) => results.forget(changed));
    this.room = new RoomConnection({
      route: this.around.route,
      cells,
      events: {
        connection: (connection) => this.change({ connection }),
        synced: () => this.refetch(),
        people: (people) => this.change({ people: this.colours.settle(people) }),
        message: (message) => this.heard(message),
        turnedAway: () => void this.turnedAway(),
      },
    });
    this.handle = {
      id: this.id,
      view,
      state,
      actor,
      catalogue,
      cells,
      results,
      people: [],
      connection: view.room === null ? 'live' : 'connecting',
      focus: null,
      setFocus: (focus) => this.focus(focus, false),
      setEditing: (editing) => this.focus(this.handle?.focus ?? null, editing),
      command: (command) => this.command(command),
      nameOf: (person) => this.names.get(person) ?? person,
      now: () => this.clock.now(),
      refetch: () => void this.refetch(),
    };
    this.tell();
  }

  private permit(cell: string): Refusal | undefined {
    if (!this.handle) return no('not-signed-in').refusal;
    const { state, actor, catalogue } = this.handle;
    return mayEditCell(state, actor, { cell, catalogue, now: this.clock.now() });
  }

  private focus(focus: Focus, editing: boolean): void {
    if (!this.handle) return;
    this.room?.say({ cell: focus ? `${focus.row}:${focus.column}` : null, editing });
    const was = this.handle.focus;
    if (was?.row !== focus?.row || was?.column !== focus?.column) this.change({ focus });
  }

  private async command(command: Command): Promise<Outcome<CommandAnswer>> {
    const path = `/api/workbooks/${encodeURIComponent(this.id)}/commands`;
    const body = { id: commandId(), command };
    for (let tries = 1; ; tries += 1) {
      const answer = await this.around.api.post<CommandAnswer>(path, body);
      const again = !answer.ok && answer.refusal.code === 'unavailable' && tries < COMMAND_TRIES;
      if (!again) {
        // The event comes over the socket as well; whoever reads no room learns it by asking.
        if (answer.ok && this.handle?.connection !== 'live') void this.refetch();
        if (answer.ok && this.handle?.view.room === null) void this.refetch();
        return answer;
      }
      await this.around.wait(COMMAND_WAIT_MS * tries);
    }
  }

  private heard(message: LiveMessage): void {
    if (!this.handle) return;
    const { cells } = this.handle;
    switch (message.type) {
      case 'event':
        this.happened(message.entry as unknown as PresentedEntry);
        return;
      case 'refused':
        this.rebuild(message);
        return;
      case 'moved':
        this.handle.state.generation = message.generation;
        this.move(roomName(this.id as WorkbookId, message.generation));
        return;
      case 'overwritten':
        cells.markOverwritten(message.cell, message);
        return;
      case 'ruling':
        this.ruled(message);
        return;
    }
  }

  private happened(entry: PresentedEntry): void {
    if (!this.handle) return;
    if (typeof entry.name === 'string') this.names.set(entry.by, entry.name);
    const { view, state, cells } = this.handle;
    if (entry.number <= view.head) return;
    const now = after(state, entry as EventEntry);
    this.change({
      state: now,
      actor: actorOf(now, view.me.person as PersonId, view.me.admin),
      view: { ...view, head: entry.number, locked: now.locked, generation: now.generation },
    });
    this.clock.watch(now);
    if (entry.event.type === 'commented') cells.touch([entry.event.cell]);
    if (changesView(entry)) void this.refetch();
  }

  /** A ruling for every city was made, or taken back, in another city's workbook. */
  private ruled({ id, ruling }: Extract<LiveMessage, { type: 'ruling' }>): void {
    if (!this.handle) return;
    const { view } = this.handle;
    const others = view.rulings.filter((each) => each.id !== id);
    this.change({ view: { ...view, rulings: ruling ? [ruling, ...others] : others } });
  }

  /** This client's document has diverged: a new one, the refused values beside their cells, the others again. */
  private rebuild(told: Extract<LiveMessage, { type: 'refused' }>): void {
    const { room } = this;
    if (!this.handle || !room?.room) return;
    const { cells, values } = told;
    this.handle.cells.turnedBack({ cells, values, refusal: told.refusal as Refusal });
    room.join(room.room);
  }

  private move(name: string): void {
    const { room } = this;
    if (!room || !this.handle || room.room === name) return;
    room.join(name);
  }

  private async turnedAway(): Promise<void> {
    const was = this.room?.room;
    await this.refetch();
    if (this.closed || !this.handle || this.handle.connection === 'signed-out') return;
    if (this.room?.room !== was) return;
    // Turned away from a room that the view still names: try once more, later.
    await this.around.wait(COMMAND_WAIT_MS * 3);
    if (!this.closed && this.room?.room === was) this.room?.comeBack();
  }

  private change(part: Partial<WorkbookHandle>): void {
    if (!this.handle || this.closed) return;
    this.handle = { ...this.handle, ...part };
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
