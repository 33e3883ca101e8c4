/** The menu of the cells that are selected. What cannot be done now stands in it with the reason, for every reader. */
import { Menu } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dropdownKeyboard, MENU_KEYBOARD } from '../kit/menu-keyboard.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import type { MenuLine, MoreLines } from './menu-line.ts';
import { sheetLines } from './sheet-lines.ts';
import type { CellMenuState, OpenedAt } from './use-cell-menu.ts';
import './cell-menu.css';

type Props = {
  sheet: Sheet;
  menu: CellMenuState;
  /** Opens the editor of the cell in focus. */
  edit: () => void;
  more: MoreLines | undefined;
};

export function CellMenu({ menu, ...props }: Props) {
  const { opened } = menu;
  return opened ? <Opened {...props} opened={opened} close={menu.close} /> : null;
}

type OpenedProps = Omit<Props, 'menu'> & { opened: OpenedAt; close: () => void };

function Opened({ sheet, edit, more, opened, close }: OpenedProps) {
  const { t } = useTranslation('cell-menu');
  const { place, left, top, width, height } = opened;
  const places = sheet.selection.places();
  const rows = [...new Set(places.map(({ row }) => row))];
  const name = places.length > 1 ? t('cells', { count: places.length }) : sheet.data.name(place);
  const groups = [...sheetLines({ sheet, place, edit, t }), ...(more?.(place, rows) ?? [])];
  /** The keyboard is the cell's again; what a line does may take it on. */
  const leave = (): void => {
    close();
    sheet.show(place);
  };
  const choose = (line: MenuLine): void => {
    if (line.why !== undefined) return;
    leave();
    line.act();
  };
  return (
    <Menu
      opened
      onClose={leave}
      position="bottom-start"
      width={300}
      withinPortal
      {...MENU_KEYBOARD}
      closeOnItemClick={false}
      middlewares={{ flip: true, shift: { padding: 8, crossAxis: true } }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={name}
          className="ts-menu-anchor cell-menu-anchor"
          style={{ left, top, width, height }}
        />
      </Menu.Target>
      <Menu.Dropdown
        {...dropdownKeyboard(leave)}
        className="cell-menu"
        data-testid="cell-menu"
        onContextMenu={(event) => event.preventDefault()}
      >
        <Menu.Label>
          <bdi translate={places.length > 1 ? undefined : 'no'}>{name}</bdi>
        </Menu.Label>
        {groups.map((lines, at) => (
          <Lines key={lines[0]?.id} lines={lines} choose={choose} isFirst={at === 0} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

type Choose = (line: MenuLine) => void;
type LinesProps = { lines: readonly MenuLine[]; choose: Choose; isFirst: boolean };

/** Lines that belong together. What stands against several of them is said at the first. */
function Lines({ lines, choose, isFirst }: LinesProps) {
  const group = useId();
  const firstWith = (why: string): number => lines.findIndex((line) => line.why === why);
  return (
    <>
      {!isFirst && <Menu.Divider />}
      {lines.map((line, at) => (
        <Line
          key={line.id}
          line={line}
          choose={choose}
          isSaid={line.why !== undefined && firstWith(line.why) < at}
          reason={line.why === undefined ? undefined : `${group}${firstWith(line.why)}`}
        />
      ))}
    </>
  );
}

type LineProps = {
  line: MenuLine;
  choose: Choose;
  /** Why it cannot be stands at a line above. */
  isSaid: boolean;
  /** Id of the element in which that stands. */
  reason: string | undefined;
};

function Line({ line, choose, isSaid, reason }: LineProps) {
  const { t } = useTranslation('keys');
  const { id, label, icon: Icon, keys, why } = line;
  return (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={
        keys && (
          <span className="cell-menu-keys" dir="ltr">
            {keys.map((key) => t(`key.${key}`, { defaultValue: key })).join(' + ')}
          </span>
        )
      }
      aria-disabled={why === undefined ? undefined : true}
      aria-describedby={isSaid ? reason : undefined}
      className={why === undefined ? undefined : 'cell-menu-cannot'}
      onClick={() => choose(line)}
      data-testid={`cell-menu-${id}`}
    >
      {label}
      {why !== undefined && !isSaid && (
        <span id={reason} className="cell-menu-why">
          {why}
        </span>
      )}
    </Menu.Item>
  );
}
