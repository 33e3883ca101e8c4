/**
 * Copy, cut and paste of one sheet. What was copied outlives the gesture: until Escape it stays outlined, and a cut
 * moves its cells only when it is pasted.
 */
import type { DecimalMark } from './text/clip-cell.ts';
import type { Clip } from './clipboard-read.ts';
import { type CopiedCell, writeHtml, writeText } from './clipboard-write.ts';
import { joined } from './copy-block.ts';
import { planIntoEntries } from './paste-entries.ts';
import { type Laid, type PastePlan, planPaste } from './paste-plan.ts';
import type { LeftOut, Place, Range, Typed } from './port.ts';
import type { PasteReport, Sheet } from './sheet.ts';

/** What was copied last and is still outlined. */
type Held = { id: string; isCut: boolean; places: Place[][]; ranges: readonly Range[] };

type Given = { text: string; html: string };

const NONE: readonly Range[] = [];

const keyOf = ({ row, column }: Place): string => JSON.stringify([row, column]);

/** Names of copies tell this copy from another tab's. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `copy_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export class Clipboard {
  private readonly sheet: Sheet;
  /** The decimal mark of the person. */
  private readonly mark: () => DecimalMark;
  private last: Held | undefined;

  constructor(sheet: Sheet, mark: () => DecimalMark) {
    this.sheet = sheet;
    this.mark = mark;
  }

  /** Escape, or another thing begins: the outline goes, what lies on the clipboard stays. */
  letGo(): boolean {
    const had = this.last !== undefined;
    this.hold(undefined);
    return had;
  }

  /** The selection for the clipboard; 'apart' where its ranges are no block. */
  take(isCut: boolean): Given | 'apart' | 'nothing' {
    const { selection } = this.sheet;
    const blocks = selection.blocks();
    if (blocks.length === 0) return 'nothing';
    const places = joined(blocks, selection.order());
    if (!places || (isCut && blocks.length > 1)) return 'apart';
    if (places.length === 0) return 'nothing';
    const rows = places.map((line) => line.map((place) => this.cell(place)));
    const id = newId();
    this.hold({ id, isCut, places, ranges: selection.current().ranges });
    return { text: writeText(rows, this.mark()), html: writeHtml(rows, { id, mark: this.mark() }) };
  }

  /** Lays a block onto the selection as one gesture, and answers what became of it. */
  put(clip: Clip): PasteReport {
    const { selection, data } = this.sheet;
    const cut = this.last?.isCut && this.last.id === clip.own ? this.last : undefined;
    const plan = this.plan(clip, cut !== undefined);
    const left: LeftOut[] = [];
    const changes: Typed[] = [];
    const kept = new Set<string>();
    for (const laid of plan.laid) {
      const { text, holds } = laid.cell;
      const why =
        data.cannot(laid.place) ?? (holds && data.holdsOther(laid.place, { shown: text, holds }));
      if (why === undefined)
        changes.push(typedOf(laid, clip.mark === this.mark() ? undefined : clip.mark));
      else {
        kept.add(keyOf(laid.place));
        if (!this.isThere(laid)) left.push({ ...laid.place, typed: laid.cell.text, why });
      }
    }
    const written = data.write(cut ? 'cut' : 'paste', [
      ...(cut ? this.emptied(cut, plan.laid, kept) : []),
      ...changes,
    ]);
    left.push(...written.left);
    if (cut) this.hold(undefined);
    if (plan.onto.length > 0) selection.select(plan.onto);
    return {
      kind: 'paste',
      taken: changes.length - written.left.length,
      left,
      beyond: plan.beyond.map(({ text }) => text),
      reading: { settled: clip.settled, unclear: clip.unclear, mark: clip.mark ?? this.mark() },
      ...(plan.entries && { entries: plan.entries }),
    };
  }

  /** What is cut moves as it stood; any other block may be one of entry columns alone. */
  private plan(clip: Clip, isCut: boolean): PastePlan {
    const { selection, data } = this.sheet;
    const blocks = selection.blocks();
    const order = selection.order();
    const plain = planPaste(clip.block, blocks, order);
    const block = blocks.at(-1);
    if (isCut || !block) return plain;
    const mark = clip.mark === this.mark() ? undefined : clip.mark;
    const ground = {
      takes: (place: Place) => data.cannot(place) === undefined,
      isLocked: (place: Place) => data.isLocked(place),
      isEntry: (column: string) => data.isEntry(column),
      isText: (column: string) => data.isText(column),
      reads: (laid: Laid) => data.reads(typedOf(laid, mark)),
      isThere: (laid: Laid) => this.isThere(laid),
    };
    return planIntoEntries(clip.block, { order, block, plain }, ground) ?? plain;
  }

  /** The places that a cut leaves empty: those of which the value has found its new place. */
  private emptied(cut: Held, laid: readonly Laid[], kept: ReadonlySet<string>): Typed[] {
    const targets = new Set(laid.map(({ place }) => keyOf(place)));
    const lost = new Set(laid.flatMap(({ place }, at) => (kept.has(keyOf(place)) ? [at] : [])));
    return cut.places
      .flat()
      .filter((place, at) => !lost.has(at) && at < laid.length && !targets.has(keyOf(place)))
      .filter((place) => this.sheet.data.cannot(place) === undefined)
      .map((place) => ({ ...place, typed: '' }));
  }

  /** What may not be written here stands here already, so nothing is left out. */
  private isThere({ place, cell }: Laid): boolean {
    const { data } = this.sheet;
    const plain = (text: string): string => text.replaceAll(/\s/gu, ' ').trim();
    const figure = data.figure(place);
    return (
      cell.text.trim() === '' ||
      plain(cell.text) === plain(data.shown(place)) ||
      (figure !== undefined && (cell.figure === figure || cell.text === this.typedFigure(figure)))
    );
  }

  private cell(place: Place): CopiedCell {
    const { data } = this.sheet;
    const figure = data.figure(place);
    const shown = data.shown(place);
    const typed = data.typedText(place);
    const words = typed === '' || typed.startsWith('=') ? shown : typed;
    const typedOrShown = typed === '' && figure !== undefined ? this.typedFigure(figure) : typed;
    return { text: words, typed: typedOrShown === '' ? shown : typedOrShown, figure };
  }

  private typedFigure(figure: string): string {
    return figure.replace('.', this.mark());
  }

  private hold(held: Held | undefined): void {
    this.last = held;
    this.sheet.outline(held?.ranges ?? NONE);
  }
}

function typedOf({ place, cell }: Laid, mark: DecimalMark | undefined): Typed {
  const typed: Typed = { ...place, typed: cell.text };
  if (cell.figure !== undefined) typed.figure = cell.figure;
  if (mark !== undefined) typed.decimal = mark;
  return typed;
}
