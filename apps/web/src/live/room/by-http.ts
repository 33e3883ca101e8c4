/**
 * The open workbook by requests, where sockets do not come through: its cells and then its journal are read, what is typed
 * is sent, past the same gate and the same rights. It begins by itself when the room is long in coming, and ends with it.
 */
import { type Outcome, type Refusal, refuse } from '@tallystick/domain/refusals';
import type { CellsChanged, CellsPage, JournalLine, JournalPage } from '@tallystick/protocol/cells';
import { CELLS_PER_REQUEST_MAX, PAGE_LINES_MAX, SEEN_TEXTS_MAX } from '@tallystick/protocol/limits';
import type { PresentedEntry } from '@tallystick/protocol/views';
import { isAway, type Api } from '../../server/api.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import {
  HTTP_LOOK_MS,
  LOOK_MS,
  SILENCE_LOST_MS,
  SOCKET_LOST_MS,
  SOCKET_PATIENCE_MS,
} from '../kept/limits.ts';
import type { Unsaved } from '../kept/pending-writes.ts';

export type ByHttpMade = {
  api: Api;
  workbook: string;
  cells: LiveCells;
  /** The cells are of now, and what is typed leaves. */
  reached(): unknown;
  /** The server does not answer; it is asked again. */
  away(): unknown;
  /** What was in step with a socket is no more. */
  standAlone(): unknown;
  happened(entry: PresentedEntry): void;
  /** The server answers, and gives nothing: the view says why. */
  turnedAway(): unknown;
};

/** What of a journal's line a change of a cell is. */
type Change = { cell: string; after: string | null };

export class ByHttp {
  private readonly made: ByHttpMade;
  private readonly path: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private round: Promise<void> | undefined;
  private isWanted = false;
  /** Number of the last entry that was read; undefined before the cells were. */
  private head: number | undefined;
  /** The server has answered, and the socket has not: it is what the page works by. */
  isReaching = false;
  /** When the server answered last, milliseconds since 1970. */
  private answeredAt = 0;
  private readonly watch: ReturnType<typeof setInterval>;
  private readonly stopHearing: () => void;

  constructor(made: ByHttpMade) {
    this.made = made;
    this.path = `/api/workbooks/${encodeURIComponent(made.workbook)}`;
    this.watch = setInterval(() => this.doubt(), LOOK_MS);
    this.stopHearing = made.cells.subscribe(() => {
      if (this.isReaching && made.cells.waiting().length > 0) this.look();
    });
  }

  /** The socket is not there. Where it never was, something between may bar it: it is not waited for long. */
  want({ wasThere, isRefused }: { wasThere: boolean; isRefused: boolean }): void {
    if (this.isWanted && !isRefused) return;
    this.isWanted = true;
    const patience_ms = isRefused ? 0 : SOCKET_PATIENCE_MS;
    if (!this.isReaching) this.lookIn(wasThere ? SOCKET_LOST_MS : patience_ms);
  }

  /** The socket is there. Resolves once nothing is on its way any more. */
  async leave(): Promise<void> {
    this.isWanted = false;
    this.isReaching = false;
    this.head = undefined;
    clearTimeout(this.timer);
    await this.round;
  }

  close(): void {
    void this.leave();
    clearInterval(this.watch);
    this.stopHearing();
  }

  /** No answer for so long, or the computer has slept: nothing is claimed before there is one. */
  private doubt(): void {
    if (!this.isReaching || Date.now() - this.answeredAt < SILENCE_LOST_MS) return;
    this.isReaching = false;
    this.made.away();
    this.look();
  }

