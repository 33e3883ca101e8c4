/** Puts planned values into the XML of a sheet: only the cells that are named, and what has to change with them, change. */
import { addressOf } from '../../book/book.ts';
import { cellXml, type PlainValue } from './cell-xml.ts';
import { around, type Place, placeKey, rangeOf, rangeText } from './ranges.ts';
import { columnStyle, type ScannedCell, type ScannedRow, type ScannedSheet } from './scan-sheet.ts';
import { movedFormulas } from './shared-formulas.ts';
import { type Splice, spliced } from './splices.ts';
import { opened, withAttributes } from './tag-text.ts';

export type PlannedCell = Place & { value: PlainValue; keepsFormula: boolean };

export type SheetPlan = {
  /** No two of one place. */
  cells: readonly PlannedCell[];
  /** Whether results of all other formulas are taken out. */
  removesResults: boolean;
};

export type SplicedSheet = {
  text: string;
  /** Results of formulas that were taken out. */
  resultsRemoved: number;
};

/** The new text of a sheet that was scanned with the rows of all planned cells. */
export function spliceSheet(text: string, scan: ScannedSheet, plan: SheetPlan): SplicedSheet {
  return new SheetSplicer(text, scan, plan).done();
}

class SheetSplicer {
  private readonly splices: Splice[] = [];
  private readonly added: Place[] = [];
  private readonly planned: Map<number, PlannedCell>;
  private readonly moved: Map<ScannedCell, string>;
  private readonly text: string;
  private readonly scan: ScannedSheet;
  private readonly plan: SheetPlan;
  private resultsRemoved = 0;

  constructor(text: string, scan: ScannedSheet, plan: SheetPlan) {
    this.text = text;
    this.scan = scan;
    this.plan = plan;
    this.planned = new Map(plan.cells.map((cell) => [placeKey(cell), cell]));
    this.moved = movedFormulas(text, scan, (cell) => {
      const planned = this.plannedFor(cell);
      return planned !== undefined && !planned.keepsFormula;
    });
  }

  done(): SplicedSheet {
    const rows = new Map(this.scan.rows.map((row) => [row.row, row]));
    const byRow = Map.groupBy(
      this.plan.cells.toSorted((a, b) => a.row - b.row || a.column - b.column),
      ({ row }) => row,
    );
    const written = new Set<number>();
    const newRows: { row: number; xml: string }[] = [];
    for (const [number, cells] of byRow) {
      const row = rows.get(number);
      if (row) {
        this.writeRow(row, cells);
        written.add(number);
      } else if (cells.some(({ value }) => value !== 'empty')) {
        const xml = this.newCells(cells, undefined);
        newRows.push({
          row: number,
          xml: `<${this.scan.prefix}row r="${number}">${xml}</${this.scan.prefix}row>`,
        });
      }
    }
    this.addRows(newRows);
    for (const cell of this.scan.formulas) {
      if (!written.has(cell.row)) this.adjust(cell, false);
    }
    this.widen();
    return { text: spliced(this.text, this.splices), resultsRemoved: this.resultsRemoved };
  }

  private plannedFor(place: Place): PlannedCell | undefined {
    return this.planned.get(placeKey(place));
  }

  private writeRow(row: ScannedRow, cells: readonly PlannedCell[]): void {
    const there = new Map(row.cells.map((cell) => [cell.column, cell]));
    // Beside a cell that is put in between, counting would give another address: all of them say theirs then.
    const addsAddresses = !row.saysAddress || row.cells.some(({ saysAddress }) => !saysAddress);
    for (const cell of row.cells) {
      const planned = this.plannedFor(cell);
      if (planned) this.replace(cell, planned);
      else this.adjust(cell, addsAddresses);
    }
    const missing = cells.filter(({ column, value }) => !there.has(column) && value !== 'empty');
    let tag = this.text.slice(row.from, row.openTo);
    if (!row.saysAddress) tag = withAttributes(tag, { r: String(row.row) });
    if (missing.length > 0) tag = withAttributes(tag, { spans: null });
    if (tag.endsWith('/>') && missing.length > 0) {
      const xml = this.newCells(missing, row.style);
      this.put(row.from, row.to, `${opened(tag)}${xml}</${this.scan.prefix}row>`);
      return;
    }
    this.put(row.from, row.openTo, tag);
    for (const cell of missing) {
      const next = row.cells.find(({ column }) => column > cell.column);
      const at = next?.from ?? row.closeFrom;
      this.put(at, at, this.newCells([cell], row.style));
    }
  }

