/** One tab of one person: the web app's own open workbook, with what its author typed and may still ask for. */
import type { Command } from '@tallystick/domain/commands';
import type { CommentId } from '@tallystick/domain/cells/ids';
import { apiOver } from '../../apps/web/src/server/api.ts';
import type { Keeping } from '../../apps/web/src/live/kept/keeping.ts';
import { openKeeping } from '../../apps/web/src/live/kept/kept-in-database.ts';
import { keptInStorage } from '../../apps/web/src/live/kept/kept-in-storage.ts';
import { WorkbookSession } from '../../apps/web/src/live/workbook/workbook-session.ts';
import { Network } from './browser-parts.ts';

/** Reconnections so quick that a session takes a second; milliseconds. */
const BACKOFF = { delay: 20, minDelay: 10, maxDelay: 200 };
/** The app's own waits are this much shorter. */
const HURRY = 20;

export type Typed = {
  person: string;
  cell: string;
  text: string;
  /** Its author typed something else there while it was on its way, or while it was shown as refused. */
  isReplaced: boolean;
  /** Where it was typed without a network: how often the network had come back before. */
  offlineAfter?: number;
};

/** A text that was given as a comment, and whether its author was told that it waits. */
export type Said = { person: string; text: string; waited: boolean };

type Made = {
  url: string;
  workbook: string;
  person: string;
  cookie: string;
  /** Its browser has no database for us. */
  isBlocked: boolean;
};

export class Tab {
  readonly person: string;
  readonly network: Network;
  readonly log: Typed[] = [];
  readonly said: Said[] = [];
  /** Givers of commands that still wait for their answer. */
  giving = 0;
  readonly #made: Made;
  #keeping: Keeping | undefined;
  #live: WorkbookSession;

  constructor(made: Made) {
    this.#made = made;
    this.person = made.person;
    this.network = new Network(made.url, made.cookie);
    this.#live = this.#open();
  }

  get handle() {
    return this.#live.current();
  }

  get isAtRest(): boolean {
    return this.handle?.connection === 'live' && this.handle.cells.unsaved === 0;
  }

  /** Nothing that it was told to do waits any more. */
  get isDone(): boolean {
    const waits = this.handle?.queued.some(({ refusal }) => refusal === undefined) ?? true;
    return this.isAtRest && !waits && this.giving === 0;
  }

  /** Says something at a cell: a new thread, or a reply where there is one. */
  say(cell: string, text: string): boolean {
    const parent = [...(this.handle?.state.comments.values() ?? [])].find(
      (comment) => comment.cell === cell && comment.parent === null && !comment.resolved,
    )?.id;
    const said: Said = { person: this.person, text, waited: false };
    const about = { cell: cell as never, parent: parent ?? null, text };
    return this.#give({ type: 'comment', ...about, audience: 'members' }, said);
  }

  /** Resolves the first open thread of its own, or of anybody. */
  resolve(isOwn: boolean): boolean {
    const open = [...(this.handle?.state.comments.values() ?? [])].filter(
      (comment) => comment.parent === null && !comment.resolved,
    );
    const thread = open.find(({ by }) => (by === this.person) === isOwn);
    if (thread === undefined) return false;
    return this.#give({ type: 'resolve-comment', comment: thread.id as CommentId });
  }

  /** What its giver is told at once as refused is still before their eyes; all else must be found again. */
  #give(command: Command, said?: Said): boolean {
    const { handle } = this;
    if (handle === undefined) return false;
    if (said) this.said.push(said);
    const live = this.#live;
    this.giving++;
    void handle.command(command).then((outcome) => {
      if (live !== this.#live) return;
      this.giving--;
      if (outcome.ok && said) said.waited = outcome.value.waiting === true;
      if (!outcome.ok && said) this.said.splice(this.said.indexOf(said), 1);
    });
    return true;
  }

  /** The screen: every cell with its text. */
  screen(): Record<string, string> {
    return Object.fromEntries([...(this.handle?.cells.entries() ?? [])].toSorted());
  }

  /** Types into a cell; an empty text clears it. False where there is no page yet. */
  type(cell: string, text: string): boolean {
    const cells = this.handle?.cells;
    if (cells === undefined) return false;
    this.#replace(cell);
    const { isOffline, cameBack } = this.network;
    const typed: Typed = { person: this.person, cell, text, isReplaced: false };
    if (isOffline) typed.offlineAfter = cameBack.length;
    if (text !== '') this.log.push(typed);
    cells.set(cell, text);
    return true;
  }

  /** Its author lets go of what is shown as on its way, or as refused; of nothing that is said to be saved. */
  #replace(cell: string): void {
    const cells = this.handle?.cells;
    const status = cells?.status(cell);
    const refused = cells?.draft(cell)?.stored;
    for (const typed of this.log) {
      if (typed.cell !== cell) continue;
      if (status === 'saving' || (status === 'refused' && typed.text === refused))
        typed.isReplaced = true;
    }
  }

  /** Tries the first draft again. */
  retry(): boolean {
    const cells = this.handle?.cells;
    const [draft] = cells?.drafts() ?? [];
    if (draft === undefined) return false;
    cells?.retryDraft(draft.cell);
    return true;
  }

  /** The page ends without a farewell and is opened again: nothing is kept that was not on its way there before. */
  reload(): void {
    this.#keeping?.close();
    this.network.cut();
    this.#live.close();
    this.giving = 0;
    this.#live = this.#open();
  }

  close(): void {
    this.#live.close();
  }

  /** A page without its server shows why and offers to try again; somebody does. */
  lookAgain(): void {
    if (this.handle === undefined) void this.#live.refetch();
  }

  #open(): WorkbookSession {
    const { url, workbook, person, isBlocked } = this.#made;
    const live = new WorkbookSession(workbook, person, {
      api: apiOver(this.network.send),
      route: {
        url: `${url.replace('http', 'ws')}/collab`,
        Socket: this.network.socketClass(),
        backoff: BACKOFF,
      },
      wait: async (wait_ms) => {
        await new Promise((done) => setTimeout(done, wait_ms / HURRY));
      },
      keep: async () => {
        const keeping = isBlocked
          ? keptInStorage(workbook, person)
          : await openKeeping(workbook, person);
        this.#keeping = keeping;
        return keeping;
      },
    });
    void live.refetch();
    return live;
  }
}
