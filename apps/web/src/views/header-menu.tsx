/**
 * The menu of a column: order, holding, hiding, width. By its button, by Alt and arrow down as in a spreadsheet, or by
 * Enter on the header.
 */
import { Menu } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconCheck,
  IconColumns3,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconRestore,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react';
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import { dropdownKeyboard, MENU_KEYBOARD } from '../kit/menu-keyboard.ts';
import { hiddenForEntry, isEntryView } from './entry-columns.ts';
import type { GridView } from './use-grid-view.ts';
import './views.css';

type Opened = { column: string; at: DOMRect; from: HTMLElement | null };
type Menus = {
  opened: Opened | undefined;
  open: (column: string, anchor: HTMLElement) => void;
  close: () => void;
};

const headerOf = (area: HTMLElement, column: string): HTMLElement | null =>
  area.querySelector<HTMLElement>(`.ag-header-cell[col-id="${CSS.escape(column)}"]`);

/** A list of choices opens by the same keys; in its cells they are its own. */
const isOwnKey = (target: HTMLElement): boolean =>
  target.closest('input, textarea, select, [role="combobox"], .ts-choice') !== null;

export function useHeaderMenu(wrapper: RefObject<HTMLElement | null>): Menus {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    const area = wrapper.current;
    const pressed = (event: KeyboardEvent): void => {
      const { target } = event;
      if (!area || !(target instanceof HTMLElement)) return;
      const header = target.closest<HTMLElement>('.ag-header-cell');
      const isAsked = event.altKey && event.key === 'ArrowDown' && !event.ctrlKey && !event.metaKey;
      const isEntered = header === target && event.key === 'Enter';
      if (!isAsked && !isEntered) return;
      if (isOwnKey(target)) return;
      const column = target.closest('[col-id]')?.getAttribute('col-id');
      const anchor = column ? headerOf(area, column) : null;
      if (!column || !anchor) return;
      event.preventDefault();
      event.stopPropagation();
      setOpened({ column, at: anchor.getBoundingClientRect(), from: target });
    };
    area?.addEventListener('keydown', pressed, { capture: true });
    return () => area?.removeEventListener('keydown', pressed, { capture: true });
  }, [wrapper]);
  const open = useCallback((column: string, anchor: HTMLElement) => {
    const from = anchor.closest<HTMLElement>('.ag-header-cell');
    setOpened({ column, at: (from ?? anchor).getBoundingClientRect(), from });
  }, []);
  return { opened, open, close: useCallback(() => setOpened(undefined), []) };
}

type Props = {
  sheet: SheetName;
  menu: Menus;
  view: GridView;
  api: RefObject<GridApi<SheetRow> | undefined>;
  /** Back to the cell where the person was. */
  backToCell: () => void;
  /** Opens the filters, where the page has them. */
  filter?: (() => void) | undefined;
};

export function HeaderMenu({ sheet, menu, view, api, backToCell, filter }: Props) {
  const { opened } = menu;
  const column = columnsOf(sheet).find(({ id }) => id === opened?.column);
  if (!opened || !column) return null;
  const leave = (): void => {
    menu.close();
    const { from } = opened;
    // The header is made anew when the columns are; the cell is where the grid says.
    if (from?.isConnected && from.matches('.ag-header-cell')) from.focus();
    else backToCell();
  };
  const { at } = opened;
  return (
    <Menu
      opened
      onClose={leave}
      position="bottom-start"
      width={248}
      withinPortal
      {...MENU_KEYBOARD}
    >
      <Menu.Target>
        <span
          className="ts-menu-anchor"
          style={{ left: at.left, top: at.top, width: at.width, height: at.height }}
        />
      </Menu.Target>
      <Menu.Dropdown
        {...dropdownKeyboard(leave)}
        data-testid="header-menu"
        onContextMenu={(event) => event.preventDefault()}
      >
        <Items column={column} view={view} api={api} />
        <ViewItems sheet={sheet} view={view} filter={filter} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What a column's menu offers for the whole sheet. */
function ViewItems({ sheet, view, filter }: Pick<Props, 'sheet' | 'view' | 'filter'>) {
  const { t } = useTranslation('views');
  const isEntry = isEntryView(sheet, view.hidden);
  return (
    <>
      <Menu.Divider />
      {filter && (
        <Menu.Item
          leftSection={<IconFilter size={16} aria-hidden />}
          rightSection={<span className="cell-menu-keys">Ctrl + Shift + L</span>}
          onClick={() => requestAnimationFrame(filter)}
          data-testid="header-filter"
        >
          {t('columns.filter')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconColumns3 size={16} aria-hidden />}
        rightSection={isEntry ? <IconCheck size={16} aria-hidden /> : undefined}
        aria-current={isEntry ? 'true' : undefined}
        onClick={() => view.setHidden(isEntry ? undefined : hiddenForEntry(sheet))}
        data-testid="header-entry"
      >
        {t('columns.entry')}
      </Menu.Item>
    </>
  );
}

type ItemsProps = { column: SheetColumn; view: GridView; api: Props['api'] };

function Items({ column, view, api }: ItemsProps) {
  const { t } = useTranslation(['views', 'grid']);
  const { id } = column;
  const { sort } = view;
  const words = column.figures === true ? 'figures' : 'words';
  const isBy = (direction: 'up' | 'down'): boolean =>
    sort?.column === id && sort.direction === direction;
  const isHeld = api.current?.getColumn(id)?.isPinned() ?? false;
  const isName = id === 'kpi' || id === 'label';
  const check = <IconCheck size={16} aria-hidden />;
  return (
    <>
      <Menu.Label>{t(`grid:columns.${id}`)}</Menu.Label>
      {(['up', 'down'] as const).map((direction) => (
        <Menu.Item
          key={direction}
          leftSection={
            direction === 'up' ? (
              <IconSortAscending size={16} aria-hidden />
            ) : (
              <IconSortDescending size={16} aria-hidden />
            )
          }
          rightSection={isBy(direction) ? check : undefined}
          aria-current={isBy(direction) ? 'true' : undefined}
          onClick={() => view.setSort({ column: id, direction })}
          data-testid={`sort-${direction}`}
        >
          {t(`sort.${words}.${direction}`)}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<IconRestore size={16} aria-hidden />}
        rightSection={sort === null ? check : undefined}
        aria-current={sort === null ? 'true' : undefined}
        onClick={() => view.setSort(null)}
        data-testid="sort-template"
      >
        {t('sort.template')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={
          isHeld ? <IconPinnedOff size={16} aria-hidden /> : <IconPin size={16} aria-hidden />
        }
        onClick={() => view.pin(id, !isHeld)}
        data-testid="pin"
      >
        {t(isHeld ? 'columns.unpin' : 'columns.pin')}
      </Menu.Item>
      {!isName && (
        <Menu.Item
          leftSection={<IconEyeOff size={16} aria-hidden />}
          onClick={() => view.setHidden(new Set([...view.hidden, id]))}
          data-testid="hide"
        >
          {t('columns.hide')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowAutofitWidth size={16} aria-hidden />}
        onClick={() => api.current?.autoSizeColumns([id])}
        data-testid="fit"
      >
        {t('columns.fit')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconRestore size={16} aria-hidden />}
        disabled={view.widths[id] === undefined}
        onClick={() => view.setWidth(id, undefined)}
        data-testid="usual-width"
      >
        {t('columns.usualWidth')}
      </Menu.Item>
    </>
  );
}
