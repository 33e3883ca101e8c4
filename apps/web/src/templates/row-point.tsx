/** Which data point a row of a template is: said on a button, chosen in a list that opens in its place. */
import { Select, UnstyledButton } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { called, type RowName } from './row-names.ts';
import classes from './templates.module.css';

type Props = {
  row: number;
  /** Undefined where nothing is written into the row. */
  name: RowName | undefined;
  /** It looks like a row of the KPI set and could not be told. */
  isPending: boolean;
  /** The one of all rows at which the Tab key stops. */
  isStop: boolean;
  choices: { value: string; label: string }[];
  onChoose: (row: number, point: RowId | null) => void;
  onStop: (row: number) => void;
};

export function RowPoint({ row, name, isPending, isStop, choices, onChoose, onStop }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The list is gone with the keyboard in it: it comes back to where it was.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const said = name ? called(name) : t(isPending ? 'rowPending' : 'rowNothing');
  const choose = (point: string | null) => {
    onChoose(row, point as RowId | null);
    setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onChoose(row, null);
  };
  if (isOpen)
    return (
      <Select
        size="xs"
        autoFocus
        searchable
        clearable
        defaultDropdownOpened
        aria-label={t('choosePoint', { row })}
        nothingFoundMessage={t('noSuchPoint')}
        data={choices}
        value={name?.point ?? null}
        onChange={choose}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
        comboboxProps={{ width: 420, position: 'bottom-start' }}
        data-testid="row-point-list"
      />
    );
  return (
    <UnstyledButton
      ref={button}
      className={classes.point}
      data-row={row}
      data-pending={isPending || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-label={t('rowIs', { row, point: said })}
      title={name?.name}
      dir={name && 'auto'}
      onClick={() => setOpen(true)}
      onFocus={() => onStop(row)}
      onKeyDown={press}
      data-testid="row-point"
    >
      {said}
    </UnstyledButton>
  );
}
