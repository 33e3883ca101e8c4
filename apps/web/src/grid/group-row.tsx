/** The full-width row of a dimension, sub-dimension or category: folds, and counts what is reported. */
import { IconChevronRight } from '@tabler/icons-react';
import type { CustomCellRendererProps } from 'ag-grid-react';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { atLeisure } from '../look/at-leisure.ts';
import { count } from '../texts/locale.ts';
import type { GroupRow, SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { GridContext } from './painting/cell-painters.ts';

type Props = CustomCellRendererProps<SheetRow, unknown, GridContext> & {
  fold: (group: string) => void;
  actions: ((rows: string[]) => ReactNode) | undefined;
};

const never = () => () => undefined;

function useReported(source: SheetSource, rows: string[]): number {
  const subscribe = useMemo(
    () => (source.subscribe ? atLeisure((tell) => source.subscribe?.(tell) ?? never()) : never),
    [source],
  );
  return useSyncExternalStore(subscribe, () =>
    rows.reduce((sum, row) => sum + (source.result(row).status === 'reported' ? 1 : 0), 0),
  );
}

export function GroupRowView({ data, context, fold, actions }: Props) {
  if (data?.kind !== 'group') return null;
  return <Group group={data} source={context.source} fold={fold} actions={actions} />;
}

type GroupProps = Pick<Props, 'fold' | 'actions'> & { group: GroupRow; source: SheetSource };

function Group({ group, source, fold, actions }: GroupProps) {
  const { t } = useTranslation('grid');
  const reported = useReported(source, group.rows);
  const words = t('group.count', { reported: count(reported), total: count(group.rows.length) });
  const action = t(group.folded ? 'group.unfold' : 'group.fold', { label: group.label });
  return (
    // The grid's full-width row holds no cell of its own, and a row without cells is no row to a screen reader.
    <div role="gridcell" className={`ts-group ts-group-${group.depth}`}>
      <button
        type="button"
        tabIndex={-1}
        className="ts-fold"
        aria-expanded={!group.folded}
        aria-label={`${action}. ${words}`}
        onClick={() => fold(group.id)}
        data-testid={`fold-${group.id}`}
      >
        <IconChevronRight size={14} aria-hidden className="ts-fold-mark" />
        <span className="ts-group-label">{group.label}</span>
      </button>
      <span className="ts-group-count">{words}</span>
      {actions?.(group.rows)}
    </div>
  );
}
