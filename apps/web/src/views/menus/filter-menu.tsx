/** The menu in which filters are combined, with what each would leave. */
import { Menu } from '@mantine/core';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../../look/tool-button.tsx';
import type { SheetName } from '../../lines/sheet-columns.ts';
import { dropdownKeyboard, MENU_KEYBOARD } from '../../kit/menu-keyboard.ts';
import { shortcutKey } from '../../kit/typed-key.ts';
import { useAllCells } from '../../live/workbook/use-workbook.ts';
import { count } from '../../texts/locale.ts';
import { filterWords } from '../filter-words.ts';
import { countWith, type Filter, type Filtering, FILTERS } from '../filters.ts';
import { type Choice, isChosen, type Shown, toggled } from '../view-state.ts';
import '../views.css';

type Props = {
  looking: Filtering;
  shown: Shown;
  choose: (filters: readonly Choice[]) => void;
};

/** Ctrl, Shift and L, as in a spreadsheet. */
function isFilterKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.shiftKey && shortcutKey(event) === 'l';
}

const asked = new EventTarget();

/** Opens the menu of filters from elsewhere in the page. */
export const openFilters = (): void => void asked.dispatchEvent(new Event('open'));

/** Whether it is open; closed, the keyboard is again where it was. */
function useOpened() {
  const [opened, setOpened] = useState(false);
  const from = useRef<Element>(null);
  const open = useCallback(() => {
    from.current = document.activeElement;
    setOpened(true);
  }, []);
  const leave = useCallback(() => {
    setOpened(false);
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  }, []);
  return { opened, open, leave };
}

export function FilterMenu({ looking, shown, choose }: Props) {
  const { t } = useTranslation('views');
  const { opened, open, leave } = useOpened();
  const { filters } = shown;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!isFilterKey(event) || event.defaultPrevented) return;
      event.preventDefault();
      open();
    };
    asked.addEventListener('open', open);
    window.addEventListener('keydown', pressed);
    return () => {
      asked.removeEventListener('open', open);
      window.removeEventListener('keydown', pressed);
    };
  }, [open]);
  const name =
    filters.length === 0 ? t('menu.open') : t('menu.openWith', { count: filters.length });
  return (
    <Menu
      opened={opened}
      onChange={(isOpen) => (isOpen ? open() : leave())}
      closeOnItemClick={false}
      position="bottom-end"
      width={300}
      withinPortal
      {...MENU_KEYBOARD}
    >
      <Menu.Target>
        <ToolButton
          icon={IconFilter}
          label={name}
          variant={filters.length > 0 ? 'light' : 'subtle'}
          isMarked={filters.length > 0}
          title={t('menu.title')}
          data-testid="filter-menu"
        >
          {t('menu.open')}{' '}
          {filters.length > 0 && <span className="ts-tool-count">{count(filters.length)}</span>}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown
        {...dropdownKeyboard(leave)}
        className="ts-columns-menu"
        data-keeps-keyboard
        data-testid="filter-list"
      >
        <Items looking={looking} shown={shown} choose={choose} />
      </Menu.Dropdown>
    </Menu>
  );
}

function choicesOf(filter: Filter, looking: Filtering, sheet: SheetName): Choice[] {
  if (!filter.values) return [{ kind: filter.kind, value: null }];
  return filter.values(looking, sheet).map(({ value }) => ({ kind: filter.kind, value }));
}

function Items({ looking, shown, choose }: Props) {
  const { t } = useTranslation('views');
  useAllCells();
  const { sheet, filters } = shown;
  const lines = FILTERS.filter((filter) => filter.allowed(looking)).map((filter) => ({
    filter,
    choices: choicesOf(filter, looking, sheet)
      .map((choice) => ({ choice, left: countWith(looking, sheet, { choice, among: filters }) }))
      .filter(
        ({ choice, left }) => filter.seldom !== true || left !== 0 || isChosen(filters, choice),
      ),
  }));
  const plain = lines.filter(({ filter }) => !filter.values).flatMap(({ choices }) => choices);
  const groups = lines.filter(({ filter, choices }) => filter.values && choices.length > 0);
  const line = ({ choice, left }: (typeof plain)[number]) => (
    <Menu.CheckboxItem
      key={`${choice.kind}:${choice.value}`}
      checked={isChosen(filters, choice)}
      onChange={() => choose(toggled(filters, choice))}
      rightSection={<span className="ts-menu-count">{left === undefined ? '' : count(left)}</span>}
      data-testid={`filter-${choice.kind}${choice.value === null ? '' : `-${choice.value}`}`}
    >
      <bdi>{filterWords(looking, choice, t)}</bdi>
    </Menu.CheckboxItem>
  );
  return (
    <>
      <Menu.Item
        leftSection={<IconFilterOff size={16} aria-hidden />}
        // Never really disabled: the first line takes the keyboard when the list opens.
        aria-disabled={filters.length === 0}
        {...(filters.length === 0 ? { c: 'var(--ts-muted)' } : {})}
        onClick={() => choose([])}
        data-testid="filter-none"
      >
        {t('menu.none')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('menu.rows')}</Menu.Label>
      {plain.map(line)}
      {groups.map(({ filter, choices }) => (
        <div key={filter.kind} role="group" aria-label={t(`groups.${filter.kind}`)}>
          <Menu.Divider />
          <Menu.Label>{t(`groups.${filter.kind}`)}</Menu.Label>
          {choices.map(line)}
        </div>
      ))}
    </>
  );
}
