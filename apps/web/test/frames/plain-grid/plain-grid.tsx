/**
 * The same room in a grid as its documents show it, with nothing of the product around it: `?way=` says by which of the
 * grid's own ways a changed cell is brought to the screen.
 * Source: AG Grid's guide "Updating Data": transactions, single row and cell updates, row data by id.
 */
import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  type GridApi,
  ModuleRegistry,
  RowApiModule,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { useEffect, useState } from 'react';
import { COLUMNS, cellAt, followRoom, ROWS } from '../../../../../tests/frames/bare/room.ts';

ModuleRegistry.registerModules([
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  RowApiModule,
]);

type Row = Record<string, string>;
type Place = { row: number; column: number };

const way = new URLSearchParams(window.location.search).get('way');
const room = followRoom();
const places = new Map<string, Place[]>();
const rows = Array.from({ length: ROWS }, (_, row): Row => {
  const texts = Array.from({ length: COLUMNS }, (_none, column): [string, string] => {
    const cell = cellAt(room, row, column);
    if (cell) places.set(cell, [...(places.get(cell) ?? []), { row, column }]);
    return [`c${column}`, String(100 + row * column)];
  });
  return { id: String(row), ...Object.fromEntries(texts) };
});
const columnDefs = Array.from({ length: COLUMNS }, (_, column) => ({
  field: `c${column}`,
  width: 94,
}));

/** The rows as they stand after a change, and which of them changed. */
function changed(cells: Set<string>): { row: number; column: number; text: string }[] {
  return [...cells].flatMap((cell) =>
    (places.get(cell) ?? []).map((place) => ({ ...place, text: room.text(cell) })),
  );
}

function withChanges(now: readonly Row[], cells: Set<string>): Row[] {
  const next = [...now];
  for (const { row, column, text } of changed(cells))
    next[row] = { ...next[row], [`c${column}`]: text };
  return next;
}

function bring(api: GridApi<Row>): void {
  let now = rows;
  room.onChange((cells) => {
    if (way === 'cell')
      for (const { row, column, text } of changed(cells))
        api.getRowNode(String(row))?.setDataValue(`c${column}`, text);
    if (way !== 'transaction') return;
    const next = withChanges(now, cells);
    const update = next.filter((row, at) => row !== now[at]);
    now = next;
    api.applyTransactionAsync({ update });
  });
}

function Page() {
  const [rowData, setRowData] = useState(rows);
  useEffect(() => {
    if (way !== 'rows') return;
    room.onChange((cells) => flushSync(() => setRowData((now) => withChanges(now, cells))));
  }, []);
  return (
    <AgGridReact<Row>
      rowData={rowData}
      columnDefs={columnDefs}
      rowHeight={25}
      headerHeight={25}
      getRowId={({ data }) => data['id'] ?? ''}
      asyncTransactionWaitMillis={16}
      onGridReady={({ api }) => bring(api)}
    />
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<Page />);
document.querySelector('input')?.focus();
