/** What is selected, as plain data, and how a gesture changes it. Pure. */
import { type Box, boxOf, holds, without } from './box.ts';
import type { Place, Range, Selection } from './port.ts';
import { isSame, placeAt, type ScreenOrder, type Spot, spotOf } from './screen-order.ts';

/** A range as it was made: it stretches from its anchor to its edge, which shift and dragging move. */
export type Span = {
  anchor: Place;
  edge: Place;
  /** Whole rows or columns: the other direction follows the screen. */
  whole?: 'rows' | 'columns' | 'all';
};

/** The focus is where typing goes; it lies in the last span. */
export type Selected = { spans: readonly Span[]; focus: Place | null };

export const NOTHING: Selected = { spans: [], focus: null };

/** One cell. */
export function only(place: Place): Selected {
  return { spans: [{ anchor: place, edge: place }], focus: place };
}

/** The rows and columns that a span covers on this screen; undefined where a corner is not on it. */
export function boxOfSpan(order: ScreenOrder, span: Span): Box | undefined {
  const end = { row: order.rows.length - 1, column: order.columns.length - 1 };
  if (end.row < 0 || end.column < 0) return undefined;
  if (span.whole === 'all') return boxOf({ row: 0, column: 0 }, end);
  const rows = [order.rowAt(span.anchor.row), order.rowAt(span.edge.row)] as const;
  const columns = [order.columnAt(span.anchor.column), order.columnAt(span.edge.column)] as const;
  const [from, to] =
    span.whole === 'columns'
      ? [
          { row: 0, column: columns[0] },
          { row: end.row, column: columns[1] },
        ]
      : span.whole === 'rows'
        ? [
            { row: rows[0], column: 0 },
            { row: rows[1], column: end.column },
          ]
        : [
            { row: rows[0], column: columns[0] },
            { row: rows[1], column: columns[1] },
          ];
  const box = boxOf(from, to);
  return box.top < 0 || box.first < 0 ? undefined : box;
}

export function boxesOf(order: ScreenOrder, selected: Selected): Box[] {
  return selected.spans.flatMap((span) => boxOfSpan(order, span) ?? []);
}

function spanOf(order: ScreenOrder, box: Box): Span | undefined {
  const anchor = placeAt(order, { row: box.top, column: box.first });
  const edge = placeAt(order, { row: box.bottom, column: box.last });
  return anchor && edge && { anchor, edge };
}

/** As the port gives it out: corners in the order of the screen. */
export function selectionOf(order: ScreenOrder, selected: Selected): Selection {
  const ranges: Range[] = boxesOf(order, selected).flatMap((box) => {
    const span = spanOf(order, box);
    return span ? [{ from: span.anchor, to: span.edge }] : [];
  });
  return { ranges, focus: selected.focus };
}

/** Shift: the last range stretches from the focus to another place. */
export function extended(selected: Selected, edge: Place): Selected {
  const { focus } = selected;
  if (!focus) return only(edge);
  return { spans: [...selected.spans.slice(0, -1), { anchor: focus, edge }], focus };
}

/** Ctrl: one more range; the focus goes there. */
export function added(selected: Selected, place: Place): Selected {
  return { spans: [...selected.spans, { anchor: place, edge: place }], focus: place };
}

/** Ctrl on what is selected already takes it out again; the last place stays. */
export function removed(order: ScreenOrder, selected: Selected, place: Place): Selected {
  const spot = spotOf(order, place);
  if (!spot) return selected;
  const spans = boxesOf(order, selected)
    .flatMap((box) => without(box, spot))
    .flatMap((box) => spanOf(order, box) ?? []);
  const last = spans.at(-1);
  if (!last) return only(place);
  const focus = selected.focus && !isSame(selected.focus, place) ? selected.focus : null;
  return withFocusLast(order, { spans, focus: focus ?? last.anchor });
}

/** The span that holds the focus is put last. */
function withFocusLast(order: ScreenOrder, selected: Selected): Selected {
  const { focus, spans } = selected;
  const spot = focus && spotOf(order, focus);
  const at = spans.findLastIndex((span) => {
    const box = boxOfSpan(order, span);
    return box && spot && holds(box, spot);
  });
  const span = spans[at];
  if (!span) return selected;
  return { spans: [...spans.slice(0, at), ...spans.slice(at + 1), span], focus };
}

export function isSelected(order: ScreenOrder, selected: Selected, place: Place): boolean {
  const spot = spotOf(order, place);
  return spot !== undefined && boxesOf(order, selected).some((box) => holds(box, spot));
}

