/**
 * The cells of an open workbook as the screen shows them, wherever they are from: what this browser kept, what requests
 * brought, a document in step with the server; over all of it what its person has typed and nobody has yet.
 */
import { noteFormula, withDependents } from '@tallystick/domain/formula/formula-links';
import { ROOT } from '@tallystick/room/shape';
import type * as Y from 'yjs';
import { CellNews } from './cell-news.ts';
import type { CellListener } from '../../lines/cell-store.ts';
import type { HeldValues } from '../kept/held-values.ts';
import { OverwrittenMarks } from '../kept/overwritten-marks.ts';
import type { OwnValues } from '../kept/own-values.ts';
import { PendingWrites } from '../kept/pending-writes.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export class ShownCells {
  /** Whose they are: what waits here is written by nobody else. */
  readonly person: string;
  readonly pending = new PendingWrites();
  /** Typed values that wait for a document; those on their way in one are `pending`. */
  protected readonly held: HeldValues;
  readonly own: OwnValues;
  /** Cells whose last write is this page's own, with the time of its acknowledgement. */
  readonly savedHere = new Map<string, number>();
  savedAt: number | null = null;
  /** How many documents were shown, one after the other. */
  adoptions = 0;
  protected doc: Y.Doc | undefined;
  /** The document is shown. */
  protected isAdopted = false;
  /** What stood in the cells when they were last seen here is shown. */
  private isRecalled = false;
  /** The cells as requests brought them, while no document is in step. */
  protected served: Map<string, string> | undefined;
  protected readonly shown = new Map<string, string>();
  protected readonly overtaken: OverwrittenMarks;
  protected readonly catalogue: Catalogue;
  private readonly formulas = new Map<string, string>();
  protected readonly news = new CellNews({
    look: (fresh) => {
      this.beforeNews();
      this.look(fresh);
    },
    widen: (changed) => withDependents(this.catalogue, changed, this.formulas),
  });

  constructor(of: {
    workbook: string;
    person: string;
    catalogue: Catalogue;
    held: HeldValues;
    own: OwnValues;
  }) {
    this.person = of.person;
    this.catalogue = of.catalogue;
    this.held = of.held;
    this.own = of.own;
    this.overtaken = new OverwrittenMarks(of.workbook, of.person);
  }

  /** Right before the screen is told. */
  protected beforeNews(): void {}

  /** What stands in the cells is known, as of now or of when they were last seen here. Before, none is called empty. */
  get isKnown(): boolean {
    return this.isRecalled || this.isMet;
  }

  /** What stands in the cells was told by the server since this page is open. */
  protected get isMet(): boolean {
    return this.adoptions > 0 || this.served !== undefined;
  }

  get(cell: string): string | undefined {
    return this.shown.get(cell);
  }

  entries(): Iterable<[string, string]> {
    return this.shown;
  }

  subscribe(listener: CellListener): () => void {
    return this.news.subscribe(listener);
  }

  /** Shows cells as they were kept in this browser, until a document is in step. What waits to be written stands over them. */
  recall(cells: Iterable<[string, string]>): void {
    if (this.isAdopted) return;
    for (const [cell, text] of cells) {
      if (this.held.get(cell)) continue;
      this.shown.set(cell, text);
      this.news.note(cell);
    }
    this.isRecalled = true;
    this.news.order();
  }

  /** Shows the cells as requests brought them: whole, or those that others have changed since. */
  serve(cells: ReadonlyMap<string, string | null>, isWhole: boolean): void {
    if (this.isAdopted) return;
    if (isWhole) this.served = new Map();
    const { served } = this;
    if (!served) return;
    const news = [...cells].filter(([cell, text]) => (served.get(cell) ?? null) !== text);
    for (const [cell, text] of news) this.serveOne(cell, text);
    if (isWhole) this.show(new Set([...this.shown.keys(), ...cells.keys()]));
    else {
      for (const [cell, text] of news) this.own.overwritten(cell, text);
      this.remote(news.map(([cell]) => cell));
    }
  }

  protected serveOne(cell: string, text: string | null): void {
    if (text === null) this.served?.delete(cell);
    else this.served?.set(cell, text);
  }

  /** Looks again at cells whose marks have changed for other reasons than their text. */
  touch(cells: Iterable<string>): void {
    for (const cell of cells) this.news.note(cell);
    this.news.order();
  }

  /** Puts on the screen what waits to be written, else what the document holds once it is in step. */
  protected show(cells: Iterable<string>): void {
    this.look(cells);
    this.news.order();
  }

  private look(cells: Iterable<string>): void {
    for (const cell of cells) {
      const held = this.held.get(cell);
      if (!held && !this.isAdopted && !this.served) continue;
      const now = held ? (held.text ?? undefined) : this.stands(cell);
      this.news.note(cell);
      this.overtaken.shows(cell, now ?? null);
      // Beside requests nothing tells a restored server from one where others have written.
      if (this.isAdopted && !held && !this.pending.touches(cell)) this.own.shows(cell, now ?? null);
      noteFormula(this.formulas, cell, now);
      if (now === undefined) this.shown.delete(cell);
      else this.shown.set(cell, now);
    }
  }

  protected stands(cell: string): string | undefined {
    return this.isAdopted ? this.textIn(this.doc, cell) : this.served?.get(cell);
  }

  protected textIn(doc: Y.Doc | undefined, cell: string): string | undefined {
    const text = doc?.getMap(ROOT).get(cell);
    return typeof text === 'string' ? text : undefined;
  }

  protected remote(cells: Iterable<string>): void {
    const written = [...cells];
    for (const cell of written) this.savedHere.delete(cell);
    this.news.remote(written);
  }
}