  /** A splice, unless the text is the same already. An insertion stands before what begins at its place. */
  private put(from: number, to: number, text: string): void {
    if (this.text.slice(from, to) !== text) this.splices.push({ from, to, text });
  }

  private newCells(cells: readonly PlannedCell[], rowStyle: string | undefined): string {
    const { prefix } = this.scan;
    const made = cells.filter(({ value }) => value !== 'empty');
    this.added.push(...made);
    return made
      .map(({ row, column, value }) => {
        const style = rowStyle ?? columnStyle(this.scan, column);
        const address = addressOf(row, column);
        const open = `<${prefix}c r="${address}"`;
        const tag = style === undefined ? `${open}>` : `${open} s="${style}">`;
        return cellXml({ prefix, tag, address, value, formula: '', rest: '' });
      })
      .join('');
  }

  private addRows(rows: readonly { row: number; xml: string }[]): void {
    const { data, prefix } = this.scan;
    if (!data || rows.length === 0) return;
    const tag = this.text.slice(data.from, data.openTo);
    if (tag.endsWith('/>')) {
      const all = rows.map(({ xml }) => xml).join('');
      this.put(data.from, data.to, `${opened(tag)}${all}</${prefix}sheetData>`);
      return;
    }
    for (const { row, xml } of rows) {
      const next = this.scan.rows.find((other) => other.row > row);
      const at = next?.from ?? data.closeFrom;
      this.put(at, at, xml);
    }
  }

  private replace(cell: ScannedCell, { row, column, value, keepsFormula }: PlannedCell): void {
    const formula = keepsFormula ? this.formulaElement(cell) : '';
    const text = cellXml({
      prefix: this.scan.prefix,
      tag: this.text.slice(cell.from, cell.openTo),
      address: addressOf(row, column),
      value,
      formula,
      rest: cell.rest.length === 0 ? '' : this.restOf(cell),
    });
    this.splices.push({ from: cell.from, to: cell.to, text });
  }

  private restOf({ rest }: ScannedCell): string {
    return rest.map(({ from, to }) => this.text.slice(from, to)).join('');
  }

  private formulaElement(cell: ScannedCell): string {
    if (!cell.formula) return '';
    return this.moved.get(cell) ?? this.text.slice(cell.formula.from, cell.formula.to);
  }

  /** A cell that gets no value: it may have to say its address, hold a shared formula's text, or lose an old result. */
  private adjust(cell: ScannedCell, addsAddress: boolean): void {
    const { formula, value } = cell;
    if (!addsAddress && !formula) return;
    const loses = this.plan.removesResults && formula !== undefined && value !== undefined;
    if (addsAddress || loses) {
      const changes = {
        ...(addsAddress ? { r: addressOf(cell.row, cell.column) } : {}),
        ...(loses ? { t: null } : {}),
      };
      const tag = this.text.slice(cell.from, cell.openTo);
      this.put(cell.from, cell.openTo, withAttributes(tag, changes));
    }
    const moved = this.moved.get(cell);
    if (formula && moved !== undefined) this.put(formula.from, formula.to, moved);
    if (!loses) return;
    this.put(value.from, value.to, '');
    this.resultsRemoved += 1;
  }

  private widen(): void {
    const { dimension } = this.scan;
    const before = rangeOf(dimension?.ref ?? '');
    if (!dimension || !before || this.added.length === 0) return;
    const corners = [
      { row: before.top, column: before.left },
      { row: before.bottom, column: before.right },
    ];
    const wide = around([...corners, ...this.added]);
    if (!wide) return;
    const tag = this.text.slice(dimension.from, dimension.to);
    this.put(dimension.from, dimension.to, withAttributes(tag, { ref: rangeText(wide) }));
  }
}
