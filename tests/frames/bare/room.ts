/** Follows a room by Yjs' own client, for pages that are no part of the product: what changed is told cell by cell. */
import { WebsocketProvider } from 'y-websocket';
import { Doc } from 'yjs';

export type Room = {
  /** The cells that are changed in the room, as the page was asked for. */
  changing: string[];
  text: (cell: string) => string;
  onChange: (told: (cells: Set<string>) => void) => void;
};

/** The room that the page's own address names. */
export function followRoom(): Room {
  const asked = new URLSearchParams(window.location.search);
  const doc = new Doc();
  const map = doc.getMap('cells');
  const provider = new WebsocketProvider(asked.get('door') ?? '', asked.get('room') ?? '', doc, {
    params: { token: asked.get('token') ?? '' },
    disableBc: true,
  });
  provider.on('sync', (isInStep) => {
    document.body.dataset.synced = String(isInStep);
  });
  return {
    changing: (asked.get('cells') ?? '').split(','),
    text: (cell) => String(map.get(cell) ?? ''),
    onChange: (told) => map.observe(({ keysChanged }) => told(keysChanged as Set<string>)),
  };
}

/** About as many cells as the sheet has in the window. */
export const ROWS = 40;
export const COLUMNS = 16;

/** Which cell of the room stands in a cell of the page: each that is changed once, three in a row, as in the sheet. */
export function cellAt({ changing }: Room, row: number, column: number): string | undefined {
  const nth = [4, 6, 9].indexOf(column);
  return nth < 0 ? undefined : changing[row * 3 + nth];
}
