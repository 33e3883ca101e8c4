/** A sheet of a template as a table: which data point each row is, and what is written into each column. */
import { NativeSelect, Text } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import {
  TEMPLATE_FIELDS,
  type TemplateField,
  type TemplateMap,
} from '@tallystick/domain/outgoing/template-map';
import type { TemplateReadingView } from '@tallystick/protocol/views-templates';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../texts/locale.ts';
import { lettersOf } from './column-letters.ts';
import { columnsLeft, tableOfRow, type UnknownRow } from './map-edits.ts';
import { PreviewRow } from './preview-row.tsx';
import { called, type RowName } from './row-names.ts';
import classes from './templates.module.css';

type Props = {
  sheet: TemplateReadingView['preview'][number];
  map: TemplateMap;
  /** The table whose columns are shown, by its place in the map; -1 where nothing is written into the sheet. */
  at: number;
  pending: readonly UnknownRow[];
  names: ReadonlyMap<RowId, RowName>;
  onColumn: (column: number, field: TemplateField | null) => void;
  onRow: (row: number, point: RowId | null) => void;
};

/** From row to row by the arrows, as in a sheet. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-row]')];
  const next = all[all.indexOf(event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function TemplatePreview({ sheet, map, at, pending, names, onColumn, onRow }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const [stop, setStop] = useState<number>();
  const table = map.tables[at];
  const all = useMemo(() => {
    const columns = Math.max(1, ...sheet.rows.flatMap(({ cells }) => cells.map((c) => c.column)));
    return Array.from({ length: columns }, (_, index) => index + 1);
  }, [sheet]);
  const fieldOf = useMemo(
    () => new Map(table?.columns.map(({ column, field }) => [column, field])),
    [table?.columns],
  );
  const pointOf = new Map(
    map.tables
      .filter((each) => each.sheet === sheet.name)
      .flatMap(({ rows }) => rows.map(({ row, point }) => [row, point])),
  );
  const choices = useMemo(() => choicesOf(map, names, t), [map, names, t]);
  const waits = new Set(pending.filter((each) => each.sheet === sheet.name).map(({ row }) => row));
  const canBeMapped = (row: number) => tableOfRow(map, { sheet: sheet.name, row }) !== -1;
  const first = sheet.rows.find(({ row }) => canBeMapped(row))?.row;
  const left = table ? columnsLeft(sheet, table) : [];
  return (
    <>
      <Text size="sm">
        {table
          ? t('sheetTold', { rows: count(table.rows.length), head: table.head })
          : t('sheetNone')}
      </Text>
      {left.length > 0 && (
        <Text size="sm" data-testid="template-columns-left">
          {t('columnsLeft', { columns: count(left.length) })}{' '}
          <bdi dir="ltr">{left.map(lettersOf).join(', ')}</bdi>
        </Text>
      )}
      {table && (
        <Text size="sm" c="var(--ts-muted)">
          {t('rowsHelp')}
        </Text>
      )}
      {sheet.isCut && <Text size="sm">{t('cut')}</Text>}
      {/* A table that is wider than the window is scrolled, by keys as well. */}
      <div
        className={classes.scroll}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('preview', { sheet: sheet.name })}
        onKeyDown={walk}
      >
        <table className={classes.preview} data-testid="template-preview">
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              {table && <th scope="col">{t('point')}</th>}
              {all.map((column) => (
                <th key={column} scope="col" data-mapped={fieldOf.has(column) || undefined}>
                  <span>{lettersOf(column)}</span>
                  {table && (
                    <NativeSelect
                      size="xs"
                      aria-label={t('column', { column: lettersOf(column) })}
                      value={fieldOf.get(column) ?? ''}
                      onChange={({ currentTarget: { value } }) =>
                        onColumn(column, TEMPLATE_FIELDS.find((field) => field === value) ?? null)
                      }
                      data={[
                        { value: '', label: t('nothing') },
                        ...TEMPLATE_FIELDS.map((field) => ({
                          value: field,
                          label: t(`fields.${field}`),
                        })),
                      ]}
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((line) => (
              <PreviewRow
                key={line.row}
                line={line}
                columns={all}
                fieldOf={fieldOf}
                isHead={line.row === table?.head}
                hasPoints={table !== undefined}
                canBeMapped={canBeMapped(line.row)}
                name={names.get(pointOf.get(line.row) as RowId)}
                isPending={waits.has(line.row)}
                isStop={line.row === (stop ?? first)}
                choices={choices}
                onChoose={onRow}
                onStop={setStop}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type Words = (key: 'pointAt', said: Record<string, unknown>) => string;

/** Every row of the KPI set, with the row of the file that has it: choosing one moves it. */
function choicesOf(
  map: TemplateMap,
  names: ReadonlyMap<RowId, RowName>,
  t: Words,
): { value: string; label: string }[] {
  const rowOf = new Map(
    map.tables.flatMap(({ rows }) => rows.map(({ row, point }) => [point, row])),
  );
  return [...names.values()].map((each) => {
    const row = rowOf.get(each.point);
    const name = called(each);
    const label = row === undefined ? name : t('pointAt', { point: name, row });
    return { value: each.point, label };
  });
}
