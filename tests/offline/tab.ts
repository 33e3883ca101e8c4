/**
 * One tab of one person: the web app's own open workbook, with what its author typed and may still ask for.
 * Own file because it is the client of every offline session.
 */
import { apiOver } from '../../apps/web/src/live/api.ts';
import { LiveWorkbook } from '../../apps/web/src/live/live-workbook.ts';
import { type BrowserStorage, Network } from './browser-parts.ts';

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
};

type Made = { url: string; workbook: string; person: string; cookie: string };

export class Tab {
  readonly person: string;
  readonly network: Network;
  readonly log: Typed[] = [];
  readonly #made: Made;
  #live: LiveWorkbook;

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

  /** The screen: every cell with its text. */
  screen(): Record<string, string> {
    return Object.fromEntries([...(this.handle?.cells.entries() ?? [])].toSorted());
  }

  /** Types into a cell; an empty text clears it. False where there is no page yet. */
  type(cell: string, text: string): boolean {
    const cells = this.handle?.cells;
    if (cells === undefined) return false;
    this.#replace(cell);
    if (text !== '') this.log.push({ person: this.person, cell, text, isReplaced: false });
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

  /** The page ends without a farewell and is opened again. */
  reload(storage: BrowserStorage): void {
    const kept = new Map(storage.texts);
    this.network.cut();
    this.#live.close();
    storage.texts.clear();
    for (const [key, text] of kept) storage.texts.set(key, text);
    this.#live = this.#open();
  }

  close(): void {
    this.#live.close();
  }

  /** A page without its server shows why and offers to try again; somebody does. */
  lookAgain(): void {
    if (this.handle === undefined) void this.#live.refetch();
  }

  #open(): LiveWorkbook {
    const { url, workbook } = this.#made;
    const live = new LiveWorkbook(workbook, {
      api: apiOver(this.network.send),
      route: {
        url: `${url.replace('http', 'ws')}/collab`,
        Socket: this.network.socketClass(),
        backoff: BACKOFF,
      },
      wait: async (wait_ms) => {
        await new Promise((done) => setTimeout(done, wait_ms / HURRY));
      },
    });
    void live.refetch();
    return live;
  }
}