  private lookIn(wait_ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), wait_ms);
  }

  /** One round at a time. */
  private look(): void {
    if (!this.isWanted || this.round) return;
    clearTimeout(this.timer);
    this.round = this.work().finally(() => {
      this.round = undefined;
      if (!this.isWanted) return;
      const isMore = this.isReaching && this.made.cells.waiting().length > 0;
      this.lookIn(isMore ? 0 : HTTP_LOOK_MS);
    });
  }

  private async work(): Promise<void> {
    const refusal =
      (await (this.head === undefined ? this.readCells() : this.readJournal(this.head))) ??
      (this.isWanted ? await this.send() : undefined);
    if (!this.isWanted) return;
    if (refusal === undefined) {
      this.isReaching = true;
      this.answeredAt = Date.now();
      this.made.reached();
      return;
    }
    this.isReaching = false;
    if (isAway(refusal) || refusal.code === 'too-many') this.made.away();
    else void this.made.turnedAway();
  }

  private async readCells(): Promise<Refusal | undefined> {
    const cells = new Map<string, string>();
    let head: number | undefined;
    let after: string | null = '';
    while (after !== null) {
      const query: string = `limit=${PAGE_LINES_MAX}&after=${encodeURIComponent(after)}`;
      const path = `${this.path}/cells?${query}`;
      const page: Outcome<CellsPage> = await this.made.api.get<CellsPage>(path);
      if (!page.ok) return page.refusal;
      // What changes between two pages is read once more, out of the journal.
      head ??= page.value.head;
      for (const { cell, text } of page.value.cells) cells.set(cell, text);
      after = page.value.next;
    }
    if (!this.isWanted) return undefined;
    // A document that was in step once takes what is typed with it when its socket is back: it is let go of.
    this.made.standAlone();
    this.made.cells.serve(cells, true);
    this.head = head;
    return undefined;
  }

  private async readJournal(from: number): Promise<Refusal | undefined> {
    let after: number | null = from;
    while (after !== null) {
      const path: string = `${this.path}/journal?limit=${PAGE_LINES_MAX}&after=${after}`;
      const page: Outcome<JournalPage> = await this.made.api.get<JournalPage>(path);
      if (!page.ok) return page.refusal;
      if (!this.isWanted) return undefined;
      // The server was restored from before what was read.
      if (page.value.head < from) {
        void this.made.turnedAway();
        return await this.readCells();
      }
      for (const line of page.value.entries) this.take(line);
      after = page.value.next;
      this.head = after ?? page.value.head;
    }
    return undefined;
  }

  private take(line: JournalLine): void {
    if (line.kind === 'edit') {
      const changes = line.changes as Change[];
      this.made.cells.serve(new Map(changes.map(({ cell, after }) => [cell, after])), false);
      return;
    }
    const { number, at, by, event } = line;
    const entry = { kind: 'event', number, at, by: by.person, name: by.name, event };
    this.made.happened(entry as unknown as PresentedEntry);
  }

  private async send(): Promise<Refusal | undefined> {
    const waiting = this.made.cells.waiting().slice(0, CELLS_PER_REQUEST_MAX);
    if (waiting.length === 0) return undefined;
    const body = {
      mode: 'each',
      cells: Object.fromEntries(waiting.map(([cell, { text }]) => [cell, text])),
      seen: Object.fromEntries(
        waiting.map(([cell, { seen }]) => [cell, seen.slice(-SEEN_TEXTS_MAX)]),
      ),
    };
    const answer = await this.made.api.patch<CellsChanged>(`${this.path}/cells`, body);
    if (answer.ok) {
      this.told(waiting, new Set(answer.value.saved), answer.value.refused);
      return undefined;
    }
    // With none of them taken the request as a whole is refused, and names each.
    const { refused } = answer.refusal as Refusal & Partial<CellsChanged>;
    if (refused === undefined) return answer.refusal;
    this.told(waiting, new Set(), refused);
    return undefined;
  }

  private told(
    waiting: [string, Unsaved][],
    saved: ReadonlySet<string>,
    refused: CellsChanged['refused'],
  ): void {
    const why = new Map(refused.map((each) => [each.cell, each]));
    for (const [cell, value] of waiting) {
      const no = why.get(cell);
      if (saved.has(cell)) this.made.cells.sent(cell, value.text);
      else if (no)
        this.made.cells.notSent(cell, value, refuse(no.code as Refusal['code'], no.fact));
    }
  }
}
