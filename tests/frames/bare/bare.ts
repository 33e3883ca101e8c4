/**
 * The cells of a room, as plain as a browser knows them, kept in step by Yjs' own client: what a page that follows the
 * same changes reaches on this machine without a sheet.
 */
import { COLUMNS, cellAt, followRoom, ROWS } from './room.ts';

/** More than the target asks for at each of 60 frames, so that it is not what bounds them. */
const CELLS_A_FRAME = 60;

const room = followRoom();
const texts = new Map<string, Text[]>();
const root = document.querySelector('.ag-root');
for (let at = 0; at < ROWS; at += 1) {
  const row = document.createElement('div');
  row.className = 'ag-row';
  row.style.top = `${at * 25}px`;
  for (let column = 0; column < COLUMNS; column += 1) {
    const cell = document.createElement('div');
    cell.className = 'ag-cell';
    cell.style.left = `${column * 94}px`;
    const text = document.createTextNode(String(100 + at * column));
    cell.append(text);
    row.append(cell);
    const shown = cellAt(room, at, column);
    if (shown) texts.set(shown, [...(texts.get(shown) ?? []), text]);
  }
  root?.append(row);
}
document.querySelector('input')?.focus();

const waiting = new Map<Text, string>();
let isOrdered = false;
const order = (): void => {
  if (isOrdered) return;
  isOrdered = true;
  requestAnimationFrame(() => {
    isOrdered = false;
    let left = CELLS_A_FRAME;
    for (const [text, cell] of waiting) {
      if (left === 0) break;
      left -= 1;
      waiting.delete(text);
      text.data = room.text(cell);
    }
    if (waiting.size > 0) order();
  });
};
room.onChange((cells) => {
  for (const cell of cells) for (const text of texts.get(cell) ?? []) waiting.set(text, cell);
  order();
});
