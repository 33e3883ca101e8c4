/**
 * The contents that verdicts are given on, row by row: computed when first asked for, and again after one of their
 * cells or the evidence has changed, because sheet, panel and filters ask for them at every drawing.
 */
import type { Result } from '@tallystick/domain/formula/compute';
import { evidenceOfRow } from '@tallystick/domain/nouns/evidence/evidence';
import { type Content, contentOf } from '@tallystick/domain/nouns/verdict-content';
import type { WorkbookState } from '@tallystick/domain/state';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Reading = {
  read: (cell: string) => string | undefined;
  result: (row: string) => Result;
  /** All evidence as it stands; another map once it is other evidence. */
  evidence: () => WorkbookState['evidence'];
};

export class Contents {
  private readonly known = new Map<string, { content: Content; isOld: boolean }>();
  private readonly catalogue: Catalogue;
  private readonly reading: Reading;
  private evidence: WorkbookState['evidence'];

  constructor(catalogue: Catalogue, reading: Reading) {
    this.catalogue = catalogue;
    this.reading = reading;
    this.evidence = reading.evidence();
  }

  /** The same object until one of its cells changes. Throws on a row without result. */
  get(row: string): Content {
    this.lookAtEvidence();
    const known = this.known.get(row);
    if (known && !known.isOld) return known.content;
    const { catalogue, reading } = this;
    const backing = (of: string) => evidenceOfRow({ evidence: this.evidence }, of);
    const { read, result } = reading;
    const content = contentOf({ catalogue, read, backing, result: result(row) }, row);
    this.known.set(row, { content, isOld: false });
    return content;
  }

  /** Evidence comes by events, not with the cells; it changes seldom, so every content is made anew. */
  private lookAtEvidence(): void {
    const evidence = this.reading.evidence();
    if (evidence === this.evidence) return;
    this.evidence = evidence;
    for (const known of this.known.values()) known.isOld = true;
  }

  /** Rows that were asked for and have one of these cells in their content. */
  covering(cells: Iterable<string>): string[] {
    const changed = [...cells];
    const rows: string[] = [];
    for (const [row, { content }] of this.known)
      if (changed.some((cell) => content.cells.has(cell))) rows.push(row);
    return rows;
  }

  /** Cells have changed, and those whose formulas lead to them with them. */
  forget(cells: Iterable<string>): void {
    for (const row of this.covering(cells)) {
      const known = this.known.get(row);
      // Kept until it is made anew: which cells it was made of tells who must be drawn again.
      if (known) known.isOld = true;
    }
  }
}
