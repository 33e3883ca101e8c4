/** The fields that link what is written to rows and cells of the sheets, and the links themselves, which lead there. */
import { Anchor, MultiSelect } from '@mantine/core';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { isSheetCell } from '@tallystick/domain/cells/cell-spec';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsOf } from '../lines/sheet-columns.ts';
import { rowName, useCellWords } from '../lines/told.ts';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';

type Linked = { rows: string[]; cells: string[] };
type Props = Linked & { set: (linked: Linked) => void };

export function LinkFields({ rows, cells, set }: Props) {
  const { t } = useTranslation('audit');
  const { catalogue } = useWorkbook();
  const data = useMemo(
    () => [
      {
        group: t('rows.kpis'),
        items: catalogue.dataPoints.map(({ row }) => ({
          value: row as string,
          label: rowName(catalogue, row),
        })),
      },
      {
        group: t('rows.profile'),
        items: catalogue.profile.map(({ row, label }) => ({ value: row as string, label })),
      },
    ],
    [catalogue, t],
  );
  // A cell goes with its row.
  const choose = (next: string[]): void =>
    set({ rows: next, cells: cells.filter((cell) => next.includes(rowOf(cell))) });
  return (
    <>
      <MultiSelect
        label={t('rows.label')}
        description={t('rows.about')}
        placeholder={rows.length === 0 ? t('rows.none') : ''}
        searchable
        clearable
        hidePickedOptions
        maxValues={TEXT_LIMITS.links}
        limit={60}
        nothingFoundMessage={t('rows.nothing')}
        data={data}
        value={rows}
        onChange={choose}
        data-testid="audit-rows"
      />
      {rows.length > 0 && (
        <CellField rows={rows} cells={cells} set={(next) => set({ rows, cells: next })} />
      )}
    </>
  );
}

/** Single cells of the rows that were chosen. */
function CellField(props: Linked & { set: (cells: string[]) => void }) {
  const { rows, cells, set } = props;
  const { t } = useTranslation('audit');
  const { catalogue } = useWorkbook();
  const wordsOf = useCellWords(catalogue);
  const data = rows.map((row) => {
    const isProfile = catalogue.rows.get(row)?.kind === 'profile';
    const items = columnsOf(isProfile ? 'profile' : 'kpi')
      .map(({ id }) => `${row}:${id}`)
      .filter((cell) => isSheetCell(catalogue, cell))
      .map((cell) => ({ value: cell, label: wordsOf(cell, rows.length > 1) }));
    return { group: rowName(catalogue, row), items };
  });
  return (
    <MultiSelect
      label={t('cells.label')}
      description={t('cells.about')}
      placeholder={cells.length === 0 ? t('cells.none') : ''}
      searchable
      clearable
      hidePickedOptions
      maxValues={TEXT_LIMITS.links}
      limit={60}
      nothingFoundMessage={t('cells.nothing')}
      data={data}
      value={cells}
      onChange={set}
      data-testid="audit-cells"
    />
  );
}

function rowOf(cell: string): string {
  return splitCellId(cell)?.row ?? '';
}

/** The row in focus, to begin with. */
export function useRowsAtHand(): string[] {
  const focus = useFocus();
  const { catalogue } = useWorkbook();
  return focus && catalogue.rows.has(focus.row) ? [focus.row] : [];
}

type LinksProps = {
  rows: readonly string[];
  cells: readonly string[];
  /** Gives the sheet back. */
  close: () => void;
};

/** A row of which cells are named stands as these alone: each leads to its own. */
export function LinkedPlaces({ rows, cells, close }: LinksProps) {
  const { t } = useTranslation('audit');
  const { catalogue, setFocus } = useWorkbook();
  const wordsOf = useCellWords(catalogue);
  const withCells = new Set(cells.map(rowOf));
  const places = [
    ...rows
      .filter((row) => !withCells.has(row))
      .map((row) => ({ key: row, name: rowName(catalogue, row), row, column: undefined })),
    ...cells.map((cell) => ({
      key: cell,
      name: wordsOf(cell, true),
      row: rowOf(cell),
      column: splitCellId(cell)?.column,
    })),
  ];
  if (places.length === 0) return null;
  const goTo = (row: string, column: string | undefined): void => {
    close();
    const line = catalogue.rows.get(row);
    if (line) setFocus({ row, column: column ?? mainColumn(line) });
  };
  return (
    <ul className="audit-rows" aria-label={t('rows.label')}>
      {places.map(({ key, name, row, column }) => (
        <li key={key}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            onClick={() => goTo(row, column)}
            data-testid={column === undefined ? 'audit-row' : 'audit-cell'}
          >
            {name}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
