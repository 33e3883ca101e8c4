/** A row of a template's preview: its number, its data point, what stands in it. Drawn again only where it changed. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type { TemplateField } from '@tallystick/domain/outgoing/template-map';
import type { TemplateReadingView } from '@tallystick/protocol/views-templates';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowName } from './row-names.ts';
import { RowPoint } from './row-point.tsx';
import classes from './templates.module.css';

type Props = {
  line: TemplateReadingView['preview'][number]['rows'][number];
  columns: readonly number[];
  fieldOf: ReadonlyMap<number, TemplateField>;
  isHead: boolean;
  /** The sheet has a column of data points. */
  hasPoints: boolean;
  canBeMapped: boolean;
  name: RowName | undefined;
  isPending: boolean;
  isStop: boolean;
  choices: { value: string; label: string }[];
  onChoose: (row: number, point: RowId | null) => void;
  onStop: (row: number) => void;
};

export const PreviewRow = memo(function PreviewRow(props: Props) {
  const { line, columns, fieldOf, isHead, hasPoints, canBeMapped, ...point } = props;
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const at = new Map(line.cells.map((cell) => [cell.column, cell]));
  return (
    <tr data-head={isHead || undefined}>
      <th scope="row">{line.row}</th>
      {hasPoints && (
        <td className={classes.pointCell}>
          {canBeMapped && <RowPoint row={line.row} {...point} />}
        </td>
      )}
      {columns.map((column) => {
        const cell = at.get(column);
        const isMapped = point.name !== undefined && fieldOf.has(column);
        return (
          <td key={column} dir="auto" data-mapped={isMapped || undefined}>
            {cell?.text || (cell?.hasFormula && <em>{t('formula')}</em>)}
          </td>
        );
      })}
    </tr>
  );
});
