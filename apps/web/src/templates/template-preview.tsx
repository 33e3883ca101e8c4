/** A sheet of a template as a table: each column with what is written into it, mapped rows and columns coloured. */
import { NativeSelect, Text } from '@mantine/core';
import {
  TEMPLATE_FIELDS,
  type TemplateField,
  type TemplateTable,
} from '@tallystick/domain/outgoing/template-map';
import type { TemplateReadingView } from '@tallystick/protocol/views-templates';
import { useTranslation } from 'react-i18next';
import { count } from '../texts/locale.ts';
import { lettersOf } from './column-letters.ts';
import classes from './templates.module.css';

type Props = {
  sheet: TemplateReadingView['preview'][number];
  /** Undefined where nothing is written into the sheet. */
  table: TemplateTable | undefined;
  onMap: (column: number, field: TemplateField | null) => void;
};

export function TemplatePreview({ sheet, table, onMap }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const columns = Math.max(1, ...sheet.rows.flatMap(({ cells }) => cells.map((c) => c.column)));
  const all = Array.from({ length: columns }, (_, at) => at + 1);
  const fieldOf = new Map(table?.columns.map(({ column, field }) => [column, field]));
  const mapped = new Set(table?.rows.map(({ row }) => row));
  return (
    <>
      <Text size="sm" mb={8}>
        {table
          ? t('sheetTold', { rows: count(table.rows.length), head: table.head })
          : t('sheetNone')}
      </Text>
      {/* A table that is wider than the window is scrolled, by keys as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        className={classes.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('preview', { sheet: sheet.name })}
      >
        <table className={classes.preview} data-testid="template-preview">
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              {all.map((column) => (
                <th key={column} scope="col" data-mapped={fieldOf.has(column) || undefined}>
                  <span>{lettersOf(column)}</span>
                  {table && (
                    <NativeSelect
                      size="xs"
                      aria-label={t('column', { column: lettersOf(column) })}
                      value={fieldOf.get(column) ?? ''}
                      onChange={({ currentTarget: { value } }) =>
                        onMap(column, TEMPLATE_FIELDS.find((field) => field === value) ?? null)
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
            {sheet.rows.map(({ row, cells }) => {
              const at = new Map(cells.map((cell) => [cell.column, cell]));
              return (
                <tr key={row} data-head={row === table?.head || undefined}>
                  <th scope="row">{row}</th>
                  {all.map((column) => {
                    const cell = at.get(column);
                    const isMapped = mapped.has(row) && fieldOf.has(column);
                    return (
                      <td key={column} dir="auto" data-mapped={isMapped || undefined}>
                        {cell?.text || (cell?.hasFormula && <em>{t('formula')}</em>)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