/** More than one place. */
export function isBlock(order: ScreenOrder, selected: Selected): boolean {
  const boxes = boxesOf(order, selected);
  const [box] = boxes;
  return boxes.length > 1 || (box !== undefined && (box.top < box.bottom || box.first < box.last));
}

/** The last range takes the whole rows or columns that it touches. */
export function widened(selected: Selected, whole: 'rows' | 'columns'): Selected {
  const last = selected.spans.at(-1);
  if (!last) return selected;
  // Rows of columns are everything, and the other way round.
  const both = last.whole !== undefined && last.whole !== whole;
  const span: Span = { ...last, whole: both ? 'all' : whole };
  return { ...selected, spans: [...selected.spans.slice(0, -1), span] };
}

/** Whole rows or columns from that of the focus to that of another place. */
export function wholeFrom(focus: Place, to: Place, whole: 'rows' | 'columns'): Span {
  const edge =
    whole === 'rows'
      ? { row: to.row, column: focus.column }
      : { row: focus.row, column: to.column };
  return { anchor: focus, edge, whole };
}

export function everything(selected: Selected): Selected {
  const { focus } = selected;
  return focus ? { spans: [{ anchor: focus, edge: focus, whole: 'all' }], focus } : selected;
}

/** A block of places; the focus stays where it is if it lies inside. */
export function block(order: ScreenOrder, box: Box, focus: Place | null): Selected {
  const span = spanOf(order, box);
  if (!span) return NOTHING;
  const spot = focus ? spotOf(order, focus) : undefined;
  return { spans: [span], focus: spot && holds(box, spot) ? focus : span.anchor };
}

/** The next place for Tab (`row by row`) or Enter (`column by column`) inside of all that is selected, round and round. */
export function walked(
  order: ScreenOrder,
  selected: Selected,
  { by, back }: { by: 'row' | 'column'; back: boolean },
): Selected {
  const boxes = boxesOf(order, selected);
  const spot = selected.focus && spotOf(order, selected.focus);
  const box = boxes.at(-1);
  if (!spot || !box) return selected;
  const inside = stepIn(box, spot, { by, back });
  if (inside) {
    const focus = placeAt(order, inside);
    return focus ? { ...selected, focus } : selected;
  }
  // The last span is the one with the focus: the next one is the first, the one before stands before it.
  const { spans } = selected;
  const turned = back
    ? [...spans.slice(-1), ...spans.slice(0, -1)]
    : [...spans.slice(1), ...spans.slice(0, 1)];
  const next = turned.at(-1);
  const nextBox = next && boxOfSpan(order, next);
  if (!nextBox) return selected;
  const focus = placeAt(
    order,
    back
      ? { row: nextBox.bottom, column: nextBox.last }
      : { row: nextBox.top, column: nextBox.first },
  );
  return focus ? { spans: turned, focus } : selected;
}

function stepIn(
  box: Box,
  spot: Spot,
  { by, back }: { by: 'row' | 'column'; back: boolean },
): Spot | undefined {
  const step = back ? -1 : 1;
  const { row, column } = spot;
  const beside = by === 'row' ? { row, column: column + step } : { row: row + step, column };
  if (holds(box, beside)) return beside;
  const turned =
    by === 'row'
      ? { row: row + step, column: back ? box.last : box.first }
      : { row: back ? box.bottom : box.top, column: column + step };
  return holds(box, turned) ? turned : undefined;
}

/**
 * The selection on a screen whose rows or columns have changed. A range that would take in what it did not hold shrinks
 * to the focus: nobody clears cells that they have not seen selected.
 */
export function carried(was: ScreenOrder, now: ScreenOrder, selected: Selected): Selected {
  const { focus } = selected;
  if (!focus || !spotOf(now, focus)) return NOTHING;
  const isKept = selected.spans.every((span) => {
    if (span.whole !== undefined) return boxOfSpan(now, span) !== undefined;
    const before = boxOfSpan(was, span);
    const after = boxOfSpan(now, span);
    if (!before || !after) return false;
    return (
      now.rows
        .slice(after.top, after.bottom + 1)
        .every((row) => between(was.rowAt(row), before.top, before.bottom)) &&
      now.columns
        .slice(after.first, after.last + 1)
        .every((column) => between(was.columnAt(column), before.first, before.last))
    );
  });
  return isKept ? selected : only(focus);
}

const between = (at: number, from: number, to: number): boolean => at >= from && at <= to;
