/**
 * The cells of a room, as plain as a browser knows them, kept in step by Yjs' own client: what a page that follows the
 * same changes reaches on this machine without a sheet. Own file because a browser has to load it.
 */
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';

/** About as many cells as the sheet has in the window. */
const ROWS = 40;
const COLUMNS = 16;
/** More than the target asks for at each of 60 frames, so that it is not what bounds them. */
const CELLS_A_FRAME = 60;

const asked = new URLSearchParams(window.location.search);
const changing = (asked.get('cells') ?? '').split(',');
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
    // A figure and its result, in every row.
    const id = column === 4 || column === 9 ? changing[(at * 2) % changing.length] : undefined;
    const other = column === 6 ? changing[(at * 2 + 1) % changing.length] : undefined;
    for (const each of [id, other]) if (each) texts.set(each, [...(texts.get(each) ?? []), text]);
  }
  root?.append(row);
}
document.querySelector('input')?.focus();

const doc = new Doc();
const map = doc.getMap('cells');
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
      text.data = String(map.get(cell) ?? '');
    }
    if (waiting.size > 0) order();
  });
};
map.observe(({ keysChanged }) => {
  for (const cell of keysChanged as Set<string>)
    for (const text of texts.get(cell) ?? []) waiting.set(text, cell);
  order();
});
const provider = new WebsocketProvider(asked.get('door') ?? '', asked.get('room') ?? '', doc, {
  params: { token: asked.get('token') ?? '' },
  disableBc: true,
});
provider.on('sync', (isInStep) => {
  document.body.dataset.synced = String(isInStep);
});
