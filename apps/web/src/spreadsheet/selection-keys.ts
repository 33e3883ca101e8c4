/**
 * The keys that move and select, as people know them from a spreadsheet. Typing, clearing and filling have their own
 * list.
 */
import { shortcutKey } from '../kit/typed-key.ts';
import { REGION_ROWS_MAX } from './text/limits.ts';
import {
  edgeOfData,
  type Direction,
  firstPlace,
  lastFilled,
  regionAround,
  rowEnd,
  stepped,
} from './moving.ts';
import type { Place } from './port.ts';
import { spotOf } from './screen-order.ts';
import { block, boxesOf, everything, widened } from './selection.ts';
import type { Sheet } from './sheet.ts';

/** What of a keyboard event counts here. */
export type Key = {
  key: string;
  isCtrl: boolean;
  isShift: boolean;
  isAlt: boolean;
};

export function keyOf(event: KeyboardEvent): Key {
  const isCtrl = event.ctrlKey || event.metaKey;
  return {
    key: isCtrl ? shortcutKey(event) : event.key,
    isCtrl,
    isShift: event.shiftKey,
    isAlt: event.altKey,
  };
}

function directionOf(key: string, isMirrored: boolean): Direction | undefined {
  switch (key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return isMirrored ? 'end' : 'start';
    case 'ArrowRight':
      return isMirrored ? 'start' : 'end';
    default:
      return undefined;
  }
}

/** The corner that shift moves: opposite of the focus in the last range. */
function edgeOf(sheet: Sheet, focus: Place): Place {
  return sheet.selection.state().spans.at(-1)?.edge ?? focus;
}

/** Where a moving key leads from a place; undefined where the key does not move. */
function target(sheet: Sheet, key: Key, from: Place): Place | undefined {
  const order = sheet.selection.order();
  const { screen } = sheet;
  const way = directionOf(key.key, screen?.isMirrored ?? false);
  if (way && !key.isAlt)
    return key.isCtrl ? edgeOfData(sheet.field(), from, way) : stepped(order, from, way);
  const rows = screen?.pageRows(from.row) ?? 1;
  const columns = screen?.pageColumns() ?? 1;
  switch (key.key) {
    case 'Home':
      return key.isCtrl ? firstPlace(order) : rowEnd(order, from, 'first');
    case 'End':
      return key.isCtrl ? lastFilled(sheet.field()) : rowEnd(order, from, 'last');
    case 'PageUp':
      if (key.isCtrl) return undefined;
      return key.isAlt ? stepped(order, from, 'start', columns) : stepped(order, from, 'up', rows);
    case 'PageDown':
      if (key.isCtrl) return undefined;
      return key.isAlt ? stepped(order, from, 'end', columns) : stepped(order, from, 'down', rows);
    default:
      return undefined;
  }
}

function isMoving({ key }: Key): boolean {
  return key.startsWith('Arrow') || ['Home', 'End', 'PageUp', 'PageDown'].includes(key);
}

function move(sheet: Sheet, key: Key, focus: Place): boolean {
  const isStretch = key.isShift || sheet.isStretching;
  const to = target(sheet, key, isStretch ? edgeOf(sheet, focus) : focus);
  if (!to) return false;
  if (isStretch) sheet.stretch(to);
  else sheet.go(to);
  if (key.key === 'Home') sheet.screen?.toStart();
  return true;
}

/** Ctrl and A: the data around the focus, then everything. */
function selectAll(sheet: Sheet, focus: Place): void {
  const { selection } = sheet;
  const order = selection.order();
  const isSmall = order.rows.length <= REGION_ROWS_MAX;
  const region = isSmall ? regionAround(sheet.field(), focus) : undefined;
  const [now, ...others] = boxesOf(order, selection.state());
  const isTaken =
    region &&
    now &&
    others.length === 0 &&
    region.top >= now.top &&
    region.bottom <= now.bottom &&
    region.first >= now.first &&
    region.last <= now.last;
  if (!region || isTaken) selection.set(everything(selection.state()));
  else selection.set(block(order, region, focus));
}

function choose(sheet: Sheet, key: Key, focus: Place): boolean {
  const { selection } = sheet;
  if (key.key === ' ' && (key.isCtrl || key.isShift) && !key.isAlt) {
    if (key.isCtrl && key.isShift) selectAll(sheet, focus);
    else selection.set(widened(selection.state(), key.isShift ? 'rows' : 'columns'));
    return true;
  }
  if (key.key === 'a' && key.isCtrl && !key.isAlt && !key.isShift) {
    selectAll(sheet, focus);
    return true;
  }
  if (key.key === 'Backspace' && (key.isShift || key.isCtrl)) {
    if (key.isShift) sheet.collapse();
    sheet.show(focus);
    return true;
  }
  if (key.key === 'F8' && !key.isCtrl && !key.isAlt && !key.isShift) {
    sheet.isStretching = !sheet.isStretching;
    return true;
  }
  return false;
}

/** Acts on a key that moves or selects; false where it does neither. */
export function takeSelectionKey(sheet: Sheet, key: Key): boolean {
  const { focus } = sheet.selection.current();
  if (!focus || !spotOf(sheet.selection.order(), focus)) return false;
  if (isMoving(key)) return move(sheet, key, focus);
  if (key.key === 'Tab' && !key.isCtrl && !key.isAlt) return sheet.tab(key.isShift);
  if (key.key === 'Escape') {
    sheet.collapse();
    return false;
  }
  return choose(sheet, key, focus);
}
