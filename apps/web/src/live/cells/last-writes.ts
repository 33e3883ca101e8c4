/**
 * Who wrote the cells of the open workbook last, and when: asked once for all of them, as whoever types goes from cell to
 * cell. Own saves are known from then on; a cell that somebody else has written since is asked for by itself.
 */
import type { CellsPage } from '@tallystick/protocol/cells';
import { PAGE_LINES_MAX } from '@tallystick/protocol/limits';
import type { CellView } from '@tallystick/protocol/views';
import { api } from '../../server/api.ts';
import type { LiveCells } from './live-cells.ts';

/** `at` and `by` are null where nobody has ever written. */
export type LastWrite = Pick<CellView, 'by' | 'at' | 'text'>;

const NEVER: LastWrite = { by: null, at: null, text: null };

export class LastWrites {
  private readonly path: string;
  private readonly cells: LiveCells;
  private readonly me: { person: string; name: string };
  private readonly known = new Map<string, LastWrite>();
  /** Cells that others have written since all were asked for, with the number of times. */
  private readonly news = new Map<string, number>();
  /** What is being asked for: one cell, or all of them (''). */
  private readonly asking = new Map<string, Promise<void>>();
  private readonly listeners = new Set<() => void>();
  private isWhole = false;
  /** Which document of the cells it was asked beside. */
  private document: number;
  /** The server could not be asked. */
  isAway = false;

  constructor(workbook: string, cells: LiveCells, me: { person: string; name: string }) {
    this.path = `/api/workbooks/${encodeURIComponent(workbook)}/cells`;
    this.cells = cells;
    this.me = me;
    this.document = cells.adoptions;
    cells.subscribe((_, fresh) => {
      // A new document: others may have written anything. All is asked for again, what came with the document included.
      if (cells.adoptions !== this.document) return this.forget();
      for (const cell of fresh) {
        this.known.delete(cell);
        this.news.set(cell, (this.news.get(cell) ?? 0) + 1);
      }
      if (fresh.size > 0) this.tell();
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Undefined while it is not known: then `ask`. The same object until it is another. */
  get(cell: string): LastWrite | undefined {
    const here = this.cells.savedHere.get(cell);
    const known = this.known.get(cell);
    if (here === undefined)
      return known ?? (this.isWhole && !this.news.has(cell) ? NEVER : undefined);
    if (known?.at === here) return known;
    const own = { by: this.me, at: here, text: this.cells.get(cell) ?? null };
    this.known.set(cell, own);
    return own;
  }

  /** Ends when the cell is known, or when the server cannot be asked: what it waited for may have been overtaken. */
  async ask(cell: string): Promise<void> {
    while (this.get(cell) === undefined) {
      const what = this.isWhole ? cell : '';
      await (this.asking.get(what) ?? this.begin(what));
      if (this.isAway) return;
    }
  }

  private begin(what: string): Promise<void> {
    const asked = (what === '' ? this.askAll() : this.askOne(what)).finally(() => {
      this.asking.delete(what);
      this.tell();
    });
    this.asking.set(what, asked);
    return asked;
  }

  private async askOne(cell: string): Promise<void> {
    for (;;) {
      const news = this.news.get(cell);
      const answer = await api.get<CellView>(`${this.path}/${encodeURIComponent(cell)}`);
      this.isAway = !answer.ok;
      if (!answer.ok) return;
      // Somebody has written meanwhile.
      if (this.news.get(cell) !== news) continue;
      this.news.delete(cell);
      this.known.set(cell, answer.value);
      return;
    }
  }

  private async askAll(): Promise<void> {
    const { document } = this;
    let after = '';
    for (;;) {
      const query = `?limit=${PAGE_LINES_MAX}&after=${encodeURIComponent(after)}`;
      const page = await api.get<CellsPage>(this.path + query);
      this.isAway = !page.ok;
      if (!page.ok || this.document !== document) return;
      for (const line of page.value.cells)
        if (!this.news.has(line.cell)) this.known.set(line.cell, line);
      if (page.value.next === null) break;
      after = page.value.next;
    }
    this.isWhole = true;
  }

  private forget(): void {
    this.document = this.cells.adoptions;
    this.isWhole = false;
    this.known.clear();
    this.news.clear();
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const ofCells = new WeakMap<LiveCells, LastWrites>();

/** The last writes of an open workbook; one for all who ask. */
export function lastWritesOf(
  workbook: string,
  cells: LiveCells,
  me: { person: string; name: string },
): LastWrites {
  const known = ofCells.get(cells) ?? new LastWrites(workbook, cells, me);
  ofCells.set(cells, known);
  return known;
}
