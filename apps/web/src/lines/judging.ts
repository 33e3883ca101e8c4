/**
 * Column S in the hands of who verifies: what is typed, pasted or filled there becomes verdicts, each a command on the
 * content that stood on the screen. A no waits beside its cell until it has a reason.
 */
import type { Command } from '@tallystick/domain/commands';
import type { Result } from '@tallystick/domain/formula/compute';
import { cellId, type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { type Outcome, type Refusal, refuse, yes } from '@tallystick/domain/refusals';
import { type Actor, may } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import type { WorkbookState } from '@tallystick/domain/state';
import { type Content, contentPrint, isStale } from '@tallystick/domain/nouns/verdict-content';
import type { BlockWritten, CellTyped, RefusedDraft } from './cell-store.ts';
import { verdictCommand } from './verdict-command.ts';
import { readVerdict, type Spoken, verdictText } from './verdict-text.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** The column of verdicts. */
export const JUDGED = 'verified';

/** The row of a cell of column S; undefined for every other cell. */
export function judgedRow(cell: string): RowId | undefined {
  const place = splitCellId(cell);
  return (place?.column as string | undefined) === JUDGED ? place?.row : undefined;
}

/** Said and on its way; `number` once the server has answered. */
type UnderWay = Spoken & { number?: number };

/** What is judged: the open workbook as it is now, and the way to send a verdict. */
export type JudgedWorkbook = {
  catalogue: Catalogue;
  state: WorkbookState;
  actor: Actor;
  /** Number of the newest entry that this page knows. */
  view: { head: number };
  queued: readonly { command: Command; refusal?: Refusal | undefined }[];
  results: { get(row: string): Result; contents: { get(row: RowId): Content } };
  cells: { touch(cells: string[]): void };
  command(command: Command): Promise<Outcome<{ number: number; waiting?: true }>>;
};

export class Judging {
  private readonly now: () => JudgedWorkbook;
  private readonly drafts = new Map<string, RefusedDraft>();
  private readonly underWay = new Map<string, UnderWay>();
  /** Rows that were answered with one gesture, by the row. */
  private gestures = new Map<string, readonly RowId[]>();
  /** What of a row was last before the person, in the panel. */
  private readonly opened = new Map<RowId, Content>();
  private toAsk: RowId | undefined;

  constructor(now: () => JudgedWorkbook) {
    this.now = now;
  }

  /** Why this person gives no verdict on a row. */
  cannot(row: RowId): Refusal | undefined {
    const { state, actor, catalogue } = this.now();
    if (catalogue.rows.get(row)?.kind !== 'data-point') return refuse('unknown-row');
    return may(actor, 'verify', { state });
  }

  draft(row: RowId): RefusedDraft | undefined {
    return this.drafts.get(row);
  }

  discard(row: RowId): void {
    if (this.drafts.delete(row)) this.tell([row]);
  }

  /** What was said and has not come back from the server yet. */
  pending(row: RowId): Spoken | undefined {
    const { queued, view } = this.now();
    const waits = queued.findLast(
      ({ command, refusal }) =>
        refusal === undefined &&
        (command.type === 'verify' || command.type === 'withdraw-verification') &&
        command.row === row,
    )?.command;
    if (waits?.type === 'verify') return { verdict: waits.verdict, note: waits.note };
    if (waits) return { verdict: null, note: '' };
    const said = this.underWay.get(row);
    if (said?.number === undefined || said.number > view.head) return said;
    this.underWay.delete(row);
    return undefined;
  }

  /** The text of the verdict that stands, or was said last. */
  text(row: RowId): string {
    const said = this.pending(row) ?? this.standing(row);
    return said?.verdict ? verdictText({ verdict: said.verdict, note: said.note }) : '';
  }

  /** The verdict was given on another content, so that saying it again says something. */
  isStale(row: RowId): boolean {
    const given = this.standing(row);
    return given !== undefined && isStale(given, this.now().results.contents.get(row));
  }

  /** Whether a yes or no stands on what is there now, or is on its way. */
  isJudged(row: RowId): boolean {
    const said = this.pending(row);
    if (said) return said.verdict !== null;
    return this.standing(row) !== undefined && !this.isStale(row);
  }

  /** All that a verdict on a row would be on is before the person now. */
  open(content: Content): void {
    this.opened.set(content.row, content);
  }

  /** Whether the person had before them what stands behind a row now. */
  wasOpened(row: RowId): boolean {
    const seen = this.opened.get(row);
    const { contents } = this.now().results;
    return seen !== undefined && contentPrint(seen) === contentPrint(contents.get(row));
  }

  /** Takes what was typed into one cell; a refusal is kept beside it with the text. */
  say(row: RowId, typed: string): Outcome<void> {
    const outcome = this.take(row, typed);
    this.gestures.set(row, [row]);
    this.tell([row]);
    return outcome;
  }

  /**
   * Takes a block. What cannot be said stays as it was, each with its reason: of several rows a verdict is given on those
   * alone that were opened.
   */
  sayMany(changes: readonly CellTyped[]): BlockWritten {
    const left: BlockWritten['left'] = [];
    const rows: RowId[] = [];
    const isMany = changes.length > 1;
    for (const { cell, typed } of changes) {
      const row = judgedRow(cell);
      if (row === undefined) continue;
      const outcome = this.take(row, typed, isMany);
      rows.push(row);
      // A no that waits for its reason is asked about, not left out.
      if (outcome.ok || outcome.refusal.code === 'reason-needed') continue;
      this.drafts.delete(row);
      left.push({ cell, typed, refusal: outcome.refusal });
    }
    for (const row of rows) this.gestures.set(row, rows);
    this.toAsk = rows.find((row) => this.waitsForReason(row));
    this.tell(rows);
    return { taken: changes.length - left.length, left };
  }

  /** Rows whose no waits for a reason and was said together with that of this row. */
  unreasonedWith(row: RowId): RowId[] {
    return (this.gestures.get(row) ?? [row]).filter((each) => this.waitsForReason(each));
  }

  /** The first row of the last block that is to be asked about; answers once. */
  nextToAsk(): RowId | undefined {
    const row = this.toAsk;
    this.toAsk = undefined;
    return row;
  }

  /** One reason for these rows. */
  giveReason(rows: readonly RowId[], note: string): Outcome<void> {
    for (const row of rows) {
      const outcome = this.say(row, verdictText({ verdict: 'no', note: note.trim() }));
      if (!outcome.ok) return outcome;
    }
    return yes(undefined);
  }

  private waitsForReason(row: RowId): boolean {
    return this.drafts.get(row)?.refusal.code === 'reason-needed';
  }

  private standing(row: RowId) {
    const { actor, state } = this.now();
    return verdictsFor(actor, state).get(row);
  }

  private take(row: RowId, typed: string, isMany = false): Outcome<void> {
    const refused = (refusal: Refusal): Outcome<void> => {
      const cell = cellId(row, JUDGED);
      this.drafts.set(row, { cell, typed, refusal, at: Date.now() });
      return { ok: false, refusal };
    };
    const read = readVerdict(typed);
    if (!read.ok) return refused(read.refusal);
    const refusal = this.cannot(row) ?? this.cannotSay(row, read.value);
    if (refusal) return refused(refusal);
    this.drafts.delete(row);
    if (!this.isNews(row, read.value)) return yes(undefined);
    const isTakenBack = read.value.verdict === null;
    if (isMany && !isTakenBack && !this.wasOpened(row)) return refused(refuse('not-opened'));
    void this.give(row, typed, read.value);
    return yes(undefined);
  }

  private cannotSay(row: RowId, { verdict, note }: Spoken): Refusal | undefined {
    if (verdict === null) return undefined;
    if (this.now().results.get(row).status !== 'reported') return refuse('not-reported');
    return verdict === 'no' && note === '' ? refuse('reason-needed') : undefined;
  }

  private isNews(row: RowId, { verdict, note }: Spoken): boolean {
    const said = this.pending(row) ?? this.standing(row);
    if (verdict === null) return Boolean(said?.verdict);
    return this.isStale(row) || said?.verdict !== verdict || said.note !== note;
  }

  /** The command beneath: on the result and content as this person sees them now. */
  private async give(row: RowId, typed: string, said: Spoken): Promise<void> {
    const { command, results } = this.now();
    const mine: UnderWay = { ...said };
    this.underWay.set(row, mine);
    const outcome = await command(
      said.verdict === null
        ? { type: 'withdraw-verification', row }
        : verdictCommand(
            { result: results.get(row), content: results.contents.get(row) },
            { verdict: said.verdict, note: said.note },
          ),
    );
    // What waits is in the queue, which says by itself what becomes of it.
    const isOver = !outcome.ok || outcome.value.waiting === true;
    if (isOver && this.underWay.get(row) === mine) this.underWay.delete(row);
    if (outcome.ok) mine.number = outcome.value.number;
    else if (!this.drafts.has(row))
      this.drafts.set(row, {
        cell: cellId(row, JUDGED),
        typed,
        refusal: outcome.refusal,
        at: Date.now(),
      });
    this.tell([row]);
  }

  private tell(rows: readonly RowId[]): void {
    this.now().cells.touch(rows.map((row) => cellId(row, JUDGED)));
  }
}

const known = new WeakMap<object, Judging>();

/** The judging of an open workbook; the same as long as it is open. */
export function judgingOf(cells: object, now: () => JudgedWorkbook): Judging {
  const found = known.get(cells) ?? new Judging(now);
  known.set(cells, found);
  return found;
}
