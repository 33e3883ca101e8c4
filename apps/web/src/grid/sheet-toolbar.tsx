/** The line above the sheet: what is shown, folding, and which columns. */
import { Group, Menu, SegmentedControl, Text } from '@mantine/core';
import { IconColumns3, IconFilterOff, IconFold, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../look/tool-button.tsx';
import { FoldMenu } from '../views/menus/fold-menu.tsx';
import { hiddenForEntry, isEntryView } from '../views/entry-columns.ts';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';

type Props = {
  sheet: SheetName;
  /** Rows shown and why, where not all are. */
  filter: { rows: number; words: string; clear: () => void } | undefined;
  /** Columns that this sheet cannot fill are not offered. */
  unfit: (column: SheetColumn) => boolean;
  hidden: ReadonlySet<string>;
  /** Undefined: as in the template. */
  setHidden: (hidden: ReadonlySet<string> | undefined) => void;
  folded: boolean;
  /** Left out while the rows are sorted: groups are not shown then. */
  foldAll?: ((depth: 0 | 1 | 2) => void) | undefined;
  unfoldAll: () => void;
  /** Everything as in the template: columns, widths, order. */
  reset: () => void;
  isSorted: boolean;
  /** More words beside the filter's. */
  words?: ReactNode;
  find: () => void;
  children?: ReactNode;
};

export function SheetToolbar(props: Props) {
  const { t } = useTranslation('grid');
  const { sheet, filter } = props;
  // Both at once take a line of their own; on a phone each does.
  const words = [filter, props.isSorted].filter(Boolean).length;
  return (
    <div className="ts-toolbar-room" data-area="tools">
      <div className={`ts-toolbar ts-toolbar-${words}`}>
        <Text fw={650} component="h1" size="sm" className="ts-toolbar-title">
          {t(`sheet.${sheet}`)}
        </Text>
        <div className="ts-toolbar-words">
          {filter && (
            <Group gap={6} wrap="nowrap" className="ts-filter">
              <Text size="sm" truncate data-testid="filter-words">
                {t('toolbar.filtered', { count: filter.rows, filter: filter.words })}
              </Text>
              <ToolButton
                icon={IconFilterOff}
                label={t('toolbar.clearFilter')}
                title={t('toolbar.clearFilter')}
                isMarked
                onClick={filter.clear}
                data-testid="clear-filter"
              />
            </Group>
          )}
          {props.words}
        </div>
        <span className="ts-space" />
        {props.children}
        <ToolButton
          icon={IconSearch}
          label={t('views:find.open')}
          isKnown
          title={t('views:find.openTip')}
          onClick={props.find}
          data-testid="find-open"
        />
        {sheet === 'kpi' && props.foldAll && <Folds {...props} foldAll={props.foldAll} />}
        <ColumnsMenu {...props} />
      </div>
    </div>
  );
}

function Folds(props: Props & { foldAll: (depth: 0 | 1 | 2) => void }) {
  const { t } = useTranslation('grid');
  return (
    <Group gap={6} wrap="nowrap">
      <ToolButton
        icon={IconFold}
        label={t(props.folded ? 'toolbar.unfoldAll' : 'toolbar.foldAll')}
        title={t(props.folded ? 'toolbar.unfoldAll' : 'toolbar.foldAll')}
        onClick={props.folded ? props.unfoldAll : () => props.foldAll(2)}
        data-testid="fold-all"
      />
      <FoldMenu fold={props.foldAll} unfold={props.unfoldAll} />
    </Group>
  );
}

/** Changes between the two sheets, where the page around has no list of them. */
export function SheetSwitch(props: { sheet: SheetName; choose: (sheet: SheetName) => void }) {
  const { t } = useTranslation('grid');
  return (
    <SegmentedControl
      size="xs"
      value={props.sheet}
      onChange={(value) => props.choose(value as SheetName)}
      data={(['kpi', 'profile'] as const).map((value) => ({ value, label: t(`sheet.${value}`) }))}
    />
  );
}

/** The names of the rows are always there. */
const isOffered = ({ pinned, hidden }: SheetColumn): boolean => !pinned || hidden === true;

function ColumnsMenu({ sheet, unfit, hidden, setHidden, reset }: Props) {
  const { t } = useTranslation('grid');
  const toggle = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    setHidden(next);
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <ToolButton
          icon={IconColumns3}
          label={t('toolbar.columns')}
          title={t('toolbar.columns')}
          data-testid="columns-menu"
        />
      </Menu.Target>
      <Menu.Dropdown className="ts-columns-menu">
        <Menu.CheckboxItem
          checked={isEntryView(sheet, hidden)}
          onChange={(isChosen) =>
            isChosen ? setHidden(hiddenForEntry(sheet)) : setHidden(undefined)
          }
          data-testid="columns-entry"
        >
          {t('toolbar.entry')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        {columnsOf(sheet)
          .filter((column) => isOffered(column) && !unfit(column))
          .map((column) => (
            <Menu.CheckboxItem
              key={column.id}
              checked={!hidden.has(column.id)}
              onChange={() => toggle(column.id)}
              rightSection={<span className="ts-letter">{column.letter}</span>}
              data-testid={`column-${column.id}`}
            >
              {t(`columns.${column.id}`)}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={reset} data-testid="columns-reset">
          {t('toolbar.reset')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
