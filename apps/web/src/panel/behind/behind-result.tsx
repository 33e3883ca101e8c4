/** What is said of the figures behind a result, beside the verdict on it: year, quality, origin, source, notes. */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatCell } from '@tallystick/domain/cells/cell-text';
import { cellId, splitCellId } from '@tallystick/domain/cells/ids';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../../live/workbook/use-workbook.ts';
import { numberLocale } from '../../texts/locale.ts';
import { useCellTexts } from '../../live/workbook/cell-texts.ts';
import { Fact, Facts } from '../../kit/fact.tsx';
import { LinkedText } from './cell-links.tsx';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

const ABOUT = ['source', 'notes', 'quality', 'origin', 'year'] as const;
/** Without these a figure cannot be looked up, so that their absence is said. */
const WANTED: ReadonlySet<string> = new Set(['source', 'year']);

/** The row of the point, then the rows that its figures are typed in. */
function rowsBehind(point: DataPoint): { row: string; label: string | undefined }[] {
  const rows = new Map<string, string | undefined>([[point.row, undefined]]);
  for (const { own, cell, input } of point.inputs) {
    const row = splitCellId(cell)?.row;
    if (!own && row !== undefined && !rows.has(row)) rows.set(row, input.label);
  }
  return [...rows].map(([row, label]) => ({ row, label }));
}

export function BehindResult({ point }: { point: DataPoint }) {
  const { t } = useTranslation('panel');
  const { t: inGrid } = useTranslation('grid');
  const { catalogue } = useWorkbook();
  const rows = rowsBehind(point);
  const texts = useCellTexts(
    rows.flatMap(({ row }) => ABOUT.map((column) => cellId(row, column) as string)),
  );
  return (
    <div data-testid="behind-result">
      {rows.map(({ row, label }) => (
        <div key={row} className="panel-behind">
          {label !== undefined && (
            <Text size="xs" fw={600}>
              <bdi>{label}</bdi>
            </Text>
          )}
          <Facts>
            {ABOUT.map((column) => {
              const cell = cellId(row, column);
              const spec = cellSpec(catalogue, cell);
              const text = texts.get(cell);
              if (!spec || (text === undefined && !WANTED.has(column))) return null;
              return (
                <Fact key={column} label={inGrid(`columns.${column}`)}>
                  {text === undefined ? (
                    <Text component="span" size="sm" c="var(--ts-muted)">
                      {t('behind.nothing')}
                    </Text>
                  ) : (
                    <span dir="auto" className="panel-said">
                      <LinkedText text={formatCell(text, spec, numberLocale())} column={column} />
                    </span>
                  )}
                </Fact>
              );
            })}
          </Facts>
        </div>
      ))}
    </div>
  );
}
